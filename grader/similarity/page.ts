/**
 * @file The comparison as one page: pairs by similarity, both codes side by side, what they share marked. Names and code are
 * a stranger's: escaped, control and bidirectional characters shown as boxes, no script, nothing from anywhere else.
 */

import { createHash } from "node:crypto";
import { escapeHtml } from "../escape-html.ts";
import type { Comparison, Pair, Span, Work } from "./compare.ts";

/** One exercise on the page. */
export interface Section {
  readonly exercise: string;
  readonly comparison: Comparison;
}

const STYLE = `
body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 100em; padding: 0 1em; color: #1b1f24; background: #fff }
h2 { margin-top: 2em; border-top: 1px solid #d0d7de; padding-top: .6em }
summary { cursor: pointer; padding: .2em 0 } summary b { display: inline-block; min-width: 4em; font-variant-numeric: tabular-nums }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 1em } .two > div { min-width: 0 }
pre { font: 12px/1.4 ui-monospace, monospace; overflow: auto; max-height: 40em; margin: .3em 0; padding: .6em; background: #f6f8fa }
mark { background: #ffd8a8; color: inherit } .note { color: #57606a }
@media (prefers-color-scheme: dark) { body { color: #d7dde4; background: #14181d } pre { background: #1d232a } mark { background: #7a4a12 }
h2 { border-color: #3a424b } .note { color: #9aa4af } }
`;

/** The page of a problem set. */
export function similarityPage(title: string, sections: readonly Section[]): string {
  const hash = createHash("sha256").update(STYLE).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width"><title>Similarity · ${escaped(title)}</title><style>${STYLE}</style></head><body>
<h1>Similarity · ${escaped(title)}</h1>
<p class="note">Runs of 17 words and more, names, numbers and layout aside; the starter and what very many share are taken out. A high
number is a reason to read both, never a verdict.</p>
${sections.map(section).join("\n")}
</body></html>
`;
}

function section({ exercise, comparison }: Section): string {
  const { compared, little, customary, same, pairs } = comparison;
  const notes = [
    `${compared} answers compared`,
    `${little} with too little of their own`,
    `${customary} customary fingerprints left out`,
  ];
  return `<section><h2>${escaped(exercise)}</h2><p class="note">${notes.join(" · ")}</p>
${same.map(group).join("\n")}
${pairs.map(pair).join("\n")}
${same.length + pairs.length === 0 ? "<p>No two answers are alike.</p>" : ""}</section>`;
}

function group(works: readonly Work[]): string {
  const names = works.map(({ who }) => `<bdi>${escaped(who)}</bdi>`).join(", ");
  return `<details><summary><b>same</b> ${works.length} learners: ${names}</summary><div class="two">
${works
  .slice(0, 2)
  .map((work) => code(work, []))
  .join("\n")}</div></details>`;
}

function pair({ a, b, similarity, spansA, spansB }: Pair): string {
  const percent = `${(100 * similarity).toFixed(0)} %`;
  return `<details><summary><b>${percent}</b> <bdi>${escaped(a.who)}</bdi> · <bdi>${escaped(b.who)}</bdi></summary><div class="two">
${code(a, spansA)}
${code(b, spansB)}</div></details>`;
}

function code({ who, text }: Work, spans: readonly Span[]): string {
  let out = "";
  let at = 0;
  for (const { from, to } of spans) {
    out += `${escaped(text.slice(at, from))}<mark>${escaped(text.slice(from, to))}</mark>`;
    at = to;
  }
  return `<div><bdi>${escaped(who)}</bdi><pre>${out}${escaped(text.slice(at))}</pre></div>`;
}

function escaped(text: string): string {
  const seen = text.replace(/[\p{Cc}\p{Bidi_Control}\u200b\u2028\u2029\ufeff]/gu, (c) =>
    "\n\r\t".includes(c) ? c : "\u25af",
  );
  return escapeHtml(seen);
}
