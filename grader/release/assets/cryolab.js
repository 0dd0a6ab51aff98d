#!/usr/bin/env node
/** @file The command `cryolab` of a release: installs what is missing, then the learner's commands and the kernel's. */

import { main, root } from "./child.js";
import { modules } from "./modules.js";
import { setUp } from "./setup.js";

const quiet = {
  isTTY: process.stderr.isTTY,
  columns: process.stderr.columns,
  write: (line) => line.includes("up to date") || process.stderr.write(line),
};

await main(async () => {
  await setUp(quiet, [modules]);
  process.env.CRYOLAB_ROOT ??= root;
  const { Command } = await import("commander");
  const { learnerCommands } = await import("@cryolab/grader");
  const { kernelCommands } = await import("@cryolab/kernel/internal/commands");
  const program = new Command("cryolab")
    .description("Exercises of a problem set. `npm start` opens its notebook in JupyterLab.")
    .showHelpAfterError("(cryolab --help says what there is)");
  learnerCommands(program);
  kernelCommands(program);
  await program.parseAsync();
  return process.exitCode ?? 0;
});
