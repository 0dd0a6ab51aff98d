/**
 * @file Where things go in a chart: margins from the estimated widths of labels, ticks, the legend's rows. There is no
 * font to measure, so widths are estimates on the safe side.
 */

import type { Axis, Bars, Chart, Curve, Dots, Raster } from "./chart.ts";
import { type Ticks, ticksOf } from "./scale.ts";

/** Font sizes, pixels. */
export const fontSize = { title: 15, text: 12 } as const;

/** One entry of the legend, at its place. */
interface Entry {
  readonly mark: Curve | Dots | Bars;
  readonly x: number;
  readonly y: number;
}

/** Places in pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** the plot's area */
  readonly left: number;
  readonly top: number;
  readonly plotWidth: number;
  readonly plotHeight: number;
  readonly title: readonly string[];
  readonly legend: readonly Entry[];
  readonly xTicks: Ticks;
  readonly yTicks: Ticks;
  /** lines of text below each tick of x */
  readonly xRows: number;
  readonly bar: { readonly raster: Raster; readonly ticks: Ticks } | undefined;
}

/** Width of a text in pixels, estimated for a sans-serif font. */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const c of text) {
    if (/[ijlI.,:;'|!()[\] ]/.test(c)) em += 0.36;
    else if (/[A-ZÅmwMW%+=<>~\u2212×∞]/.test(c)) em += 0.78;
    else em += c.codePointAt(0)! >= 0x2e80 ? 1 : 0.62;
  }
  return em * size;
}

/** A text in lines that fit a width, broken between words. */
export function wrapped(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== "") lines.push(line);
  return lines;
}

const emptyTicks: Ticks = { values: [], labels: [] };

/** Where everything of a chart goes. */
export function layoutOf(chart: Chart): Layout {
  const raster = chart.marks.find((mark) => mark.kind === "raster" && mark.bar) as Raster | undefined;
  const below = chart.x.below !== undefined;
  const xRows = below ? 2 : 1;
  const bottom = chart.axes ? 6 + 15 * xRows + (chart.x.label === "" ? 6 : 27) : 10;

  // a first guess of the plot's area, which only decides how many ticks there are
  const [, firstHeight] = plotSize(chart, (chart.width ?? 640) - 80, (chart.height ?? 400) - 80);
  const yTicks = chart.axes ? ticksOf(chart.y.range, firstHeight / 48, chart.y.log) : emptyTicks;
  const bar = raster && { raster, ticks: ticksOf([raster.low, raster.high], firstHeight / 48, false) };
  const yWidth = Math.max(0, ...yTicks.labels.map((label) => textWidth(label, fontSize.text)));
  const left = chart.axes ? Math.ceil(yWidth) + (chart.y.label === "" ? 16 : 38) : 10;
  const barWidth = bar ? 33 + Math.max(0, ...bar.ticks.labels.map((l) => textWidth(l, fontSize.text))) + 26 : 0;
  const right = Math.ceil(Math.max(chart.axes ? 22 : 10, barWidth));

  let width = chart.width ?? 640;
  let [plotWidth, plotHeight] = [Math.max(40, width - left - right), 0];
  if (chart.equal !== undefined) {
    [plotWidth, plotHeight] = plotSize(
      chart,
      chart.width === undefined ? Number.POSITIVE_INFINITY : plotWidth,
      Number.POSITIVE_INFINITY,
    );
    width = Math.max(chart.width ?? 0, Math.ceil(left + plotWidth + right), 200);
  }
  const title = wrapped(chart.title, 1.12 * fontSize.title, width - 32);
  const legend = legendOf(chart, left, width - 12, 12 + 20 * title.length);
  const rows = legend.length === 0 ? 0 : 1 + (legend[legend.length - 1].y - legend[0].y) / 18;
  const top = 10 + 20 * title.length + 18 * rows + (rows > 0 ? 4 : 2);
  if (chart.equal === undefined) plotHeight = Math.max(40, (chart.height ?? 400) - top - bottom);
  const height = Math.ceil(top + plotHeight + bottom);
  const wide = Math.max(...(chart.axes ? xLabelWidths(chart.x) : [0]), 40);
  const xTicks = chart.axes
    ? ticksOf(chart.x.range, Math.min(plotWidth / 70, plotWidth / (wide + 14)), chart.x.log)
    : emptyTicks;
  const centre = chart.equal === undefined ? left : left + (width - left - plotWidth - right) / 2;
  return { width, height, left: centre, top, plotWidth, plotHeight, title, legend, xTicks, yTicks, xRows, bar };
}

/** Sides of the plot's area within given ones, in the proportion of the data if lengths are to be equal. */
function plotSize(chart: Chart, width: number, height: number): [number, number] {
  if (chart.equal === undefined) return [width, height];
  const dx = Math.abs(chart.x.range[1] - chart.x.range[0]);
  const dy = Math.abs(chart.y.range[1] - chart.y.range[0]);
  const scale = Math.min(chart.equal / Math.max(dx, dy), width / dx);
  return [Math.max(12, Math.round(dx * scale)), Math.max(12, Math.round(dy * scale))];
}

/** Widths of a few labels of an axis, to choose how many fit. */
function xLabelWidths(axis: Axis): number[] {
  const { labels, values } = ticksOf(axis.range, 6, axis.log);
  const below = axis.below === undefined ? [] : values.map(axis.below);
  return [...labels, ...below].map((label) => textWidth(label, fontSize.text));
}

/** The legend's entries in rows from the left; none unless a mark has a name. */
function legendOf(chart: Chart, left: number, right: number, top: number): Entry[] {
  const entries: Entry[] = [];
  let [x, y] = [left, top];
  for (const mark of chart.marks) {
    if (
      (mark.kind !== "curve" && mark.kind !== "points" && mark.kind !== "stems" && mark.kind !== "bars") ||
      mark.name === ""
    )
      continue;
    const width = 28 + textWidth(mark.name, fontSize.text) + 16;
    if (x + width > right && x > left) {
      x = left;
      y += 18;
    }
    entries.push({ mark, x, y: y + 6 });
    x += width;
  }
  return entries;
}
