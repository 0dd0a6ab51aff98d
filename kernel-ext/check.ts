/** @file `check("fourier/dft")`: sends the cells that ran through the grader and shows what the visible tests say. */

import { randomUUID } from "node:crypto";
import type { Cell, ExerciseResult } from "@cryolab/grader";
import { checkBundle } from "./check-table.ts";
import { orderWarnings, readNotebook } from "./document-order.ts";
import { exerciseCard, nextHint } from "./hint.ts";
import type { Host } from "./host.ts";
import { escapeHtml } from "./html.ts";

/** Tests an answer and shows the result; while tests run, how far it is. */
export async function runCheck(host: Host, id: string): Promise<void> {
  const grader = await host.grader();
  const card = exerciseCard(grader, id, "check");
  const saved = readNotebook(host.notebook);
  const ran = withTags(host.cells(), saved ?? []);
  const cells = ran.length > 0 ? ran : (saved ?? []); // a stock kernel remembers no cells
  const display = `check-${randomUUID()}`;
  const progress = (text: string, update: boolean): void => {
    if (host.updates)
      host.show({ "text/plain": text, "text/html": `<p>${escapeHtml(text)}</p>` }, { id: display, update });
  };

  progress(`${id}: checking …`, false);
  let done = 0;
  let result: ExerciseResult;
  try {
    const onTest = (): void => progress(`${id}: checking … ${++done} ${done === 1 ? "test" : "tests"} done`, true);
    result = await grader.gradeCells(cells, id, { onTest, signal: host.signal() });
  } catch (error) {
    progress(`${id}: ${host.signal().aborted ? "stopped" : "could not be checked"}`, true);
    throw error;
  }
  const passed = result.status === "graded" && result.tests.every((test) => test.hidden || test.status === "pass");
  // Without tests that ran there is nothing a hint could be about.
  const hint = passed || result.status !== "graded" ? undefined : nextHint(host.hintsShown, id, card);
  const warnings = [...result.warnings, ...(ran.length > 0 && saved ? orderWarnings(ran, saved, id) : [])];
  host.show(checkBundle(result, { card, warnings, hint }), { id: display, update: host.updates });
}

/** Adds the tags that only the file knows. */
function withTags(ran: readonly Cell[], saved: readonly Cell[]): readonly Cell[] {
  return ran.map((cell) => {
    const inFile = saved.find((other) => (cell.id === undefined ? other.source === cell.source : other.id === cell.id));
    return inFile?.tags === undefined ? cell : { ...cell, tags: inFile.tags };
  });
}
