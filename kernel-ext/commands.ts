/** @file The commands of the kernel: `cryolab kernel install --prefix DIR`, `cryolab kernel run --connection FILE`. */

import { spawn } from "node:child_process";
import type { Command } from "commander";
import { installKernel, kernelArguments } from "./installer.ts";

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
    .action(({ connection }: { readonly connection: string }) => {
      // A process of its own: the kernel needs Node's options.
      const kernel = spawn(process.execPath, kernelArguments(connection), { stdio: "inherit" });
      kernel.on("exit", (code) => process.exit(code ?? 1));
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => kernel.kill(signal));
    });
}
