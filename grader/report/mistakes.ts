/** @file Which mistakes how often, and which tests hold: counted over learners, so that one learner's mistake counts once. */

import type { ClassRows, TestRow } from "./rows.ts";

/** One test over the class. */
export interface TestRate {
  readonly exercise: string;
  readonly title: string;
  readonly hidden: boolean;
  /** learners for whom it ran: a test that was skipped did not */
  readonly ran: number;
  readonly passed: number;
}

/** Pass rate of every test, in the order of the set and of the tests. */
export function testRates({ exercises, tests }: Pick<ClassRows, "exercises" | "tests">): TestRate[] {
  const order = new Map(exercises.map(({ id }, i) => [id, i]));
  const groups = new Map<string, TestRow[]>();
  for (const test of tests) {
    const key = JSON.stringify([test.exercise, test.title, test.hidden]);
    const rows = groups.get(key);
    if (rows) rows.push(test);
    else groups.set(key, [test]);
  }
  return [...groups.values()]
    .sort(([a], [b]) => (order.get(a.exercise) ?? 0) - (order.get(b.exercise) ?? 0) || a.position - b.position)
    .map((rows) => {
      const { exercise, title, hidden } = rows[0];
      const ran = rows.filter(({ status }) => status !== "skipped").length;
      return { exercise, title, hidden, ran, passed: rows.filter(({ status }) => status === "pass").length };
    });
}

/** A learner who made a mistake in an exercise. */
export interface Slip {
  readonly exercise: string;
  readonly mistake: string;
  readonly learner: string;
}

/** What a failed test without a diagnosis is called. */
const words: Readonly<Record<string, string>> = {
  fail: "wrong, no simple cause found",
  threw: "threw an error",
  timeout: "ran out of time",
  memory: "ran out of memory",
  died: "the process died",
  "bad-value": "gave a value of the wrong kind",
};

/**
 * Every mistake of every learner once: the diagnosis where a test has one, else how the test ended. A bare "wrong" is left
 * out where another test of the same exercise names the cause.
 */
export function slips({ tests, grades }: Pick<ClassRows, "tests" | "grades">): Slip[] {
  const found = new Map<string, Slip>();
  const note = (exercise: string, learner: string, mistake: string): void => {
    found.set(JSON.stringify([exercise, learner, mistake]), { exercise, mistake, learner });
  };
  const named = new Set(
    tests.filter(({ diagnosis }) => diagnosis).map(({ exercise, learner }) => JSON.stringify([exercise, learner])),
  );
  for (const { exercise, learner, status, diagnosis } of tests) {
    if (status === "pass" || status === "skipped") continue;
    if (diagnosis) note(exercise, learner, diagnosis);
    else if (status !== "fail" || !named.has(JSON.stringify([exercise, learner])))
      note(exercise, learner, words[status] ?? status);
  }
  for (const { exercise, learner, status } of grades)
    if (status !== null && status !== "graded" && status !== "missing") note(exercise, learner, status);
  return [...found.values()];
}
