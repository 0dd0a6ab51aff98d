/**
 * @file A chart as a plotly figure: plain JSON, transparent ground and middle grey ink, which can be read on a white and
 * on a dark page. Short lists of numbers are plain arrays, which every renderer takes and a reader of the notebook can
 * read; long ones and all pictures are base64 of typed arrays, `{dtype, bdata}`, a third to a half of the size, which
 * plotly.js decodes since 2.35. NaN and ±∞ are null in arrays, for JSON has neither.
 */

import type { Axis, Chart, Mark, Raster } from "./chart.ts";
import { colourOf, colourScale, dashOf, palette } from "./colour.ts";
import { fontSize, type Layout, layoutOf } from "./layout.ts";
import { runsOf } from "./path.ts";
import { base64 } from "./png.ts";
import { clear, levels, levelsOf, reduced } from "./raster.ts";
import type { Json, JsonRecord, PlotlyFigure } from "./types.ts";

/** Longest list that is a plain array. */
const plainLength = 4096;
/** Most cells of a picture along one axis. */
const rasterSide = 512;
/** Halfway between white and JupyterLab's dark #111 in contrast: 4.35 on both. */
export const ink = "#797979";
const faint = "rgba(128,128,128,0.25)";
export const none = "rgba(0,0,0,0)";

/** A text as plotly shows it letter by letter: it reads tags, entities and `%{…}`. */
export function literal(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/%\{/g, "%\u200b{");
}

/** Numbers as plotly takes them. */
function numbers(values: Float64Array): Json {
  if (values.length > plainLength) return { dtype: "f8", bdata: base64(littleEndian(values, 8)) };
  return Array.from(values, (value) => (Number.isFinite(value) ? value : null));
}

/** Positions across: all of them, or of a long even list its first and its step. */
function positions(x: Float64Array): JsonRecord {
  const step = x[1] - x[0];
  return x.length > plainLength && x.every((value, i) => value === x[0] + i * step)
    ? { x0: x[0], dx: step }
    : { x: numbers(x) };
}

function littleEndian(values: Float64Array, size: 4 | 8): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * size));
  for (let i = 0; i < values.length; i++) {
    const value = Number.isFinite(values[i]) ? values[i] : Number.NaN;
    if (size === 4) view.setFloat32(4 * i, value, true);
    else view.setFloat64(8 * i, value, true);
  }
  return new Uint8Array(view.buffer);
}

/** Numbers as base64: places in single precision, whole numbers of 2 or 4 bytes. */
export function packed(values: Float64Array | Uint32Array, size: 2 | 4 = 4): JsonRecord {
  if (values instanceof Float64Array) return { dtype: "f4", bdata: base64(littleEndian(values, 4)) };
  const view = new DataView(new ArrayBuffer(values.length * size));
  for (let i = 0; i < values.length; i++)
    if (size === 2) view.setUint16(2 * i, values[i], true);
    else view.setUint32(4 * i, values[i], true);
  return { dtype: size === 2 ? "u2" : "u4", bdata: base64(new Uint8Array(view.buffer)) };
}

/** The plotly figure of a chart. */
export function plotlyOf(chart: Chart): PlotlyFigure {
  const layout = layoutOf(chart);
  return {
    data: tracesOf(chart),
    layout: plotlyLayout(chart, layout),
    config: { responsive: true, displaylogo: false },
  };
}

/** The traces of a chart, in the order of its marks. */
function tracesOf(chart: Chart): JsonRecord[] {
  return chart.marks.flatMap((mark) => traces(mark, chart));
}

function hover(chart: Chart, name: string): string {
  const [x, y] = [literal(chart.x.label || "x"), literal(chart.y.label || "y")];
  return `${x}: %{x:.6~g}<br>${y}: %{y:.6~g}<extra>${literal(name)}</extra>`;
}

function traces(mark: Mark, chart: Chart): JsonRecord[] {
  switch (mark.kind) {
    case "curve":
      return [
        {
          type: "scatter",
          mode: "lines",
          ...positions(mark.x),
          y: numbers(mark.y),
          line: {
            color: mark.thin === "grey" ? ink : colourOf(mark.colour),
            width: mark.thin ? 1 : 2,
            dash: plotlyDash(mark.colour),
          },
          connectgaps: false,
          ...named(mark.name),
          ...(mark.thin ? { hoverinfo: "skip" } : { hovertemplate: hover(chart, mark.name) }),
        },
      ];
    case "points":
    case "stems": {
      const dots: JsonRecord = {
        type: "scatter",
        mode: "markers",
        ...positions(mark.x),
        y: numbers(mark.y),
        marker: { color: colourOf(mark.colour), size: mark.x.length > 400 ? 3 : 6 },
        ...named(mark.name),
        hovertemplate: hover(chart, mark.name),
      };
      return mark.kind === "points" ? [dots] : [stemTrace(mark.x, mark.y, mark.colour, chart.y), dots];
    }
    case "bars":
      return [
        {
          type: "bar",
          x: numbers(mark.x),
          y: numbers(mark.y),
          width: mark.width,
          marker: { color: colourOf(mark.colour), opacity: 0.85 },
          ...named(mark.name),
          hovertemplate: hover(chart, mark.name),
        },
      ];
    case "band":
      return [bandTrace(mark.x, mark.low, mark.high, mark.colour)];
    case "raster":
      return [rasterTrace(mark, chart)];
    default:
      return []; // rules, notes and scale bars are shapes and annotations of the layout
  }
}

