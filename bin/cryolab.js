#!/usr/bin/env node
/**
 * @file The command `cryolab`. Committed as plain JavaScript so that npm can link it before anything is built: it
 * builds what is stale (a line on stderr, stdout is the command's), then joins the commands of grader and kernel-ext.
 */

import { main, root } from "./child.js";
import { build, modules, setUp } from "./setup.js";

const quiet = {
  isTTY: process.stderr.isTTY,
  columns: process.stderr.columns,
  write: (line) => line.includes("up to date") || process.stderr.write(line),
};

await main(async () => {
  await setUp(quiet, [modules, build]);
  process.env.CRYOLAB_ROOT ??= root;
  const { Command } = await import("commander");
  const { graderCommands } = await import("@cryolab/grader/internal/commands/index");
  const { kernelCommands } = await import("@cryolab/kernel/internal/commands");
  const program = new Command("cryolab")
    .description("Exercises, grading and the kernel of Cryolab. `npm start` opens the course in JupyterLab.")
    .showHelpAfterError("(cryolab --help says what there is)");
  graderCommands(program);
  kernelCommands(program);
  await program.parseAsync();
  return process.exitCode ?? 0;
});
