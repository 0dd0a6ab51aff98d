/**
 * @file A figure under a slider: one figure a value, as plotly frames. All frames share the axes that hold every one of
 * them, so that what moves is the data. The SVG shows one frame, and says which.
 */

import { check } from "../core/index.ts";
import { type Axis, type Chart, chartOf, lazyFigure } from "./chart.ts";
import { palette } from "./colour.ts";
import { literal, plotlyOf } from "./plotly.ts";
import { formatNumber, type Range } from "./scale.ts";
import { svgOf } from "./svg.ts";
import type { Figure, JsonRecord } from "./types.ts";

/** What a slider takes. */
export interface SliderOptions {
  /** what the slider changes, as "defocus" */
  readonly name?: string;
  /** its unit, as "Å" */
  readonly unit?: string;
  /** index of the value that is shown first and in the SVG; the middle one if left out */
  readonly start?: number;
  /** whether every frame keeps its own axes; not if left out */
  readonly ownAxes?: boolean;
}

/**
 * A figure that a slider changes.
 *
 * The figures are drawn for all values beforehand, so the slider works in a saved notebook without a kernel; their data
 * add up, so keep images small and values few (about 20).
 *
 * @param values - positions of the slider
 * @param draw - the figure of one value; every figure must have as many marks as the first
 * @param options - name and unit of the value, the frame that is shown first
 * @throws RangeError if there are no values, or the figures do not match
 * @example
 * plot.slider([5000, 10000, 20000], (defocus) => plot.line(s, ctf1d(s, { ...optics, defocusU: defocus, defocusV: defocus })), { name: "defocus", unit: "Å" })
 */
export function slider(
  values: ArrayLike<number>,
  draw: (value: number) => Figure,
  options: SliderOptions = {},
): Figure {
  const list = Array.from(values);
  const { name = "", unit = "", ownAxes = false, start = Math.floor((list.length - 1) / 2) } = options;
  check(list.length >= 1, () => "slider: there must be at least one value, got none");
  check(
    Number.isInteger(start) && start >= 0 && start < list.length,
    () => `slider: start must be an index from 0 to ${list.length - 1}, got ${start}`,
  );
  const charts = list.map((value) => {
    const chart = chartOf(draw(value));
    if (chart === undefined) throw new TypeError("slider: draw must return a figure of plot, got something else");
    return chart;
  });
  const shared = ownAxes ? charts : withSharedAxes(charts);
  const labels = list.map((value) => `${formatNumber(value)}${unit === "" ? "" : ` ${unit}`}`);
  const prefix = name === "" ? "" : `${name} = `;
  const first = shared[start];
  const alt = `${first.alt} A slider changes ${name || "it"} from ${labels[0]} to ${labels[labels.length - 1]} in ${list.length} steps; shown: ${prefix}${labels[start]}.`;
  const shownTitle = `${first.title === "" ? "" : `${first.title}, `}${prefix}${labels[start]}`;
  const plotly = (): Figure["plotly"] => {
    const figures = shared.map(plotlyOf);
    for (const { data } of figures)
      check(
        data.length === figures[0].data.length,
        () =>
          `slider: every figure must have as many marks as the first, ${figures[0].data.length}, got ${data.length}`,
      );
    const base = figures[start];
    return {
      ...base,
      layout: slidersOf(
        base.layout,
        labels.map((_, i) => String(i)),
        labels,
        start,
        prefix,
      ),
      frames: figures.map(({ data, layout: { title, shapes, annotations, xaxis, yaxis } }, i) => ({
        name: String(i),
        data,
        layout: ownAxes ? { title, shapes, annotations, xaxis, yaxis } : { title, shapes, annotations },
      })),
    };
  };
  return lazyFigure(first.title || first.what, alt, plotly, () => svgOf({ ...first, title: shownTitle, alt }));
}

/** A layout with a slider below the figure, one step a frame. */
export function slidersOf(
  layout: JsonRecord,
  frames: readonly string[],
  labels: readonly string[],
  active: number,
  prefix: string,
): JsonRecord {
  const margin = layout.margin as JsonRecord;
  return {
    ...layout,
    height: Number(layout.height) + 90,
    margin: { ...margin, b: Number(margin.b) + 90 },
    sliders: [
      {
        active,
        bgcolor: "#9a9a9a",
        bordercolor: "#9a9a9a",
        activebgcolor: palette[0],
        tickcolor: "#9a9a9a",
        pad: { t: 50, b: 4 },
        currentvalue: { prefix: literal(prefix), xanchor: "left" },
        steps: labels.map((label, i) => ({
          label: literal(label),
          method: "animate",
          args: [[frames[i]], { mode: "immediate", frame: { duration: 0, redraw: true }, transition: { duration: 0 } }],
        })),
      },
    ],
  };
}

/** Charts with one range for all along each axis; the colours of pictures too. */
function withSharedAxes(charts: readonly Chart[]): Chart[] {
  const x = union(charts.map((chart) => chart.x));
  const y = union(charts.map((chart) => chart.y));
  const rasters = charts.flatMap(({ marks }) => marks.filter((mark) => mark.kind === "raster"));
  const low = Math.min(...rasters.map((raster) => raster.low));
  const high = Math.max(...rasters.map((raster) => raster.high));
  return charts.map((chart) => ({
    ...chart,
    x: { ...chart.x, range: x },
    y: { ...chart.y, range: y },
    marks: chart.marks.map((mark) => (mark.kind === "raster" ? { ...mark, low, high } : mark)),
  }));
}

function union(axes: readonly Axis[]): Range {
  const ends = axes.flatMap(({ range }) => range);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return axes[0].range[0] <= axes[0].range[1] ? [low, high] : [high, low];
}
