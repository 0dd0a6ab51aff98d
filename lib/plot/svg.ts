/**
 * @file A chart as a small SVG that needs nothing else: no script, no style sheet, no font, no id that could meet another
 * chart's on the same page. It brings its own ground, white, or dark where the reader's system is, so that it can be
 * read on any page. Pictures are embedded as PNG.
 */

import type { Axis, Bars, Chart, Curve, Dots, Mark, Raster } from "./chart.ts";
import { colourOf, dashOf } from "./colour.ts";
import { fontSize, type Layout, layoutOf, textWidth } from "./layout.ts";
import { isInside, pen, polyline, runsOf } from "./path.ts";
import { base64 } from "./png.ts";
import { levels, rasterPng, reduced } from "./raster.ts";
import { positionOf } from "./scale.ts";

/** Most cells of a picture along one axis. */
const rasterSide = 400;
/** About how many points all curves of a chart may have together. */
const pointBudget = 1400;

const style =
  ".cryolab-plot{color-scheme:light dark}@media(prefers-color-scheme:dark){.cryolab-plot .ground{fill:#111}.cryolab-plot .ink{fill:#ddd}.cryolab-plot .grid{stroke:#333}.cryolab-plot .axis{stroke:#999}}";

/** A text with the characters that XML reserves written out, and those it forbids replaced. */
function escaped(text: string): string {
  return (
    text
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd") // half a pair
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
  );
}

/** A coordinate to a tenth of a pixel. */
export function at(value: number): string {
  return String(Math.round(10 * value) / 10 + 0);
}

/** A text at a place. */
export function textAt(text: string, x: number, y: number, attributes = ""): string {
  return `<text x="${at(x)}" y="${at(y)}"${attributes}>${escaped(text)}</text>`;
}

/** What every SVG of ours has around its picture. */
export interface SvgPage {
  readonly width: number;
  readonly height: number;
  readonly name: string;
  readonly alt: string;
}

/** An SVG with its ground, name and alternative text. */
export function svgPage({ width, height, name, alt }: SvgPage, body: string): string {
  const fonts = "system-ui,-apple-system,'Segoe UI','Helvetica Neue',Arial,sans-serif";
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="cryolab-plot" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${fonts}" font-size="${fontSize.text}">`,
    `<title>${escaped(name)}</title><desc>${escaped(alt)}</desc><style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${height}" fill="#fff"/>${body}</svg>`,
  ].join("");
}

/**
 * The SVG of a chart.
 *
 * @param chart - what to draw
 */
export function svgOf(chart: Chart): string {
  const layout = layoutOf(chart);
  const { width, height, left, top, plotWidth, plotHeight } = layout;
  const parts = [
    titleLines(layout.title, width),
    legend(layout),
    grid(chart, layout),
    `<svg x="${at(left)}" y="${at(top)}" width="${at(plotWidth)}" height="${at(plotHeight)}" fill="none" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${marks(chart, layout)}</svg>`,
    words(chart, layout),
    frame(chart, layout),
    colourBar(layout),
  ];
  return svgPage({ width, height, name: chart.title || chart.what, alt: chart.alt }, parts.join(""));
}

/** The lines of a title, in the middle of the top. */
export function titleLines(title: readonly string[], width: number): string {
  const lines = title.map((line, i) => textAt(line, width / 2, 24 + 20 * i)).join("");
  return (
    lines &&
    `<g class="ink" fill="#222" text-anchor="middle" font-size="${fontSize.title}" font-weight="600">${lines}</g>`
  );
}

function legend({ legend }: Layout): string {
  const entries = legend.map(({ mark, x, y }) => `${sample(mark, x, y)}${textAt(mark.name, x + 28, y + 4)}`).join("");
  return entries && `<g class="ink" fill="#222">${entries}</g>`;
}

/** How a mark looks, in the legend. */
function sample(mark: Curve | Dots | Bars, x: number, y: number): string {
  const colour = colourOf(mark.colour);
  if (mark.kind === "curve")
    return `<path d="M${at(x)} ${at(y)}h22" stroke="${colour}" stroke-width="2.5"${dashes(mark.colour)}/>`;
  if (mark.kind === "bars") return `<path d="M${at(x + 5)} ${at(y - 5)}h12v10h-12z" fill="${colour}"/>`;
  return `<circle cx="${at(x + 11)}" cy="${at(y)}" r="3.5" fill="${colour}"/>`;
}

function dashes(colour: number): string {
  const dash = dashOf(colour);
  return dash && ` stroke-dasharray="${dash}"`;
}