function named(name: string): JsonRecord {
  return name === "" ? { showlegend: false } : { name: literal(name), showlegend: true };
}

function plotlyDash(colour: number): string {
  const dash = dashOf(colour);
  return dash === "" ? "solid" : dash.replace(/ /g, "px,").concat("px");
}

/** Stems as one broken line, since plotly has none. */
function stemTrace(x: Float64Array, y: Float64Array, colour: number, axis: Axis): JsonRecord {
  const base = axis.log ? axis.range[0] : 0;
  const [xs, ys] = [new Float64Array(3 * x.length), new Float64Array(3 * x.length)];
  for (let i = 0; i < x.length; i++) {
    xs.set([x[i], x[i], Number.NaN], 3 * i);
    ys.set([base, y[i], Number.NaN], 3 * i);
  }
  const line = { color: colourOf(colour), width: 1.2 };
  return { type: "scatter", mode: "lines", x: numbers(xs), y: numbers(ys), line, showlegend: false, hoverinfo: "skip" };
}

/** A band as closed outlines, one a stretch without gaps. */
function bandTrace(x: Float64Array, low: Float64Array, high: Float64Array, colour: number): JsonRecord {
  const [xs, ys]: number[][] = [[], []];
  const both = low.map((v, i) => v + high[i]);
  for (const [from, end] of runsOf(x, both)) {
    for (let i = from; i < end; i++) {
      xs.push(x[i]);
      ys.push(high[i]);
    }
    for (let i = end - 1; i >= from; i--) {
      xs.push(x[i]);
      ys.push(low[i]);
    }
    xs.push(Number.NaN);
    ys.push(Number.NaN);
  }
  return {
    type: "scatter",
    mode: "lines",
    x: numbers(Float64Array.from(xs)),
    y: numbers(Float64Array.from(ys)),
    line: { width: 0, color: colourOf(colour) },
    fill: "toself",
    fillcolor: `${colourOf(colour)}40`,
    showlegend: false,
    hoverinfo: "skip",
  };
}

function rasterTrace(mark: Raster, chart: Chart): JsonRecord {
  const small = reduced(mark, rasterSide);
  const { nx, ny, x0, dx, y0, dy, low, high, colours, label, bar, coarse } = small;
  const shape = `${ny}, ${nx}`;
  const fine: JsonRecord = {
    z: { dtype: "f4", bdata: base64(littleEndian(small.values, 4)), shape },
    zmin: low === high ? low - 1 : low,
    zmax: low === high ? high + 1 : high,
    colorscale: colourScale(colours, 1),
    hovertemplate: `${literal(chart.x.label || "x")}: %{x:.6~g}<br>${literal(chart.y.label || "y")}: %{y:.6~g}<br>${literal(label)}: %{z:.6~g}<extra></extra>`,
  };
  // the last level, of cells without a value, is clear
  const scale = colourScale(colours, (levels - 1) / clear);
  const levelled: JsonRecord = {
    z: { dtype: "u1", bdata: base64(levelsOf(small)), shape },
    zmin: 0,
    zmax: clear,
    colorscale: [...scale, [(levels - 0.5) / clear, none], [1, none]],
    hoverinfo: "skip",
  };
  return {
    type: "heatmap",
    x0,
    dx,
    y0,
    dy,
    ...(coarse ? levelled : fine),
    showscale: bar,
    ...(bar ? { colorbar: { title: { text: literal(label), side: "right" }, thickness: 14, outlinewidth: 0 } } : {}),
  };
}

