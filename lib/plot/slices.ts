/**
 * @file Three planes of a volume through one point, side by side as on a drawing board: xy, below it xz with the same x,
 * beside it zy with the same y. Thin lines show where the other planes cut. A slider moves the xy plane through z.
 */

import { check, type Volume } from "../core/index.ts";
import { type Chart, type Curve, lazyFigure, type Mark, type Raster } from "./chart.ts";
import { checkPixelSize, colourRange } from "./heatmap.ts";
import { scaleBar } from "./image.ts";
import { checkVolume } from "./isosurface.ts";
import { plotlyOf } from "./plotly.ts";
import { formatNumber } from "./scale.ts";
import { checkSize } from "./series.ts";
import { slidersOf } from "./slider.ts";
import { svgOf } from "./svg.ts";
import type { ColourMap, Figure, FigureOptions, JsonRecord } from "./types.ts";

/** What slices take. */
export interface SlicesOptions extends FigureOptions {
  /** voxel (x, y, z) in which the planes meet; floor(n/2) along each axis if left out */
  readonly at?: readonly [x: number, y: number, z: number];
  /** Å per voxel: draws a scale bar, and gives places in Å */
  readonly pixelSize?: number;
  /** values of black and white; least and greatest of the volume if left out; "robust": mean ± 3 standard deviations */
  readonly range?: readonly [low: number, high: number] | "robust";
  /** "grey" (default), "viridis", or "signed" for values on both sides of 0 */
  readonly colours?: ColourMap;
  /** whether a slider moves the xy plane through z; it does if left out */
  readonly slider?: boolean;
}

/** Most planes under the slider, and about how many bytes they may take in a notebook. */
const mostPlanes = 64;
const mostBytes = 1_500_000;

/**
 * Three planes of a volume: xy at z, xz at y, zy at x. A slider moves z.
 *
 * @param volume - values; NaN and ±∞ are left clear
 * @param options - the point, pixelSize in Å, range, colours, title
 * @throws RangeError if the volume has no voxel, or the point is not in it
 * @example
 * plot.slices(volume, { at: [4, 4, 2], pixelSize: 1.06, title: "Half map 1" })
 */
export function slices(volume: Volume, options: SlicesOptions = {}): Figure {
  const { title = "", pixelSize, colours = "grey", slider = true } = options;
  checkVolume("slices", volume);
  checkSize("slices", options);
  checkPixelSize("slices", pixelSize);
  const [nz, ny, nx] = volume.shape;
  const point = options.at ?? [Math.floor(nx / 2), Math.floor(ny / 2), Math.floor(nz / 2)];
  point.forEach((v, k) => {
    const n = [nx, ny, nz][k];
    check(
      Number.isInteger(v) && v >= 0 && v < n,
      () => `slices: at must be a voxel, ${"xyz"[k]} from 0 to ${n - 1}, got ${v}`,
    );
  });
  const range = colourRange("slices", volume.data, options.range, colours);
  const board: Board = {
    volume: { shape: volume.shape, data: volume.data.slice() },
    point,
    pixelSize,
    range,
    colours,
    gap: Math.max(1, Math.round((nx + nz) / 40)),
  };
  const alt =
    options.alt ??
    `Three planes of a volume${title === "" ? "" : `: ${title}`}. ${nx} by ${ny} by ${nz} voxels${pixelSize === undefined ? "" : ` of ${formatNumber(pixelSize)} Å`}; xy at ${placeOf(board, 2, point[2])}, xz at ${placeOf(board, 1, point[1])}, zy at ${placeOf(board, 0, point[0])}; ${colours === "grey" ? "black" : "the first colour"} is ${formatNumber(range[0])}, ${colours === "grey" ? "white" : "the last colour"} ${formatNumber(range[1])}.`;
  const chart = boardChart(board, title, alt, options.width);
  const plotly = (): Figure["plotly"] => {
    const figure = plotlyOf(chart);
    const planes = planesOf(board);
    if (!slider || planes.length < 2) return figure;
    const names = planes.map(String);
    const frames = planes.map((z): JsonRecord => {
      const { data, layout } = plotlyOf(
        boardChart({ ...board, point: [point[0], point[1], z] }, title, alt, undefined),
      );
      // the plane itself and the two lines that say where it is; the notes are part of the layout
      const traces = [0, 3, 4];
      return { name: String(z), data: traces.map((i) => data[i]), traces, layout: { annotations: layout.annotations } };
    });
    return {
      ...figure,
      layout: slidersOf(figure.layout, names, names, planes.indexOf(point[2]), "z = "),
      frames,
    };
  };
  return lazyFigure(title || "Slices", alt, plotly, () => svgOf(chart));
}