/** Functions from the data to pixels from the plot's upper left corner. */
function pixels(
  chart: Chart,
  { plotWidth, plotHeight }: Layout,
): { x: (v: number) => number; y: (v: number) => number } {
  const along = (axis: Axis) => (v: number) => positionOf(v, axis.range, axis.log);
  const [px, py] = [along(chart.x), along(chart.y)];
  return { x: (v) => px(v) * plotWidth, y: (v) => (1 - py(v)) * plotHeight };
}

/** Keeps the cutting of lines finite where a value lies absurdly far outside. */
function mapped(values: Float64Array, to: (v: number) => number): Float64Array {
  return values.map((v) => (Number.isFinite(v) ? Math.min(1e9, Math.max(-1e9, to(v))) : Number.NaN));
}

function grid(chart: Chart, layout: Layout): string {
  if (!chart.axes || chart.marks.some((mark) => mark.kind === "raster")) return "";
  const { left, top, plotWidth, plotHeight, xTicks, yTicks } = layout;
  const to = pixels(chart, layout);
  const lines = [
    ...xTicks.values.map((v) => `M${at(left + to.x(v))} ${at(top)}v${at(plotHeight)}`),
    ...yTicks.values.map((v) => `M${at(left)} ${at(top + to.y(v))}h${at(plotWidth)}`),
  ];
  return lines.length > 0 ? `<path class="grid" stroke="#e4e4e4" fill="none" d="${lines.join("")}"/>` : "";
}

const order: readonly Mark["kind"][] = ["raster", "band", "bars", "rule", "curve", "stems", "points", "scaleBar"];

function marks(chart: Chart, layout: Layout): string {
  const curves = chart.marks.filter((mark) => mark.kind === "curve").length;
  const columns = Math.min(Math.ceil(layout.plotWidth), Math.floor(pointBudget / 2 / Math.max(1, curves)));
  return order
    .flatMap((kind) => chart.marks.filter((mark) => mark.kind === kind))
    .map((mark) => markSvg(mark, chart, layout, Math.max(40, columns)))
    .join("");
}

function markSvg(mark: Mark, chart: Chart, layout: Layout, columns: number): string {
  const { plotWidth: width, plotHeight: height } = layout;
  const to = pixels(chart, layout);
  switch (mark.kind) {
    case "raster":
      return picture(mark, to);
    case "curve": {
      const d = polyline(mapped(mark.x, to.x), mapped(mark.y, to.y), width, height, columns);
      if (mark.thin === "grey") return d && `<path class="axis" d="${d}" stroke="#666" stroke-width="1"/>`;
      return (
        d &&
        `<path d="${d}" stroke="${colourOf(mark.colour)}"${dashes(mark.colour)}${mark.thin ? ' stroke-width="1"' : ""}/>`
      );
    }
    case "band": {
      const d = bandPath(mapped(mark.x, to.x), mapped(mark.low, to.y), mapped(mark.high, to.y));
      return d && `<path d="${d}" fill="${colourOf(mark.colour)}" fill-opacity=".25"/>`;
    }
    case "bars":
      return barPath(mark, chart, to, height);
    case "points":
    case "stems": {
      const [x, y] = [mapped(mark.x, to.x), mapped(mark.y, to.y)];
      const dots = dotPath(x, y, width, height);
      const stems = mark.kind === "stems" ? stemPath(x, y, baseOf(chart.y, to.y), width, height) : "";
      const colour = colourOf(mark.colour);
      return `${stems && `<path d="${stems}" stroke="${colour}" stroke-width="1.2"/>`}${dots && `<path d="${dots}" stroke="${colour}" stroke-width="${mark.x.length > 400 ? 3 : 6}"/>`}`;
    }
    case "rule": {
      const p = mark.axis === "x" ? to.x(mark.at) : to.y(mark.at);
      if (!(p >= -0.5 && p <= (mark.axis === "x" ? width : height) + 0.5)) return "";
      const d = mark.axis === "x" ? `M${at(p)} 0v${at(height)}` : `M0 ${at(p)}h${at(width)}`;
      return `<path class="axis" d="${d}" stroke="#666" stroke-width="1.2" stroke-dasharray="5 4"/>`;
    }
    case "scaleBar": {
      const [x, y, w] = [to.x(mark.x), to.y(mark.y), to.x(mark.x + mark.length) - to.x(mark.x)];
      return `<rect x="${at(x)}" y="${at(y - 5)}" width="${at(w)}" height="5" fill="#fff" stroke="#000" stroke-width="1"/>`;
    }
    case "note":
      return "";
  }
}

/** The zero of stems and bars, in pixels; the bottom of the picture on a logarithmic axis. */
function baseOf(axis: Axis, to: (v: number) => number): number {
  return to(axis.log ? axis.range[0] : 0);
}

