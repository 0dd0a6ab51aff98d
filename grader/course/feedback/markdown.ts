/** @file A learner's feedback as Markdown. Texts of strangers are escaped in the line, or stand in a fence that they cannot close. */

import type { ExerciseNote, Feedback, TestNote } from "./gather.ts";
import { printable } from "./printable.ts";

/** A text in a line: nothing in it is a sign of Markdown, of HTML or of a link. */
function inline(text: string): string {
  return printable(text)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]#|~@$]|(?<=[A-Za-z]):|(?<=^ *)[-+=]|(?<=^ *\d+)[.)](?= )|(?<=\bwww)\./gi, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
}

/** A text in a fence that is longer than any in it. */
function fenced(text: string, margin: string): string {
  const clean = printable(text);
  const longest = Math.max(2, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, ...clean.split("\n"), fence].map((line) => margin + line).join("\n");
}

/** The page. */
export function feedbackMarkdown(feedback: Feedback): string {
  const { className, title, name, learner, points, max, submitted, late, exercises } = feedback;
  const lines = [
    `# ${inline(title)}: ${points ?? "–"} of ${max}`,
    "",
    `${inline(name)} (${inline(learner)}), ${inline(className)}`,
    "",
    `${inline(submitted)}${late === "" ? "" : `, ${inline(late)}`}`,
    ...exercises.flatMap(exercise),
  ];
  return `${lines.join("\n")}\n`;
}

function exercise({
  exercise: id,
  points,
  max,
  how,
  comment,
  message,
  warnings,
  passed,
  tests,
}: ExerciseNote): string[] {
  const lines = ["", `## ${inline(id)}: ${points ?? "–"} of ${max}`];
  if (how !== "") lines.push("", inline(how));
  if (comment !== "")
    lines.push(
      "",
      ...printable(comment)
        .split("\n")
        .map((line) => `> ${inline(line)}`),
    );
  for (const text of [message, ...warnings].filter((one) => one !== "")) lines.push("", fenced(text, ""));
  if (passed > 0) lines.push("", `${passed} ${passed === 1 ? "test" : "tests"} passed`);
  if (tests.length > 0) lines.push("", ...tests.flatMap(test));
  return lines;
}

function test({ title, hidden, passed, status, points, max, message }: TestNote): string[] {
  const state = passed ? "✓" : `✗ ${status},`;
  const line = `- ${state} ${inline(title)} (${points} of ${max}${hidden ? ", hidden" : ""})`;
  return message === "" ? [line] : [line, "", fenced(message, "  "), ""];
}
