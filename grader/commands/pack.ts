/** @file `cryolab pack`: the zip of `submit` without its tests. */

import type { Command } from "commander";
import { submit } from "./submit.ts";
import { attempt } from "./terminal.ts";

/** Adds `pack`. */
export function packCommand(program: Command): void {
  program
    .command("pack")
    .argument("<problem-set>", "its name, such as ps1")
    .argument("[notebook]", "the notebook with the answers; its answers win over files")
    .option("--files", "where an exercise is answered twice, take its file")
    .description("as submit, without running a test: the zip and its receipt")
    .addHelpText("after", "\nExamples:\n  $ cryolab pack ps1\n  $ cryolab pack ps1 --files")
    .action((id: string, notebook: string | undefined, options: { files?: boolean }) =>
      attempt((signal) => submit(id, notebook, options, false, signal)),
    );
}
