/**
 * @file A learner's feedback as one page: no script, no network, nothing from outside. Names, titles and messages are texts of
 * strangers: all of them go through `escaped`, and a policy in the page forbids what an oversight would let through.
 */

import { createHash } from "node:crypto";
import { escapeHtml } from "../../escape-html.ts";
import type { ExerciseNote, Feedback, TestNote } from "./gather.ts";
import { printable } from "./printable.ts";

/** A text that is nothing but text. */
function escaped(text: string): string {
  return escapeHtml(printable(text));
}

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .3rem; }
.points { float: right; font-variant-numeric: tabular-nums; } .quiet { color: GrayText; }
.comment { border-left: 3px solid #2a7; padding-left: .8rem; white-space: pre-wrap; }
ul { list-style: none; padding: 0; } li { margin: .6rem 0; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .2rem 0 0 1.4rem; font-size: .85rem; }
.pass::before { content: "✓ "; color: #2a7; } .fail::before { content: "✗ "; color: #c33; }`;

const HASH = createHash("sha256").update(STYLE).digest("base64");

/** The page. */
export function feedbackHtml(feedback: Feedback): string {
  const { className, title, name, learner, points, max, submitted, late, exercises } = feedback;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${HASH}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)} · ${escaped(name)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)} <span class="points">${points ?? "–"} of ${max}</span></h1>
<p class="quiet"><bdi>${escaped(name)}</bdi> (<bdi>${escaped(learner)}</bdi>) · ${escaped(className)}<br>${escaped(submitted)}${late === "" ? "" : ` · ${escaped(late)}`}</p>
${exercises.map(exerciseHtml).join("\n")}
</body>
</html>
`;
}

function exerciseHtml({ exercise, points, max, how, comment, message, warnings, passed, tests }: ExerciseNote): string {
  const lines = [`<h2>${escaped(exercise)} <span class="points">${points ?? "–"} of ${max}</span></h2>`];
  if (how !== "") lines.push(`<p class="quiet">${escaped(how)}</p>`);
  if (comment !== "") lines.push(`<p class="comment" dir="auto">${escaped(comment)}</p>`);
  for (const text of [message, ...warnings].filter((one) => one !== ""))
    lines.push(`<pre dir="auto">${escaped(text)}</pre>`);
  if (passed > 0) lines.push(`<p class="quiet">${passed} ${passed === 1 ? "test" : "tests"} passed</p>`);
  if (tests.length > 0) lines.push(`<ul>\n${tests.map(testHtml).join("\n")}\n</ul>`);
  return lines.join("\n");
}

function testHtml({ title, hidden, passed, status, points, max, message }: TestNote): string {
  const kind = hidden ? " · hidden test" : "";
  const text = message === "" ? "" : `<pre dir="auto">${escaped(message)}</pre>`;
  const state = passed ? "" : ` · ${escaped(status)}`;
  return `<li class="${passed ? "pass" : "fail"}">${escaped(title)} <span class="quiet">${points} of ${max}${state}${kind}</span>${text}</li>`;
}
