/**
 * @file The figures of a report, made by the library's own `plot`: plotly's JSON and the same picture as SVG, with a text for
 * who does not see it. Exercises stand under their number in the set; the table beside a figure names them.
 */

import { plot } from "@cryolab/lib";
import type { Analysis } from "./analysis.ts";
import { binCounts, quantile } from "./statistics.ts";
import { DAY } from "./timing.ts";

/** A figure of the library. */
export type Figure = ReturnType<typeof plot.bars>;

const size = { width: 720, height: 300 } as const;

/** How the points are distributed: twenty bins from 0 to the most. */
export function distribution({ totals, worth }: Analysis): Figure {
  const bins = 20;
  const step = worth / bins;
  const counts = binCounts(totals, 0, worth, bins);
  const x = counts.map((_, i) => (i + 0.5) * step);
  const median = quantile(totals, 0.5);
  const peak = counts.indexOf(Math.max(...counts));
  return plot.bars(x, counts, {
    ...size,
    title: "Points of the set",
    xLabel: `total (points of ${round(worth)})`,
    yLabel: "learners (number)",
    xRange: [0, worth],
    rules: totals.length > 0 ? [{ x: median, label: "median" }] : [],
    alt:
      `Bar chart of ${totals.length} totals in ${bins} bins from 0 to ${round(worth)} points. Median ${round(median)}, ` +
      `middle half from ${round(quantile(totals, 0.25))} to ${round(quantile(totals, 0.75))}. ` +
      `Most learners, ${counts[peak]}, lie between ${round(peak * step)} and ${round((peak + 1) * step)} points.`,
  });
}

/** How hard each exercise is. */
export function difficulty({ exercises }: Analysis): Figure {
  const x = exercises.map((_, i) => i + 1);
  return plot.bars(
    x,
    exercises.map(({ facility }) => 100 * facility),
    {
      ...size,
      title: "How much of each exercise was solved",
      xLabel: "exercise (number in the set)",
      yLabel: "mean points (%)",
      xRange: [0.4, exercises.length + 0.6],
      yRange: [0, 100],
      alt: `Bar chart of the mean share of the points: ${exercises.map(({ id, facility }, i) => `${i + 1} ${id} ${percent(facility)}`).join(", ")}.`,
    },
  );
}

/** Difficulty against discrimination: what is low on the right is easy and tells nobody apart. */
export function discrimination({ exercises }: Analysis): Figure {
  const x = exercises.map(({ facility }) => 100 * facility);
  return plot.scatter(
    x,
    exercises.map(({ itemRest }) => itemRest),
    {
      ...size,
      title: "Which exercises tell learners apart",
      xLabel: "mean points (%)",
      yLabel: "correlation with the rest (–1 to 1)",
      xRange: [0, 100],
      yRange: [-1, 1],
      rules: [{ y: 0 }],
      notes: exercises.flatMap(({ itemRest }, i) =>
        Number.isFinite(itemRest) ? [{ x: x[i], y: itemRest, text: String(i + 1) }] : [],
      ),
      alt: `Scatter chart of the correlation with the other exercises: ${exercises.map(({ id, itemRest }) => `${id} ${Number.isFinite(itemRest) ? itemRest.toFixed(2) : "none"}`).join(", ")}.`,
    },
  );
}

/** How many had handed in, by time. */
export function arrival({ handIns, rows }: Analysis): Figure | undefined {
  const { releasedAt, due } = rows.set;
  const from = releasedAt ?? due;
  if (from === null || handIns.length === 0) return undefined;
  const days = handIns.map(({ at }) => (at - from) / DAY);
  // a staircase: each learner is a step
  const x = days.flatMap((day) => [day, day]);
  const y = days.flatMap((_, i) => [i, i + 1]);
  const rules = due !== null ? [{ x: (due - from) / DAY, label: "due" }] : [];
  const what = releasedAt !== null ? "release" : "the due date";
  return plot.line(x, y, {
    ...size,
    title: "When work came",
    xLabel: `time after ${what} (days)`,
    yLabel: "learners who had handed in (number)",
    rules,
    alt:
      `Line chart of ${days.length} learners: the first handed in ${days[0].toFixed(1)} days after ${what}, half of them ` +
      `within ${quantile(days, 0.5).toFixed(1)} days, the last after ${(days.at(-1) ?? 0).toFixed(1)} days.`,
  });
}

/** How many attempts were made. */
export function attempts({ handIns }: Analysis): Figure | undefined {
  if (handIns.length === 0) return undefined;
  const most = Math.max(...handIns.map((one) => one.attempts));
  const shown = Math.min(most, 20);
  const x = Array.from({ length: shown }, (_, i) => i + 1);
  const y = x.map((n) => handIns.filter((one) => Math.min(one.attempts, shown) === n).length);
  return plot.bars(x, y, {
    ...size,
    height: 240,
    title: "Attempts",
    xLabel: most > shown ? `attempts (number; ${shown} stands for ${shown} and more)` : "attempts (number)",
    yLabel: "learners (number)",
    xRange: [0.4, shown + 0.6],
    alt: `Bar chart: ${x.map((n, i) => `${y[i]} learners made ${n} ${n === 1 ? "attempt" : "attempts"}`).join(", ")}.`,
  });
}

/** At most two decimals. */
export function round(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : "–";
}

/** A share as percent; a dash where there is none. */
export function percent(share: number): string {
  return Number.isFinite(share) ? `${Math.round(100 * share)} %` : "–";
}