/** What the three planes are drawn from. */
interface Board {
  readonly volume: Volume;
  readonly point: readonly [number, number, number];
  readonly pixelSize: number | undefined;
  readonly range: readonly [number, number];
  readonly colours: ColourMap;
  /** voxels between the planes */
  readonly gap: number;
}

/** A place along an axis: in voxels, and in Å where that is known. */
function placeOf({ pixelSize }: Board, axis: number, voxel: number): string {
  const long = pixelSize === undefined ? "" : ` (${formatNumber(voxel * pixelSize)} Å)`;
  return `${"xyz"[axis]} = ${voxel}${long}`;
}

/** The planes under the slider: evenly spaced, few enough, the chosen one among them. */
function planesOf({ volume: { shape }, point }: Board): number[] {
  const [nz, ny, nx] = shape;
  const planeBytes = 600 + (4 / 3) * Math.min(512, nx) * Math.min(512, ny);
  const count = Math.max(2, Math.min(nz, mostPlanes, Math.floor(mostBytes / planeBytes)));
  const step = Math.ceil(nz / count);
  const planes: number[] = [];
  for (let z = point[2] % step; z < nz; z += step) planes.push(z);
  return planes;
}

function boardChart(board: Board, title: string, alt: string, width: number | undefined): Chart {
  const { volume, point, pixelSize, range, colours, gap } = board;
  const [nz, ny, nx] = volume.shape;
  const [px, py, pz] = point;
  const value = (x: number, y: number, z: number): number => volume.data[(z * ny + y) * nx + x];
  const raster = (left: number, top: number, w: number, h: number, at: (x: number, y: number) => number): Raster => {
    const values = new Float64Array(w * h);
    for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) values[y * w + x] = at(x, y);
    const [low, high] = range;
    return {
      ...{ kind: "raster", nx: w, ny: h, values, x0: left, dx: 1, y0: top, dy: 1, low, high, colours },
      ...{ label: "value", bar: false, coarse: true, framed: true },
    };
  };
  const [right, below] = [nx + gap, ny + gap];
  const line = (x0: number, y0: number, x1: number, y1: number): Curve => ({
    ...{ kind: "curve", x: Float64Array.of(x0, x1), y: Float64Array.of(y0, y1), name: "", colour: 1, thin: true },
  });
  const note = (x: number, y: number, text: string): Mark => ({ kind: "note", over: false, x, y, text });
  const head = Math.max(2, (nx + nz + gap) / 22); // room for the words above a plane
  const [spanX, spanY] = [nx + gap + nz, ny + gap + head + nz];
  const marks: Mark[] = [
    raster(0, 0, nx, ny, (x, y) => value(x, y, pz)),
    raster(0, below + head, nx, nz, (x, z) => value(x, py, z)),
    raster(right, 0, nz, ny, (z, y) => value(px, y, z)),
    // where z is cut, in xz and in zy
    line(-0.5, below + head + pz, nx - 0.5, below + head + pz),
    line(right + pz, -0.5, right + pz, ny - 0.5),
    // where y and x are cut
    line(-0.5, py, nx - 0.5, py),
    line(right - 0.5, py, right + nz - 0.5, py),
    line(px, -0.5, px, ny - 0.5),
    line(px, below + head - 0.5, px, below + head + nz - 0.5),
    note(nx / 2, -0.5 - head / 5, `xy, ${placeOf(board, 2, pz)}`),
    note(nx / 2, below + 0.8 * head - 0.5, `xz, ${placeOf(board, 1, py)}`),
    note(right + nz / 2, -0.5 - head / 5, `zy, ${placeOf(board, 0, px)}`),
  ];
  if (pixelSize !== undefined) marks.push(scaleBar(nx, ny, pixelSize, 0, 0));
  return {
    what: "Slices",
    title,
    alt,
    x: { label: "", range: [-0.5, spanX - 0.5], log: false },
    y: { label: "", range: [spanY - 0.5, -0.5 - head], log: false },
    axes: false,
    equal: 480,
    marks,
    ...(width === undefined ? {} : { width }),
  };
}
