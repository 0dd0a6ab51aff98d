/** @file What the visible tests said, for a terminal. */

import pc from "picocolors";
import { count, indent } from "../commands/terminal.ts";
import type { ExerciseResult, TestResult } from "../results.ts";

/** A text that cannot steer a terminal: control characters and reversals of direction are gone. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "");
}

/** Lines for a result. */
export function resultLines({ exercise, status, message, warnings, points, max, tests }: ExerciseResult): string[] {
  const score = status === "graded" ? pc.bold(`${points} of ${count(max, "point")}`) : pc.red(status);
  const lines = [`${pc.cyan(exercise)} · ${score}`];
  if (message !== undefined) lines.push(indent(plain(message), "  "));
  for (const warning of warnings) lines.push(indent(pc.yellow(plain(warning)), "  "));
  return [...lines, ...tests.flatMap(testLines)];
}

function testLines({ title, status, points, max, publicMessage }: TestResult): string[] {
  const mark = status === "pass" ? pc.green("✓") : pc.red("✗");
  const line = `  ${mark} ${points}/${max}  ${title}${status === "pass" ? "" : ` ${pc.red(status)}`}`;
  return publicMessage === "" ? [line] : [line, indent(plain(publicMessage), "         ")];
}

/** Whether all visible tests passed. */
export function passed({ status, tests }: ExerciseResult): boolean {
  return status === "graded" && tests.every((test) => test.hidden || test.status === "pass");
}
