/** @file Curves, dots, stems and bars over an axis: one chart, four ways to draw the same pairs (x, y). */

import { seriesFigure } from "./series.ts";
import type { ChartOptions, Figure, Series, Values } from "./types.ts";

/**
 * A line chart of one or several curves.
 *
 * `line(y)`, `line(x, y)`, or `line([{ x, y, name }, …])`, each with options after it. NaN and ±∞ leave gaps.
 *
 * @param y - values, or several curves
 * @param options - title, labels with their units, ranges, logarithmic axes, rules, notes
 * @throws RangeError if x and y differ in length, TypeError for what holds no numbers
 * @example
 * plot.line(x, y, { xLabel: "defocus (Å)", yLabel: "CTF" })
 * plot.line([{ x, y, name: "measured", draw: "points" }, { x, y: fit, name: "fit" }], { title: "Thon rings" })
 */
export function line(y: Values | readonly (Series | Values)[], options?: ChartOptions): Figure;
export function line(x: Values, y: Values, options?: ChartOptions): Figure;
export function line(...args: [first: unknown, second?: unknown, third?: unknown]): Figure {
  return seriesFigure("line", "Line chart", args, "line");
}

/**
 * A chart of dots; arguments as for `line`.
 *
 * @param x - positions across
 * @param y - positions up
 * @param options - title, labels with their units, ranges, logarithmic axes, rules, notes
 * @throws RangeError if x and y differ in length, TypeError for what holds no numbers
 * @example
 * plot.scatter(resolution, bFactor, { xLabel: "resolution (Å)", yLabel: "B (Å²)" })
 */
export function scatter(x: Values, y: Values, options?: ChartOptions): Figure;
export function scatter(y: Values | readonly (Series | Values)[], options?: ChartOptions): Figure;
export function scatter(...args: [first: unknown, second?: unknown, third?: unknown]): Figure {
  return seriesFigure("scatter", "Scatter chart", args, "points");
}

/**
 * A chart of dots on stems from 0, as for samples and coefficients; arguments as for `line`.
 *
 * @param y - values
 * @param options - title, labels with their units, ranges, logarithmic axes, rules, notes
 * @throws RangeError if x and y differ in length, TypeError for what holds no numbers
 * @example
 * plot.stems(fftfreq(n, 1), modulus, { xLabel: "frequency (cycles per sample)", yLabel: "|F|" })
 */
export function stems(y: Values | readonly (Series | Values)[], options?: ChartOptions): Figure;
export function stems(x: Values, y: Values, options?: ChartOptions): Figure;
export function stems(...args: [first: unknown, second?: unknown, third?: unknown]): Figure {
  return seriesFigure("stems", "Stem chart", args, "stems");
}

/**
 * A bar chart; arguments as for `line`. Bars stand on 0 and are 0.8 of the least distance between neighbours wide.
 *
 * @param y - values
 * @param options - title, labels with their units, ranges, logarithmic axes, rules, notes
 * @throws RangeError if x and y differ in length, TypeError for what holds no numbers
 * @example
 * plot.bars(modulus, { xLabel: "k", yLabel: "|F(k)|" })
 */
export function bars(y: Values | readonly (Series | Values)[], options?: ChartOptions): Figure;
export function bars(x: Values, y: Values, options?: ChartOptions): Figure;
export function bars(...args: [first: unknown, second?: unknown, third?: unknown]): Figure {
  return seriesFigure("bars", "Bar chart", args, "bars");
}