function plotlyLayout(chart: Chart, layout: Layout): JsonRecord {
  const { width, height, left, top, plotWidth, plotHeight, legend } = layout;
  const onPicture = chart.marks.some((mark) => mark.kind === "raster");
  const title = layout.title.map(literal).join("<br>");
  const right = Math.max(0, width - left - plotWidth);
  return {
    title: {
      text: title,
      x: 0.5,
      xanchor: "center",
      y: 1 - (0.65 * fontSize.title * Math.max(0, layout.title.length - 1)) / height, // plotly centres the lines here
      yanchor: "top",
      yref: "container",
      pad: { t: 12 },
      font: { size: fontSize.title },
    },
    ...(chart.equal === undefined ? {} : { width }),
    height,
    margin: { l: left, r: right, t: top, b: height - top - plotHeight },
    paper_bgcolor: none,
    plot_bgcolor: none,
    font: { color: ink, size: fontSize.text },
    colorway: palette,
    hovermode: "closest",
    barmode: "overlay",
    showlegend: legend.length > 0,
    legend: { orientation: "h", x: 0, xanchor: "left", y: 1, yanchor: "bottom", bgcolor: none },
    xaxis: plotlyAxis(chart, chart.x, layout.xTicks, onPicture),
    yaxis: {
      ...plotlyAxis(chart, chart.y, layout.yTicks, onPicture),
      ...(chart.equal === undefined ? {} : { scaleanchor: "x", scaleratio: 1 }),
    },
    meta: { alt: chart.alt }, // for the front end: what a reader hears who does not see the figure
    shapes: chart.marks.flatMap((mark) => shapes(mark)),
    annotations: chart.marks.flatMap((mark) => annotations(mark, chart)),
  };
}

/** A place along an axis as ranges and annotations want it: its power of ten on a logarithmic axis. */
function placed(value: number, axis: Axis): number {
  return axis.log ? Math.log10(value) : value;
}

function plotlyAxis(chart: Chart, axis: Axis, ticks: Layout["xTicks"], onPicture: boolean): JsonRecord {
  const { below } = axis;
  const twoLines = below && {
    tickmode: "array",
    tickvals: ticks.values,
    ticktext: ticks.values.map((value, i) => `${literal(ticks.labels[i])}<br>${literal(below(value))}`),
  };
  return {
    type: axis.log ? "log" : "linear",
    title: { text: literal(axis.label) },
    range: axis.range.map((end) => placed(end, axis)),
    visible: chart.axes,
    showgrid: !onPicture,
    zeroline: false,
    gridcolor: faint,
    linecolor: ink,
    showline: chart.axes,
    mirror: onPicture,
    ticks: "outside",
    exponentformat: "power",
    minexponent: 6,
    ...(axis.log && axis.range[1] > 30 * axis.range[0] ? { dtick: 1 } : {}),
    automargin: true,
    constrain: "domain",
    ...(twoLines ?? {}),
  };
}

function shapes(mark: Mark): JsonRecord[] {
  if (mark.kind === "raster" && mark.framed) {
    const { x0, dx, nx, y0, dy, ny } = mark;
    const [right, lower] = [x0 + (nx - 0.5) * dx, y0 + (ny - 0.5) * dy];
    return [{ type: "rect", x0: x0 - dx / 2, x1: right, y0: y0 - dy / 2, y1: lower, line: { color: ink, width: 1 } }];
  }
  if (mark.kind === "rule") {
    const line = { color: ink, width: 1.2, dash: "dash" };
    return mark.axis === "x"
      ? [{ type: "line", xref: "x", yref: "paper", x0: mark.at, x1: mark.at, y0: 0, y1: 1, line }]
      : [{ type: "line", xref: "paper", yref: "y", x0: 0, x1: 1, y0: mark.at, y1: mark.at, line }];
  }
  if (mark.kind === "scaleBar")
    return [
      {
        type: "line",
        x0: mark.x,
        x1: mark.x + mark.length,
        y0: mark.y,
        y1: mark.y,
        line: { color: "#000", width: 7 },
      },
      { type: "line", x0: mark.x, x1: mark.x + mark.length, y0: mark.y, y1: mark.y, line: { color: "#fff", width: 5 } },
    ];
  return [];
}

function annotations(mark: Mark, chart: Chart): JsonRecord[] {
  const plain = { showarrow: false, font: { color: ink, size: fontSize.text } };
  const dark = {
    showarrow: false,
    font: { color: "#fff", size: fontSize.text },
    bgcolor: "rgba(0,0,0,0.5)",
    borderpad: 1,
  };
  if (mark.kind === "note") {
    const [x, y] = [placed(mark.x, chart.x), placed(mark.y, chart.y)];
    if (!Number.isFinite(x + y)) return [];
    return [{ ...(mark.over ? dark : plain), x, y, yanchor: "bottom", text: literal(mark.text) }];
  }
  if (mark.kind === "scaleBar")
    return [
      { ...dark, x: mark.x + mark.length / 2, y: mark.y, yanchor: "bottom", yshift: 6, text: literal(mark.label) },
    ];
  if (mark.kind !== "rule" || mark.label === "") return [];
  const text = literal(mark.label);
  const place = placed(mark.at, mark.axis === "x" ? chart.x : chart.y);
  if (!Number.isFinite(place)) return [];
  return mark.axis === "x"
    ? [{ ...plain, text, x: place, xanchor: "left", yref: "paper", y: 1, yanchor: "top", xshift: 2 }]
    : [{ ...plain, text, xref: "paper", x: 1, xanchor: "right", y: place, yanchor: "bottom" }];
}
