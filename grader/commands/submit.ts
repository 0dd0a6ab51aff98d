/** @file `cryolab submit`: the zip that a learner hands in, its receipt, and what the visible tests say. */

import { relative } from "node:path";
import type { Command } from "commander";
import pc from "picocolors";
import { resultLines } from "../learner/show.ts";
import { type Submitted, submitSet } from "../learner/submit.ts";
import { findRoot } from "../registry/index.ts";
import { attempt, print, progress } from "./terminal.ts";

interface Options {
  readonly files?: boolean;
}

const rules = `
Takes the answers of the notebook (notebooks/ps1.ipynb unless another is named) and the files of exercises that are
answered outside it. Save the notebook first. Nothing is sent: hand in the zip where your course wants it.`;

/** Adds `submit`. */
export function submitCommand(program: Command): void {
  program
    .command("submit")
    .argument("<problem-set>", "its name, such as ps1")
    .argument("[notebook]", "the notebook with the answers; its answers win over files")
    .option("--files", "where an exercise is answered twice, take its file")
    .description("pack your answers into a zip with a receipt, and run the visible tests on them")
    .addHelpText(
      "after",
      `${rules}

Examples:
  $ cryolab submit ps1
  $ cryolab submit ps1 notebooks/ps1.ipynb`,
    )
    .action((id: string, notebook: string | undefined, options: Options) =>
      attempt((signal) => submit(id, notebook, options, true, signal)),
    );
}

/** Packs, tests if asked to, and says what came of it. */
export async function submit(
  id: string,
  notebook: string | undefined,
  { files = false }: Options,
  test: boolean,
  signal: AbortSignal,
): Promise<void> {
  const line = progress();
  let submitted: Submitted;
  try {
    const onTest = (exercise: string, { title }: { readonly title: string }) => line.say(`${exercise} · ${title}`);
    submitted = await submitSet(id, { root: findRoot(), notebook, files, test, signal, onTest });
  } finally {
    line.end();
  }
  const { results, missing, zip, receipt, sha256, at } = submitted;
  for (const result of results) for (const text of resultLines(result)) print(text);
  if (missing.length > 0) print(pc.yellow(`not answered: ${missing.join(", ")}`));
  const here = (path: string) => relative(process.cwd(), path) || path;
  print(`${pc.bold(here(zip))}  holds ${submitted.files.join(", ")}`);
  print(`sha256   ${sha256}`);
  print(`at       ${at}`);
  print(`receipt  ${here(receipt)}: keep it; hand in the zip where your course wants it`);
}
