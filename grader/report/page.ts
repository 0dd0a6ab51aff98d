/**
 * @file The report as one page that asks nothing of the network. Its policy lets run only what this program put in, by hash:
 * plotly, our script and our style sheet. Whatever came from learners is text.
 */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { showDate } from "../course/dates.ts";
import type { Analysis } from "./analysis.ts";
import { arrival, attempts, difficulty, discrimination, distribution, type Figure, percent, round } from "./charts.ts";
import type { ReportTables } from "./data.ts";
import { type Html, html, trusted } from "./html.ts";
import { script, style } from "./look.ts";
import { riskWords } from "./risk.ts";
import { mean, quantile, standardDeviation } from "./statistics.ts";
import type { Table } from "./tables.ts";
import { lateness } from "./timing.ts";

const require = createRequire(import.meta.url);

const sha256 = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** plotly's own styles go into this element; where it is there already, a strict policy has nothing to refuse. */
const plotlyStyle = "/* plotly */";

function plotlySource(): string {
  return readFileSync(require.resolve("plotly.js-basic-dist-min"), "utf8")
    .replaceAll("</script", "<\\/script")
    .replaceAll("<!--", "<\\!--");
}

/** Writes the page. */
export function reportPage(analysis: Analysis, tables: ReportTables, now: number): string {
  const { rows } = analysis;
  const plotly = plotlySource();
  const figures = new Map<string, Figure>();
  const draw = (id: string, figure: Figure | undefined, caption?: string): Html | undefined => {
    if (figure === undefined) return undefined;
    figures.set(id, figure);
    const onPaper = figure.svg.replace(/<style>.*?<\/style>/, ""); // its dark dress: paper is white on every system
    const picture = `data:image/svg+xml;base64,${Buffer.from(onPaper).toString("base64")}`;
    return html`<figure id="${id}"><div class="live" role="img" aria-label="${figure.alt}"></div>
<img src="${trusted(picture)}" alt="${figure.alt}">${caption === undefined ? undefined : html`<figcaption>${caption}</figcaption>`}</figure>`;
  };
  const title = `${rows.set.title || rows.set.id} · report`;
  const body = [summary(analysis, now), ...sections(analysis, tables, draw)];
  const json = JSON.stringify(
    Object.fromEntries([...figures].map(([id, { plotly: figure }]) => [id, figure])),
  ).replaceAll("<", "\\u003c");
  const policy = [
    "default-src 'none'",
    `script-src ${sha256(plotly)} ${sha256(script)}`,
    `style-src ${sha256(style)} ${sha256(plotlyStyle)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(style)}</style>
<style id="plotly.js-style-global">${trusted(plotlyStyle)}</style>
</head>
<body>
<main>
${body}
</main>
<script type="application/json" id="figures">${trusted(json)}</script>
<script>${trusted(plotly)}</script>
<script>${trusted(script)}</script>
</body>
</html>
`.html;
}

function summary({ rows, totals, worth, learners, handIns, needReview, levels }: Analysis, now: number): Html {
  const { set, open, zone } = rows;
  const date = (at: number | null, none: string): string => (at === null ? none : showDate(at, zone));
  const numbers: [string, string][] = [
    ["learners", String(learners.length)],
    ["handed in", String(handIns.length)],
    ["mean", `${round(mean(totals))} of ${round(worth)}`],
    ["median", round(quantile(totals, 0.5))],
    ["standard deviation", round(standardDeviation(totals))],
    ["middle half", `${round(quantile(totals, 0.25))} – ${round(quantile(totals, 0.75))}`],
  ];
  const notes = [
    open.waiting > 0 ? `${open.waiting} gradings are still waiting or running: the numbers are of what is graded.` : "",
    open.failed > 0
      ? `${open.failed} gradings failed for reasons of ours and are not in the numbers: cryolab grade tries them again.`
      : "",
    needReview > 0 ? `${needReview} marks by hand should be looked at again: what lies below them has changed.` : "",
    levels.has("D") ? `${levels.get("D")} grades were made behind no wall (level D).` : "",
  ].filter((note) => note !== "");
  return html`<h1>${set.title || set.id}</h1>
<p class="soft">${rows.className} · ${set.id} · released ${date(set.releasedAt, "at no recorded time")} · due ${date(set.due, "at no date")} · ${set.late} · written ${showDate(now - (now % 1000), zone)}</p>
${notes.map((note) => html`<p class="note">${note}</p>`)}
<dl class="numbers">${numbers.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<nav aria-label="Contents"><ul>${["Points", "Exercises", "Tests", "Mistakes", "Time", "Risk", "Learners", "Definitions"].map((name) => html`<li><a href="#${name.toLowerCase()}">${name}</a></li>`)}</ul></nav>`;
}

type Drawing = (id: string, figure: Figure | undefined, caption?: string) => Html | undefined;

function sections(analysis: Analysis, tables: ReportTables, draw: Drawing): Html[] {
  const { totals, exercises, alpha, handIns, learners, rule, rows } = analysis;
  const nobody = totals.length === 0;
  const none = html`<p class="soft">Nothing is graded yet.</p>`;
  return [
    html`<h2 id="points">Points</h2>
${nobody ? none : draw("f-points", distribution(analysis), "Totals that count (lateness taken off, marks by hand included) of everybody who has a grade.")}`,
    html`<h2 id="exercises">Exercises</h2>
<p>Before lateness, of the ${totals.length} learners with a grade; what they left out counts 0.
Cronbach's α of the set is ${round(alpha)}.</p>
${nobody ? none : draw("f-difficulty", difficulty(analysis))}
${tableHtml(tables.exercises, "Exercises of the set", {
  number: "no.",
  exercise: "exercise",
  points: "points",
  answered: "answered",
  facility: "difficulty: mean",
  full: "full points",
  zero: "no point",
  item_rest: "r with the rest",
  upper_lower: "upper – lower",
})}
${nobody || exercises.length < 2 ? undefined : draw("f-discrimination", discrimination(analysis), "Below 0.2 an exercise hardly tells learners apart; below 0 look at its tests first. Numbers are those of the table.")}`,
    html`<h2 id="tests">Tests</h2>
<p>How many of the learners for whom a test ran passed it. A hidden test that nobody passes is worth a look at the statement.</p>
${rates(tables.tests)}`,
    html`<h2 id="mistakes">Mistakes</h2>
<p>What the grader found behind wrong numbers, and how tests ended otherwise. A learner counts once for each mistake in an exercise.</p>
${tableHtml(tables.mistakes, "Mistakes, most frequent first", { exercise: "exercise", mistake: "mistake", learners: "learners" }, 60)}`,
    html`<h2 id="time">Time, attempts, lateness</h2>
${draw("f-arrival", arrival(analysis), rows.set.releasedAt === null ? "The time of the release is not recorded: days count from the due date." : "A learner counts with the attempt that counts.")}
${draw("f-attempts", attempts(analysis))}
<div class="scroll"><table><caption>Lateness, after ${rows.set.due === null ? "no due date" : "the due date, grace not taken off"}</caption>
<thead><tr><th scope="col">handed in</th><th scope="col" class="number">learners</th></tr></thead>
<tbody>${lateness(handIns).map(({ words, learners: n }) => html`<tr><th scope="row">${words}</th><td class="number">${n}</td></tr>`)}
<tr><th scope="row">nothing</th><td class="number">${learners.length - handIns.length}</td></tr></tbody></table></div>`,
    html`<h2 id="risk">Who may need help</h2>
<p>${riskWords(rule)}</p>
${tableHtml(tables.risk, "Learners on the list, fewest points first", { learner: "learner", name: "name", section: "section", total: "points", share: "share", why: "why" })}`,
    html`<h2 id="learners">Learners</h2>
${tableHtml(tables.learners, "Points that count, lateness in hours", Object.fromEntries(tables.learners.columns.map((column) => [column, column.replace("_", " ")])))}`,
    definitions(),
  ];
}

/** Columns that are shares of one. */
const shares = new Set(["facility", "full", "zero", "share", "rate"]);

function tableHtml(
  { columns, rows }: Table,
  caption: string,
  heads: Readonly<Record<string, string>>,
  most: number = Number.POSITIVE_INFINITY,
): Html {
  if (rows.length === 0) return html`<p class="soft">None.</p>`;
  const shown = rows.slice(0, most);
  const isNumber = columns.map((_, j) => rows.some((row) => typeof row[j] === "number"));
  const more = rows.length > shown.length ? ` (${rows.length - shown.length} more in the CSV)` : "";
  return html`<div class="scroll"><table><caption>${caption}${more}</caption>
<thead><tr>${columns.map((column, j) => html`<th scope="col"${trusted(isNumber[j] ? ' class="number"' : "")}>${heads[column] ?? column}</th>`)}</tr></thead>
<tbody>${shown.map((row) => html`<tr>${row.map((value, j) => cell(value, columns[j], isNumber[j]))}</tr>`)}</tbody></table></div>`;
}

function cell(value: string | number, column: string, isNumber: boolean): Html {
  if (!isNumber) return html`<td>${value}</td>`;
  const text = value === "" ? "–" : shares.has(column) ? percent(Number(value)) : round(Number(value));
  return html`<td class="number">${text}</td>`;
}

/** Pass rates with a bar for the eye, exercise by exercise. */
function rates({ rows }: Table): Html {
  if (rows.length === 0) return html`<p class="soft">None.</p>`;
  return html`<div class="scroll"><table><caption>Pass rates</caption>
<thead><tr><th scope="col">exercise</th><th scope="col">test</th><th scope="col">kind</th><th scope="col" class="number">passed (of those it ran for)</th><th scope="col">share</th></tr></thead>
<tbody>${rows.map(([exercise, test, kind, ran, passed, rate]) => html`<tr><td>${exercise}</td><td>${test}</td><td>${kind}</td><td class="number">${passed} of ${ran}</td><td class="bar"><meter min="0" max="1" value="${rate === "" ? 0 : rate}"></meter>${percent(rate === "" ? Number.NaN : Number(rate))}</td></tr>`)}</tbody></table></div>`;
}

function definitions(): Html {
  const words: [string, string][] = [
    [
      "Points",
      "The tests' points scaled to what the set says the exercise is worth, times what lateness leaves; a mark by hand replaces both. The points of the exercise statistics are those before lateness.",
    ],
    ["Mean, standard deviation", "x̄ = Σ x / n and s = √(Σ (x − x̄)² / (n − 1)), n the learners with a grade."],
    [
      "Median, middle half",
      "The values below which a half, a quarter and three quarters lie, linear between neighbours: position (n − 1) q in the sorted list.",
    ],
    [
      "Difficulty",
      "p = x̄ / most points, the mean share of the points: 100 % is an exercise that everybody solved (the literature calls it facility).",
    ],
    [
      "r with the rest",
      "Pearson's correlation of the points of an exercise with the sum of the points of all the others, r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²); where an exercise is all or nothing it is the point-biserial one. The exercise itself is taken out of the sum, or a short set would agree with itself.",
    ],
    [
      "Upper – lower",
      "D = p(best 27 %) − p(last 27 %), the groups by the total before lateness, each of round(0.27 n) learners; learners with the same total on a border count in part, so that no order of names decides (Kelley 1939, doi:10.1037/h0057123).",
    ],
    [
      "Cronbach's α",
      "α = k/(k − 1) (1 − Σ s²(exercise) / s²(total)): how far k exercises measure one thing (doi:10.1007/BF02310555).",
    ],
    ["Days", "24 hours, from the release to the hand-in."],
    ["–", "There is no such number: nobody, a single exercise, or points that do not vary."],
  ];
  return html`<h2 id="definitions">Definitions</h2><dl class="words">${words.map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>`;
}
