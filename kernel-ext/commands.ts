/** @file The commands of the kernel: `cryolab kernel install --prefix DIR`, `cryolab kernel run --connection FILE`. */

import type { Command } from "commander";
import { installKernel } from "./installer.ts";

/** Adds the command `kernel` to a program. */
export function kernelCommands(program: Command): void {
  const kernel = program.command("kernel").description("the Jupyter kernel");

  kernel
    .command("install")
    .description("write the kernelspec and the plotly extension, where Jupyter finds them")
    .requiredOption("--prefix <dir>", "folder that gets share/jupyter")
    .action(({ prefix }: { readonly prefix: string }) => {
      const { kernelspec, labextension } = installKernel({ prefix });
      console.log(`${kernelspec}\n${labextension}`);
    });

  kernel
    .command("run")
    .description("run the kernel of a connection file, as a Jupyter front end does")
    .requiredOption("--connection <file>", "connection file written by the front end")
    .action(async ({ connection }: { readonly connection: string }) => {
      const { startKernel } = await import("./kernel.ts"); // with it come the compiler and the sockets
      await startKernel(connection);
    });
}