function picture(raster: Raster, to: ReturnType<typeof pixels>): string {
  const small = reduced(raster, rasterSide);
  const { nx, ny, x0, dx, y0, dy } = small;
  const [left, right] = [to.x(x0 - dx / 2), to.x(x0 + (nx - 0.5) * dx)];
  const [upper, lower] = [to.y(y0 - dy / 2), to.y(y0 + (ny - 0.5) * dy)];
  const flip = lower < upper ? ` transform="matrix(1 0 0 -1 0 ${at(upper + lower)})"` : "";
  const sharp = Math.abs(right - left) >= nx ? ' style="image-rendering:pixelated"' : "";
  const href = `data:image/png;base64,${base64(rasterPng(small))}`;
  const [x, y, w, h] = [Math.min(left, right), Math.min(upper, lower), Math.abs(right - left), Math.abs(lower - upper)];
  const edge = raster.framed
    ? `<path class="axis" d="M${at(x)} ${at(y)}h${at(w)}v${at(h)}h${at(-w)}z" stroke="#666" stroke-width="1"/>`
    : "";
  return `<image x="${at(x)}" y="${at(y)}" width="${at(w)}" height="${at(h)}" preserveAspectRatio="none"${flip}${sharp} href="${href}"/>${edge}`;
}

function bandPath(x: Float64Array, low: Float64Array, high: Float64Array): string {
  const to = pen();
  const both = low.map((v, i) => v + high[i]); // finite where both are
  for (const [from, end] of runsOf(x, both)) {
    to.move(x[from], high[from]);
    for (let i = from + 1; i < end; i++) to.line(x[i], high[i]);
    for (let i = end - 1; i >= from; i--) to.line(x[i], low[i]);
    to.close();
  }
  return to.path();
}

function barPath(mark: Bars, chart: Chart, to: ReturnType<typeof pixels>, height: number): string {
  const base = Math.min(height + 4, Math.max(-4, baseOf(chart.y, to.y)));
  const ink = pen();
  for (let i = 0; i < mark.x.length; i++) {
    const top = Math.min(height + 4, Math.max(-4, to.y(mark.y[i])));
    const [x0, x1] = [to.x(mark.x[i] - mark.width / 2), to.x(mark.x[i] + mark.width / 2)];
    if (!Number.isFinite(top + x0 + x1)) continue;
    ink.move(x0, base);
    ink.line(x0, top);
    ink.line(x1, top);
    ink.line(x1, base);
    ink.close();
  }
  const d = ink.path();
  return d && `<path d="${d}" fill="${colourOf(mark.colour)}" fill-opacity=".85"/>`;
}

/** Dots, each place once: two in one pixel cannot be told apart, nor many in a few pixels. */
function dotPath(x: Float64Array, y: Float64Array, width: number, height: number): string {
  const cell = x.length > 5000 ? 4 : x.length > 2000 ? 2 : x.length > 500 ? 1 : 0.1;
  const seen = new Set<number>();
  const ink = pen();
  for (let i = 0; i < x.length; i++) {
    if (!isInside(x[i], y[i], width, height)) continue;
    const [u, v] = [Math.round(x[i] / cell), Math.round(y[i] / cell)];
    const key = u * 1e6 + v;
    if (seen.has(key)) continue;
    seen.add(key);
    ink.dot(u * cell, v * cell);
  }
  return ink.path();
}

function stemPath(x: Float64Array, y: Float64Array, base: number, width: number, height: number): string {
  const ink = pen();
  for (let i = 0; i < x.length; i++) {
    if (!(x[i] >= -0.5 && x[i] <= width + 0.5) || !Number.isFinite(y[i])) continue;
    ink.move(x[i], Math.min(height + 4, Math.max(-4, base)));
    ink.line(x[i], Math.min(height + 4, Math.max(-4, y[i])));
  }
  return ink.path();
}

