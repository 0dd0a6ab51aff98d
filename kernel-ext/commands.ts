/** @file The commands of the kernel: `cryolab kernel install | list | uninstall | doctor | run`. */

import { spawn } from "node:child_process";
import { dirname, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { freshness, installInto, kernelArguments, kernelName, uninstallFrom } from "./installer.ts";
import { activeEnvironment, findJupyter, JupyterError, kernelspecs, userDataFolder } from "./jupyter.ts";

/** Which of the three places. */
interface PlaceOptions {
  readonly user?: boolean;
  readonly sysPrefix?: boolean;
  readonly prefix?: string;
}

/** A data folder of Jupyter, in words. */
interface Place {
  readonly share: string;
  readonly words: string;
}

/** Adds the command `kernel` to a program. */
export function kernelCommands(program: Command): void {
  const kernel = program.command("kernel").description("the Jupyter kernel: install, list, uninstall, doctor, run");

  withPlaces(kernel.command("install"))
    .description("write the kernelspec and the plotly extension, where Jupyter finds them; no Python is needed")
    .addHelpText(
      "after",
      `
Examples:
  $ cryolab kernel install --user                 every Jupyter of yours finds it
  $ source .venv/bin/activate && cryolab kernel install --sys-prefix
  $ cryolab kernel install --prefix /opt/jupyterhub`,
    )
    .action((options: PlaceOptions) =>
      attempt(kernel, () => {
        const { share, words } = placeOf(options);
        const { kernelspec, labextension } = installInto(share);
        console.log(`Installed into ${words}:\n  ${kernelspec}\n  ${labextension}`);
        if (options.prefix !== undefined)
          console.log(`A Jupyter of another environment finds it with JUPYTER_PATH=${share}`);
      }),
    );

  kernel
    .command("list")
    .description("every kernel that Jupyter would find, with its folder; which is ours, and whether it is up to date")
    .option("--jupyter <command>", "the Jupyter to ask; without it the active environment's, .venv's or the PATH's")
    .addHelpText("after", "\nExamples:\n  $ cryolab kernel list\n  $ cryolab kernel list --jupyter .venv/bin/jupyter")
    .action(({ jupyter }: { readonly jupyter?: string }) => attempt(kernel, () => list(jupyter)));

  withPlaces(kernel.command("uninstall"))
    .description("remove the kernelspec and the plotly extension, and nothing else")
    .addHelpText(
      "after",
      "\nExamples:\n  $ cryolab kernel uninstall --user\n  $ cryolab kernel uninstall --prefix /opt/jupyterhub",
    )
    .action((options: PlaceOptions) =>
      attempt(kernel, () => {
        const { share, words } = placeOf(options);
        const removed = uninstallFrom(share);
        if (removed.length === 0)
          throw new JupyterError(`nothing of Cryolab in ${words} (${share}); cryolab kernel list says where it is`);
        console.log(`Removed from ${words}:\n  ${removed.join("\n  ")}`);
      }),
    );

  kernel
    .command("doctor")
    .description("look at all that the kernel needs and start it; say how to mend what is wrong")
    .option("--jupyter <command>", "the Jupyter to examine; without it the active environment's, .venv's or the PATH's")
    .option("--within <seconds>", "time for the start of the kernel", seconds, 30)
    .addHelpText(
      "after",
      `
The status is 0 when all is well, else 1.

Examples:
  $ cryolab kernel doctor
  $ cryolab kernel doctor --jupyter /opt/jupyterhub/bin/jupyter`,
    )
    .action(({ within, jupyter }: { readonly within: number; readonly jupyter?: string }) =>
      attempt(kernel, async () => {
        const { examine } = await import("./doctor.ts");
        const options = { within: within * 1000, root: process.env.CRYOLAB_ROOT, ...(jupyter && { jupyter }) };
        let wrong = 0;
        for await (const { subject, ok, seen, mend } of examine(options)) {
          console.log(
            `${ok ? "ok   " : "WRONG"}  ${subject.padEnd(14)}  ${seen.replaceAll("\n", `\n${" ".repeat(23)}`)}`,
          );
          if (mend !== undefined) console.log(`${" ".repeat(23)}mend: ${mend}`);
          if (!ok) wrong++;
        }
        console.log(wrong === 0 ? "\nAll is well." : `\n${wrong} wrong.`);
        if (wrong > 0) process.exitCode = 1;
      }),
    );

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

function withPlaces(command: Command): Command {
  return command
    .option("--user", "Jupyter's data folder of this user")
    .option(
      "--sys-prefix",
      "the active Python environment: VIRTUAL_ENV, CONDA_PREFIX, or that of the `jupyter` command",
    )
    .option("--prefix <dir>", "any environment or folder; it gets share/jupyter");
}

function placeOf({ user, sysPrefix, prefix }: PlaceOptions): Place {
  const given = [user, sysPrefix, prefix !== undefined].filter(Boolean).length;
  if (given !== 1)
    throw new JupyterError(`say where: exactly one of --user, --sys-prefix and --prefix DIR, got ${given || "none"}`);
  if (user) return { share: userDataFolder(), words: "the data folder of this user" };
  if (prefix !== undefined)
    return { share: resolve(prefix, "share", "jupyter"), words: `the prefix ${resolve(prefix)}` };
  const environment = activeEnvironment();
  return {
    share: resolve(environment.prefix, "share", "jupyter"),
    words: `the environment ${environment.prefix} (${environment.by})`,
  };
}

function list(jupyter: string | undefined): void {
  const { command, path } = findJupyter(jupyter, process.env.CRYOLAB_ROOT);
  console.log(command ? `Kernels that ${command} finds:` : "No jupyter command is here; kernels where one would look:");
  const found = kernelspecs(path);
  const rows = found.map(({ name, title, folder, hidden }) => {
    const state = name === kernelName ? freshness(dirname(dirname(folder))).kernelspec : undefined;
    const ours = state === undefined ? "" : `  ours, ${state}${state === "stale" ? ": install it again" : ""}`;
    return [name, title, `${folder}${ours}${hidden ? "  (never used: one of the same name comes earlier)" : ""}`];
  });
  const width = (column: number): number => Math.max(...rows.map((row) => row[column].length));
  for (const [name, title, rest] of rows) console.log(`${name.padEnd(width(0))}  ${title.padEnd(width(1))}  ${rest}`);
  if (found.length === 0) console.log("none");
  if (!found.some(({ name }) => name === kernelName))
    console.log(
      `\n${kernelName} is not there. Looked in:\n  ${path.join("\n  ")}\nInstall it by cryolab kernel install --user (or --sys-prefix, --prefix DIR)`,
    );
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError("Expected seconds above 0.");
  return value;
}

/** Runs a command; a failure that a person can do something about is one line. */
async function attempt(command: Command, work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof JupyterError) command.error(`error: ${error.message}`);
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === "EACCES" || code === "EPERM" || code === "EROFS")
      command.error(`error: ${path} cannot be written (${code}); use --user, or --prefix with a folder of yours`);
    if (code === "ENOENT") command.error(`error: ${path} cannot be made there; choose another --prefix`);
    if (code === "ENOTDIR" || code === "EEXIST") command.error(`error: ${path} is in the way: it is no folder`);
    throw error;
  }
}
