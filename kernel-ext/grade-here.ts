/**
 * @file Hidden tests asked for from within a notebook: the cell of an nbgrader assignment that decides. The tests run behind the
 * grader's wall as always, but their verdict passes through the learner's own kernel: who wants to can change it there.
 */

import { gradeCells } from "@cryolab/grader";
import { currentHost } from "./host.ts";

/**
 * Points of an answer among the cells that ran, by visible and hidden tests.
 *
 * @param id - the exercise
 * @param worth - points of a full answer
 * @param root - the clone with the hidden tests
 * @returns points, two decimals
 * @throws Error if the grader failed: that is no grade
 */
export async function gradeHere(id: string, worth: number, root: string): Promise<number> {
  const host = currentHost();
  const work = gradeCells(host.cells(), id, { root, hidden: true, signal: host.signal() });
  host.track(work);
  const { status, message, points, max, tests } = await work;
  if (status === "infrastructure") throw new Error(`not graded, the grader failed: ${message}`);
  if (status !== "graded") console.log(`${status}: ${message}`);
  for (const test of tests)
    console.log(
      `${test.status === "pass" ? "✓" : "✗"} ${test.title}${test.publicMessage && `: ${test.publicMessage}`}`,
    );
  return max > 0 ? Math.round((100 * worth * points) / max) / 100 : 0;
}