/** Labels of rules, notes and scale bars, over the marks; white with a dark edge on a picture. */
function words(chart: Chart, layout: Layout): string {
  const { left, top, plotWidth, plotHeight } = layout;
  const to = pixels(chart, layout);
  const edge = ' fill="#fff" stroke="#000" stroke-width="2.5" stroke-linejoin="round" paint-order="stroke"';
  const texts: string[] = [];
  for (const mark of chart.marks) {
    if (mark.kind === "note") {
      const [x, y] = [to.x(mark.x), to.y(mark.y)];
      if (isInside(x, y, plotWidth, plotHeight))
        texts.push(textAt(mark.text, left + x, top + y, ` text-anchor="middle"${mark.over ? edge : ""}`));
    } else if (mark.kind === "scaleBar") {
      const x = to.x(mark.x + mark.length / 2);
      texts.push(textAt(mark.label, left + x, top + to.y(mark.y) - 10, ` text-anchor="middle"${edge}`));
    } else if (mark.kind === "rule" && mark.label !== "") {
      const p = mark.axis === "x" ? to.x(mark.at) : to.y(mark.at);
      if (mark.axis === "y" && p >= 0 && p <= plotHeight)
        texts.push(textAt(mark.label, left + plotWidth - 4, top + Math.max(12, p - 4), ' text-anchor="end"'));
      if (mark.axis === "x" && p >= 0 && p <= plotWidth)
        texts.push(
          p > plotWidth - 80
            ? textAt(mark.label, left + p - 5, top + 13, ' text-anchor="end"')
            : textAt(mark.label, left + p + 5, top + 13),
        );
    }
  }
  return texts.length > 0 ? `<g class="ink" fill="#222">${texts.join("")}</g>` : "";
}

/** The edge of the plot, ticks, their labels and the names of the axes. */
function frame(chart: Chart, layout: Layout): string {
  const { left, top, plotWidth, plotHeight, xTicks, yTicks, xRows } = layout;
  if (!chart.axes) return "";
  const to = pixels(chart, layout);
  const [bottom, right] = [top + plotHeight, left + plotWidth];
  const closed = chart.marks.some((mark) => mark.kind === "raster");
  let lines = closed
    ? `M${at(left)} ${at(top)}H${at(right)}V${at(bottom)}H${at(left)}z`
    : `M${at(left)} ${at(top)}V${at(bottom)}H${at(right)}`;
  const labels: string[] = [];
  xTicks.values.forEach((value, i) => {
    const x = left + to.x(value);
    lines += `M${at(x)} ${at(bottom)}v5`;
    labels.push(textAt(xTicks.labels[i], x, bottom + 18, ' text-anchor="middle"'));
    if (chart.x.below !== undefined) labels.push(textAt(chart.x.below(value), x, bottom + 33, ' text-anchor="middle"'));
  });
  yTicks.values.forEach((value, i) => {
    const y = top + to.y(value);
    lines += `M${at(left)} ${at(y)}h-5`;
    labels.push(textAt(yTicks.labels[i], left - 8, y + 4, ' text-anchor="end"'));
  });
  if (chart.x.label !== "")
    labels.push(textAt(chart.x.label, (left + right) / 2, bottom + 8 + 15 * xRows + 16, ' text-anchor="middle"'));
  if (chart.y.label !== "") labels.push(upright(chart.y.label, left - 14 - longestOf(yTicks) - 8, (top + bottom) / 2));
  return `<path class="axis" d="${lines}" stroke="#666" fill="none"/><g class="ink" fill="#222">${labels.join("")}</g>`;
}

/** Width of the longest label. */
function longestOf({ labels }: Layout["yTicks"]): number {
  return Math.max(0, ...labels.map((label) => textWidth(label, fontSize.text)));
}

function upright(text: string, x: number, y: number): string {
  return `<text text-anchor="middle" transform="translate(${at(x)} ${at(y)})rotate(-90)">${escaped(text)}</text>`;
}

function colourBar({ bar, left, top, plotWidth, plotHeight }: Layout): string {
  if (bar === undefined) return "";
  const { raster, ticks } = bar;
  const x = left + plotWidth + 12;
  const n = 64;
  const values = Float64Array.from({ length: n }, (_, i) => (levels - 1) * (1 - i / (n - 1)));
  const strip: Raster = { ...raster, nx: 1, ny: n, values, low: 0, high: levels - 1 };
  const href = `data:image/png;base64,${base64(rasterPng(strip))}`;
  let lines = `M${at(x)} ${at(top)}h14v${at(plotHeight)}h-14z`;
  const labels: string[] = [];
  ticks.values.forEach((value, i) => {
    const y =
      top + (1 - (raster.low === raster.high ? 0.5 : positionOf(value, [raster.low, raster.high], false))) * plotHeight;
    lines += `M${at(x + 14)} ${at(y)}h4`;
    labels.push(textAt(ticks.labels[i], x + 21, y + 4));
  });
  labels.push(upright(raster.label, x + 21 + longestOf(ticks) + 18, top + plotHeight / 2));
  return `<image x="${at(x)}" y="${at(top)}" width="14" height="${at(plotHeight)}" preserveAspectRatio="none" href="${href}"/><path class="axis" d="${lines}" stroke="#666" fill="none"/><g class="ink" fill="#222">${labels.join("")}</g>`;
}
