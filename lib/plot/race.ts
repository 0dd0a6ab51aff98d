/**
 * @file How the time of a computation grows with its size: dots in log-log, and through them the power law t = c nᵖ, a
 * straight line whose slope p is the exponent. The line is the least-squares fit of log t against log n.
 */

import { check } from "../core/index.ts";
import { figureOf } from "./chart.ts";
import { chartOfSeries, valuesOf } from "./series.ts";
import type { ChartOptions, Figure, Series, Values } from "./types.ts";

/** One way to compute something, and its times. */
export interface Runner {
  readonly name: string;
  /** sizes, positive */
  readonly n: Values;
  /** times, in any one unit, positive; s unless yLabel says otherwise */
  readonly times: Values;
}

/**
 * Times against sizes in log-log, with the slope of each.
 *
 * t = c nᵖ is the line log t = log c + p log n; p is fitted by least squares and written in the legend.
 *
 * @param runners - sizes and times of each; what is not positive and finite is left out
 * @param options - title, labels with their units, rules, notes
 * @throws RangeError if there is no runner, or sizes and times differ in number
 * @example
 * plot.race([{ name: "direct sum", n: [8, 16, 32], times: [0.001, 0.004, 0.016] }], { title: "DFT" })
 */
export function race(runners: readonly Runner[], options: Omit<ChartOptions, "xLog" | "yLog" | "name"> = {}): Figure {
  check(Array.isArray(runners) && runners.length >= 1, () => "race: there must be at least one runner, got none");
  const slopes: string[] = [];
  const series = runners.flatMap(({ name, n, times }, i): Series[] => {
    const [x, y] = [valuesOf(n, "race: n"), valuesOf(times, "race: times")];
    check(x.length === y.length, () => `race: n and times must have one length, got ${x.length} and ${y.length}`);
    const law = powerLaw(x, y);
    const dots: Series = {
      x,
      y,
      name: law === undefined ? name : `${name}, slope ${law.exponent.toFixed(2)}`,
      draw: "points",
      colour: i,
    };
    if (law === undefined) return [dots];
    slopes.push(`${name} ${law.exponent.toFixed(2)}`);
    return [dots, { x: law.x, y: law.y, draw: "line", colour: i }];
  });
  const chart = chartOfSeries(
    "race",
    "Times",
    series,
    { xLabel: "n", yLabel: "time (s)", ...options, xLog: true, yLog: true },
    "points",
  );
  const said = slopes.length === 0 ? "" : ` Slopes: ${slopes.join(", ")}.`;
  return figureOf({ ...chart, alt: options.alt ?? chart.alt + said });
}

/** The power law through points, from the least to the greatest size; undefined unless there are two sizes. */
function powerLaw(n: Float64Array, times: Float64Array): { exponent: number; x: number[]; y: number[] } | undefined {
  const good = (v: number): boolean => v > 0 && v < Number.POSITIVE_INFINITY;
  const points: (readonly [number, number])[] = [];
  n.forEach((v, i) => {
    if (good(v) && good(times[i])) points.push([Math.log(v), Math.log(times[i])]);
  });
  const mean = (k: 0 | 1): number => points.reduce((sum, p) => sum + p[k], 0) / points.length;
  const [u, v] = [mean(0), mean(1)];
  const spread = points.reduce((sum, p) => sum + (p[0] - u) * (p[0] - u), 0);
  if (!(spread > 0)) return undefined;
  const exponent = points.reduce((sum, p) => sum + (p[0] - u) * (p[1] - v), 0) / spread;
  const ends = [Math.min(...points.map((p) => p[0])), Math.max(...points.map((p) => p[0]))];
  return { exponent, x: ends.map(Math.exp), y: ends.map((end) => Math.exp(v + exponent * (end - u))) };
}
