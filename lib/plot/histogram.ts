/**
 * @file How often values occur, beside the law that they should follow. Bins have edges at multiples of 1, 2 or 5 times
 * a power of ten, so that two histograms of one quantity have the same ones.
 */

import { check, type Image, type Volume } from "../core/index.ts";
import { figureOf } from "./chart.ts";
import { extentOf, formatNumber, isNarrow, niceStep } from "./scale.ts";
import { chartOfSeries, isValues, valuesOf } from "./series.ts";
import type { ChartOptions, Figure, Series, Values } from "./types.ts";

/** What a histogram takes. */
export interface HistogramOptions extends ChartOptions {
  /** about how many bins, at most 1000; 2 ∛n, from 8 to 100, if left out */
  readonly bins?: number;
  /** probability density that the values should have, per unit of x; counts become a density then */
  readonly law?: (x: number) => number;
  /** what the legend calls the law; "law" if left out */
  readonly lawName?: string;
}

/**
 * A histogram of values, and a law over it.
 *
 * @param values - NaN and ±∞ are left out, and the alternative text says how many
 * @param options - number of bins, law, and what every chart takes
 * @throws RangeError if bins is not from 1 to 1000
 * @example
 * plot.histogram(noise.data, { law: (x) => Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI), xLabel: "grey value" })
 */
export function histogram(values: Values | Image | Volume, options: HistogramOptions = {}): Figure {
  const all =
    isValues(values) && "data" in values
      ? Float64Array.from(values.data)
      : valuesOf(values as Values, "histogram: values");
  const finite = all.filter(Number.isFinite);
  const { law, lawName = "law" } = options;
  const wanted = options.bins ?? Math.min(100, Math.max(8, Math.ceil(2 * Math.cbrt(finite.length))));
  check(wanted >= 1 && wanted <= 1000, () => `histogram: bins must be from 1 to 1000, got ${wanted}`);
  const [low, high] = extentOf([finite], false) ?? [0, 1];
  const step = binWidth(low, high, wanted);
  const first = Math.floor(low / step);
  const count = Math.max(1, Math.min(4000, Math.floor(high / step) - first + 1));
  const counts = new Float64Array(count);
  for (const value of finite) counts[Math.min(count - 1, Math.max(0, Math.floor(value / step) - first))]++;
  const x = counts.map((_, i) => (first + i + 0.5) * step);
  const scale = law === undefined ? 1 : 1 / (Math.max(1, finite.length) * step);
  const series: Series[] = [
    { x, y: counts.map((c) => c * scale), name: options.name ?? (law ? "values" : ""), draw: "bars" },
  ];
  if (law !== undefined) {
    const fine = Float64Array.from({ length: 301 }, (_, i) => (first + (i / 300) * count) * step);
    series.push({ x: fine, y: fine.map(law), name: lawName, draw: "line" });
  }
  const chart = chartOfSeries(
    "histogram",
    "Histogram",
    series,
    {
      xLabel: "value",
      yLabel: law === undefined ? "count" : "density",
      ...options,
    },
    "bars",
  );
  const left = all.length - finite.length;
  const said = ` ${finite.length} values in ${count} bins of width ${formatNumber(step)}.${left > 0 ? ` ${left} values that are NaN or infinite are left out.` : ""}`;
  const marks = chart.marks.map((mark) => (mark.kind === "bars" ? { ...mark, width: 0.96 * step } : mark));
  return figureOf({ ...chart, marks, alt: options.alt ?? chart.alt + said });
}

/** A bin width that cuts the extent in about the wanted number; a tenth of the value, or 1, where there is no extent. */
function binWidth(low: number, high: number, wanted: number): number {
  if (!isNarrow([low, high])) return niceStep(high - low, 1.4 * wanted);
  const size = Math.max(Math.abs(low), Math.abs(high));
  return size < 1e-290 ? 1 : niceStep(size, 10);
}
