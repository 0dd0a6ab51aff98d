/** @file A grid of values in colours, with the colour bar that reads them. */

import { check, type Image } from "../core/index.ts";
import { figureOf } from "./chart.ts";
import { extentOf, formatNumber, type Range } from "./scale.ts";
import { checkSize } from "./series.ts";
import type { ChartOptions, ColourMap, Figure } from "./types.ts";

/** What a heat map takes. */
export interface HeatmapOptions extends Omit<ChartOptions, "xLog" | "yLog" | "rules" | "xRange" | "yRange" | "name"> {
  /** values of the first and the last column (their centres); 0 and nx − 1 if left out */
  readonly x?: readonly [first: number, last: number];
  /** values of the first and the last row */
  readonly y?: readonly [first: number, last: number];
  /** where row 0 is drawn: "top" (default), as a matrix is written, or "bottom", as a graph */
  readonly firstRow?: "top" | "bottom";
  /** what the colours stand for, with its unit */
  readonly label?: string;
  /** "viridis" (default), "grey", or "signed" for values on both sides of 0 */
  readonly colours?: ColourMap;
  /** values of the first and the last colour; least and greatest if left out, about 0 for "signed" */
  readonly range?: readonly [low: number, high: number];
}

/**
 * A heat map of a grid of values.
 *
 * @param grid - values, row 0 at the top unless `firstRow` says otherwise; NaN and ±∞ are left clear
 * @param options - what columns and rows stand for, colours, labels with their units
 * @throws RangeError if the grid has no cell, or a range is empty
 * @example
 * plot.heatmap(logLikelihood, { x: [-8, 8], y: [0, 350], xLabel: "shift (pixels)", yLabel: "angle (degrees)", label: "log L" })
 */
export function heatmap(grid: Image, options: HeatmapOptions = {}): Figure {
  const {
    title = "",
    xLabel = "column",
    yLabel = "row",
    label = "value",
    colours = "viridis",
    firstRow = "top",
  } = options;
  checkGrid("heatmap", grid);
  checkSize("heatmap", options);
  const [ny, nx] = grid.shape;
  const [x0, dx] = steps("heatmap: x", options.x ?? [0, nx - 1], nx);
  const [y0, dy] = steps("heatmap: y", options.y ?? [0, ny - 1], ny);
  const [low, high] = colourRange("heatmap", grid.data, options.range, colours);
  const xRange: Range = [x0 - dx / 2, x0 + (nx - 0.5) * dx];
  const rows: Range = [y0 + (ny - 0.5) * dy, y0 - dy / 2];
  const yRange: Range = firstRow === "top" ? rows : [rows[1], rows[0]];
  return figureOf({
    what: "Heat map",
    title,
    alt:
      options.alt ??
      `Heat map${title === "" ? "" : `: ${title}`}. ${ny} rows, ${yLabel} from ${formatNumber(y0)} to ${formatNumber(y0 + (ny - 1) * dy)}; ${nx} columns, ${xLabel} from ${formatNumber(x0)} to ${formatNumber(x0 + (nx - 1) * dx)}. Colours: ${label} from ${formatNumber(low)} to ${formatNumber(high)}.`,
    x: { label: xLabel, range: xRange, log: false },
    y: { label: yLabel, range: yRange, log: false },
    axes: true,
    marks: [
      {
        kind: "raster",
        nx,
        ny,
        values: Float64Array.from(grid.data),
        x0,
        dx,
        y0,
        dy,
        low,
        high,
        colours,
        label,
        bar: true,
        coarse: false,
      },
      ...(options.notes ?? []).map((note) => ({ kind: "note" as const, over: true, ...note })),
    ],
    ...(options.width === undefined ? {} : { width: options.width }),
    ...(options.height === undefined ? {} : { height: options.height }),
  });
}

/** First value and step of n evenly spaced ones; a step of 1 for a single one. */
function steps(who: string, [first, last]: readonly [number, number], n: number): [number, number] {
  check(Number.isFinite(first) && Number.isFinite(last), () => `${who} must be finite, got [${first},${last}]`);
  if (n === 1) return [first, 1];
  check(first !== last, () => `${who} must have two different ends, got [${first},${last}]`);
  return [first, (last - first) / (n - 1)];
}

/** A grid of at least one cell whose values fit its shape. */
export function checkGrid(who: string, grid: Image): void {
  const { shape, data } = grid;
  check(shape?.length === 2, () => `${who}: the image must have 2 axes, got shape [${shape}]`);
  check(
    shape[0] >= 1 && shape[1] >= 1 && data?.length === shape[0] * shape[1],
    () => `${who}: shape [${shape}] does not fit ${data?.length} values`,
  );
}

/** A pixel size that is positive, or not given. */
export function checkPixelSize(who: string, pixelSize: number | undefined): void {
  check(
    pixelSize === undefined || (pixelSize > 0 && pixelSize < Number.POSITIVE_INFINITY),
    () => `${who}: pixelSize must be positive and finite, got ${pixelSize}; leave it out if it is unknown`,
  );
}

/** Values of the first and the last colour. */
export function colourRange(
  who: string,
  values: Float64Array,
  fixed: readonly [number, number] | "robust" | undefined,
  colours: ColourMap,
): Range {
  if (fixed !== undefined && fixed !== "robust") {
    check(
      Number.isFinite(fixed[0]) && Number.isFinite(fixed[1]) && fixed[0] < fixed[1],
      () => `${who}: range must be two rising finite numbers, got [${fixed}]`,
    );
    return fixed;
  }
  let [low, high] = extentOf([values], false) ?? [0, 1];
  if (fixed === "robust") {
    const [mean, deviation] = moments(values);
    [low, high] = [Math.max(low, mean - 3 * deviation), Math.min(high, mean + 3 * deviation)];
  }
  if (colours === "signed") {
    const most = Math.max(Math.abs(low), Math.abs(high)) || 1;
    return [-most, most];
  }
  return [low, high];
}

/** Mean and standard deviation of the finite values. */
function moments(values: Float64Array): [number, number] {
  let [n, sum, squares] = [0, 0, 0];
  for (const value of values) if (Number.isFinite(value)) [n, sum] = [n + 1, sum + value];
  const mean = sum / Math.max(1, n);
  for (const value of values) if (Number.isFinite(value)) squares += (value - mean) * (value - mean);
  return [mean, Math.sqrt(squares / Math.max(1, n))];
}
