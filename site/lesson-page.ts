/**
 * @file An executed lesson as a page: text, code, and its figures as still pictures that plotly brings to life when they
 * come into view. Exercises are cards that lead to their statements.
 */

import { escapeHtml } from "@cryolab/grader/internal/escape-html";
import { type Cell, exerciseOf, joined, type Lesson, type Output } from "./lessons.ts";
import { codeBlock, inline, markdown } from "./markdown.ts";

const PLOTLY = "application/vnd.plotly.v1+json";
const SVG = "image/svg+xml";

/** Titles of exercises by id. */
export type Titles = ReadonlyMap<string, string>;

/** What a lesson's page holds. `neighbours` are the lessons before and after it. */
export function lessonBody(
  lesson: Lesson,
  cells: readonly Cell[],
  neighbours: { readonly before: Lesson | undefined; readonly after: Lesson | undefined },
  titles: Titles,
): string {
  const body = cells.map((cell, i) => cellHtml(cell, i === 0, titles));
  const { before, after } = neighbours;
  const to = (other: Lesson, mark: string) =>
    `<a href="${other.id}.html" rel="${mark}"><small>${mark === "prev" ? "before" : "next"}</small>${escapeHtml(other.title)}</a>`;
  return `<article class="lesson">
<p class="kicker">${escapeHtml(lesson.chapter)} · ${lesson.minutes} minutes</p>
${body.join("\n")}
<nav class="neighbours" aria-label="Lessons">${before ? to(before, "prev") : "<span></span>"}${after ? to(after, "next") : ""}</nav>
</article>`;
}

function cellHtml(cell: Cell, first: boolean, titles: Titles): string {
  const source = joined(cell.source);
  if (cell.cell_type === "markdown") return markdown(first ? source : source.replace(/^# /gm, "## "));
  const exercise = exerciseOf(cell);
  if (exercise !== undefined)
    return `<p class="exercise"><a href="../exercises/${exercise}.html"><small>exercise · ${exercise}</small>${inline(titles.get(exercise) ?? exercise)}</a></p>`;
  if (/^(await )?check\(/.test(source)) return ""; // nothing is answered here
  const outputs = (cell.outputs ?? []).map(outputHtml).join("\n");
  return `<div class="cell">${codeBlock(source, "typescript")}${outputs}</div>`;
}

function outputHtml({ output_type, text, data }: Output): string {
  if (output_type === "stream") return `<pre class="output" tabindex="0">${escapeHtml(joined(text))}</pre>`;
  if (data === undefined) return "";
  if (data[SVG] !== undefined) return figure(joined(data[SVG] as string), data[PLOTLY]);
  if (data["text/html"] !== undefined)
    return `<div class="output html" tabindex="0">${joined(data["text/html"] as string)}</div>`;
  return `<pre class="output" tabindex="0">${escapeHtml(joined(data["text/plain"] as string))}</pre>`;
}

interface Plotly {
  readonly data?: readonly { readonly type?: string }[];
  readonly layout?: { readonly meta?: { readonly alt?: string }; readonly height?: number; readonly width?: number };
}

/** A still picture with its words, and the figure that takes its place. */
function figure(svg: string, plotly: unknown): string {
  const { layout } = (plotly ?? {}) as Plotly;
  const alt = layout?.meta?.alt ?? /<desc>([^<]*)<\/desc>/.exec(svg)?.[1] ?? "figure";
  const still = `<img src="data:${SVG};base64,${Buffer.from(svg).toString("base64")}" alt="${escapeHtml(alt)}">`;
  const json = plotly === undefined ? "" : JSON.stringify(plotly).replaceAll("<", "\\u003c");
  const script = json && `<script type="application/json">${json}</script>`;
  return `<figure class="plot">${still}${script}</figure>`;
}

/** The first still picture of a lesson, for its card. */
export function firstPicture(cells: readonly Cell[]): string | undefined {
  for (const cell of cells)
    for (const { data } of cell.outputs ?? []) if (data?.[SVG] !== undefined) return joined(data[SVG] as string);
  return undefined;
}
