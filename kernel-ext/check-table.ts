/**
 * @file The result of a check in three formats: a table for a notebook, the same table as text, and the numbers for
 * programs that read the saved notebook.
 */

import type { ExerciseResult, TestResult, TestStatus } from "@cryolab/grader";
import type { Bundle } from "./bundle.ts";
import type { ExerciseCard } from "./grading.ts";
import { type Hint, hintLine } from "./hint.ts";
import { escapeHtml } from "./html.ts";

/** Format of the numbers. */
export const resultType = "application/vnd.cryolab.result+json";

/** What is shown beside the result itself. */
export interface CheckContext {
  readonly card: ExerciseCard;
  readonly warnings: readonly string[];
  readonly hint: Hint | undefined;
}

/** A status in a symbol and a word, for eyes and for screen readers. */
const status: Readonly<Record<TestStatus, string>> = {
  pass: "✓ pass",
  fail: "✗ fail",
  threw: "✗ threw an error",
  timeout: "✗ took too long",
  memory: "✗ out of memory",
  died: "✗ died",
  "bad-value": "✗ wrong kind of value",
  skipped: "– skipped",
};

/** The bundle of a result. */
export function checkBundle(result: ExerciseResult, context: CheckContext): Bundle {
  return {
    "text/html": html(result, context),
    "text/plain": text(result, context),
    [resultType]: {
      ...result,
      warnings: context.warnings,
      tests: visible(result).map(({ privateMessage: _, ...test }) => test),
      hint: context.hint === undefined ? null : { number: context.hint.number, of: context.hint.of },
    },
  };
}

const visible = (result: ExerciseResult): readonly TestResult[] => result.tests.filter((test) => !test.hidden);

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;

/** `visible tests: 3 of 5 points; hidden tests decide the other 7`. */
function summary(result: ExerciseResult, { card }: CheckContext): string {
  if (result.status !== "graded") return result.message ?? result.status;
  const tests = visible(result);
  const points = tests.reduce((sum, test) => sum + test.points, 0);
  const max = tests.reduce((sum, test) => sum + test.max, 0);
  const hidden = result.tests.length - tests.length;
  const rest = `${hidden > 0 ? count(hidden, "hidden test") : "hidden tests"} decide${hidden === 1 ? "s" : ""} the other ${card.points.hidden}`;
  return `visible tests: ${points} of ${count(max, "point")}; ${rest}`;
}

/** Notes below the table: warnings, then the hint. */
function notes({ warnings, hint }: CheckContext): string[] {
  return [...warnings.map((warning) => `Note: ${warning}`), ...(hint === undefined ? [] : [hintLine(hint)])];
}

function html(result: ExerciseResult, context: CheckContext): string {
  const title = `<p><strong>${escapeHtml(context.card.title)}</strong> <code>${escapeHtml(result.exercise)}</code></p>`;
  const tests = visible(result);
  const told = tests.some((test) => test.publicMessage !== "");
  const cell = (name: "td" | "th", content: string): string =>
    `<${name} style="text-align: left; vertical-align: top">${content}</${name}>`;
  const rows = tests.map((test) => {
    const message =
      test.publicMessage === ""
        ? ""
        : `<pre style="white-space: pre-wrap; word-break: normal">${escapeHtml(test.publicMessage)}</pre>`;
    const row = [
      status[test.status],
      escapeHtml(test.title),
      `${test.points} of ${test.max}`,
      ...(told ? [message] : []),
    ];
    return `<tr>${row.map((content) => cell("td", content)).join("")}</tr>`;
  });
  const heads = ["result", "test", "points", ...(told ? ["what happened"] : [])].map((head) => cell("th", head));
  const table =
    rows.length === 0 ? "" : `<table><thead><tr>${heads.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
  const below = notes(context).map((note) => `<p>${escapeHtml(note)}</p>`);
  return [`<div>${title}`, table, `<p>${escapeHtml(summary(result, context))}</p>`, ...below, "</div>"].join("");
}

function text(result: ExerciseResult, context: CheckContext): string {
  const tests = visible(result);
  const lines = [`${context.card.title} (${result.exercise})`];
  const columns = tests.map((test) => [status[test.status], `${test.points} of ${test.max}`, test.title]);
  const widths = [0, 1].map((column) => Math.max(0, ...columns.map((row) => row[column].length)));
  for (const [i, [state, points, title]] of columns.entries()) {
    lines.push(`${state.padEnd(widths[0])}  ${points.padStart(widths[1])}  ${title}`);
    if (tests[i].publicMessage !== "") lines.push(...tests[i].publicMessage.split("\n").map((line) => `    ${line}`));
  }
  return [...lines, summary(result, context), ...notes(context)].join("\n");
}
