/**
 * @file A volume as the surfaces on which it has given values: turned by the mouse where plotly is, one shaded view of
 * them in the SVG. A higher level lies within a lower one, so the outer surfaces are drawn clear.
 */

import { check, checkFinite, type Volume } from "../core/index.ts";
import { lazyFigure } from "./chart.ts";
import { colourOf } from "./colour.ts";
import { checkVolume, isosurface, type Mesh } from "./isosurface.ts";
import { textWidth, wrapped } from "./layout.ts";
import { base64, encodePng } from "./png.ts";
import { formatNumber, niceStep } from "./scale.ts";
import { volumeScene } from "./scene.ts";
import { checkSize } from "./series.ts";
import { type Canvas, shaded, viewFrom } from "./shaded.ts";
import { at, svgPage, textAt, titleLines } from "./svg.ts";
import type { Figure, FigureOptions } from "./types.ts";

/** What a volume takes. */
export interface VolumeOptions extends FigureOptions {
  /** values on the surfaces, at most 5; if left out mean + 3 standard deviations, or half way to the greatest value */
  readonly levels?: number | readonly number[];
  /** Å per voxel: axes and the scale bar are in Å, else in voxels */
  readonly pixelSize?: number;
  /** place of the viewer, (x, y, z) from the middle of the volume; [1.3, −1.6, 1] if left out */
  readonly eye?: readonly [x: number, y: number, z: number];
  /** most triangles of all surfaces; a finer volume is averaged in blocks until they are no more. 40,000 if left out */
  readonly most?: number;
}

/** A surface as it is drawn: vertices in the figure's unit of length. */
export interface Surface {
  readonly mesh: Mesh;
  readonly level: number;
  readonly colour: string;
  readonly opacity: number;
}

/**
 * The surfaces of a volume at one or several values.
 *
 * @param volume - values, finite
 * @param options - levels, pixelSize in Å, place of the viewer, title
 * @throws RangeError for a value that is not finite, more than 5 levels, or a pixelSize that is not positive
 * @example
 * plot.volume(volume, { levels: [2, 5], pixelSize: 1.06, title: "Map" })
 * @see isosurface
 */
export function volume(volume: Volume, options: VolumeOptions = {}): Figure {
  const { title = "", pixelSize, eye = [1.3, -1.6, 1], most = 40_000 } = options;
  checkVolume("volume", volume);
  checkFinite(volume.data, "volume: volume");
  checkSize("volume", options);
  check(
    pixelSize === undefined || (pixelSize > 0 && pixelSize < Number.POSITIVE_INFINITY),
    () => `volume: pixelSize must be positive and finite, got ${pixelSize}; leave it out if it is unknown`,
  );
  check(
    eye.length === 3 && eye.every(Number.isFinite) && Math.hypot(...eye) > 0,
    () => `volume: eye must be a place other than the middle, got [${eye}]`,
  );
  check(most >= 1000, () => `volume: most must be at least 1000 triangles, got ${most}`);
  const asked = options.levels ?? usualLevel(volume.data);
  const levels = (typeof asked === "number" ? [asked] : [...asked]).sort((a, b) => a - b);
  check(levels.length >= 1 && levels.length <= 5, () => `volume: levels must be 1 to 5 values, got ${levels.length}`);
  const unit = pixelSize ?? 1;
  const { meshes, block } = coarseEnough(volume, levels, most);
  const surfaces = meshes.map(
    (mesh, i): Surface => ({
      mesh: scaled(mesh, unit),
      level: levels[i],
      colour: colourOf(i),
      opacity: i === meshes.length - 1 ? 1 : 0.3,
    }),
  );
  const extent = volume.shape.toReversed().map((n) => Math.max(1, n - 1) * unit);
  const alt = options.alt ?? altOf(volume, title, surfaces, pixelSize, block);
  const picture = { title, alt, surfaces, extent, eye, lengthUnit: pixelSize === undefined ? "voxels" : "Å" };
  return lazyFigure(
    title || "Volume",
    alt,
    () => volumeScene(picture),
    () => still(picture, options.width ?? 420),
  );
}

/** What is drawn of a volume. */
export interface Picture {
  readonly title: string;
  readonly alt: string;
  readonly surfaces: readonly Surface[];
  /** sides of the volume along x, y, z, in the figure's unit of length */
  readonly extent: readonly number[];
  readonly eye: readonly [number, number, number];
  readonly lengthUnit: string;
}

/** Mean + 3 standard deviations, as maps are shown; half way from the mean to the greatest value if that is less. */
function usualLevel(data: Float64Array): number {
  let [sum, squares, greatest] = [0, 0, Number.NEGATIVE_INFINITY];
  for (const value of data) {
    sum += value;
    if (value > greatest) greatest = value;
  }
  const mean = sum / data.length;
  for (const value of data) squares += (value - mean) * (value - mean);
  return Math.min(mean + 3 * Math.sqrt(squares / data.length), (mean + greatest) / 2);
}

/** Surfaces of few enough triangles: of the volume itself, or of its means over blocks of 2³, 3³, … voxels. */
function coarseEnough(volume: Volume, levels: readonly number[], most: number): { meshes: Mesh[]; block: number } {
  // a surface through every voxel of a larger box would take seconds only to be thrown away
  const first = Math.max(1, Math.ceil(Math.max(...volume.shape) / 160));
  for (let block = first; ; block++) {
    const meshes = levels.map((level) => moved(isosurface(blockMeans(volume, block), level), block));
    const count = meshes.reduce((sum, { triangles }) => sum + triangles.length / 3, 0);
    if (count <= most || block >= Math.max(...volume.shape)) return { meshes, block };
  }
}

function blockMeans(volume: Volume, f: number): Volume {
  if (f === 1) return volume;
  const { shape, data } = volume;
  const [mz, my, mx] = shape.map((n) => Math.ceil(n / f));
  const [sums, counts] = [new Float64Array(mz * my * mx), new Float64Array(mz * my * mx)];
  for (let z = 0; z < shape[0]; z++)
    for (let y = 0; y < shape[1]; y++)
      for (let x = 0; x < shape[2]; x++) {
        const to = (Math.floor(z / f) * my + Math.floor(y / f)) * mx + Math.floor(x / f);
        sums[to] += data[(z * shape[1] + y) * shape[2] + x];
        counts[to]++;
      }
  return { shape: [mz, my, mx], data: sums.map((sum, i) => sum / counts[i]) };
}

/** The surface of block means in the voxels of the volume: block i is about its middle. */
function moved(mesh: Mesh, f: number): Mesh {
  return f === 1 ? mesh : mapped(mesh, (v) => f * v + (f - 1) / 2);
}

const scaled = (mesh: Mesh, unit: number): Mesh => (unit === 1 ? mesh : mapped(mesh, (v) => unit * v));

function mapped({ vertices, triangles }: Mesh, f: (v: number) => number): Mesh {
  return { vertices: { shape: vertices.shape, data: vertices.data.map(f) }, triangles };
}

function altOf(
  { shape: [nz, ny, nx] }: Volume,
  title: string,
  surfaces: readonly Surface[],
  pixelSize: number | undefined,
  block: number,
): string {
  const said = surfaces.map(({ level, mesh }) => {
    const { data } = mesh.vertices;
    if (data.length === 0) return `at ${formatNumber(level)}: nothing`;
    const range = (axis: number): string => {
      let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (let i = axis; i < data.length; i += 3) [low, high] = [Math.min(low, data[i]), Math.max(high, data[i])];
      return `${"xyz"[axis]} from ${formatNumber(low)} to ${formatNumber(high)}`;
    };
    return `at ${formatNumber(level)}: ${[0, 1, 2].map(range).join(", ")}`;
  });
  return [
    `Surfaces of a volume${title === "" ? "" : `: ${title}`}.`,
    `${nx} by ${ny} by ${nz} voxels${pixelSize === undefined ? "" : ` of ${formatNumber(pixelSize)} Å`}${block === 1 ? "" : `, averaged over ${block} by ${block} by ${block}`}.`,
    `Where the value passes a level, ${said.join("; ")}${pixelSize === undefined ? "" : " (Å)"}.`,
  ].join(" ");
}

/** Steps of brightness of one colour; one more is clear. */
const shades = 63;

/** The view as an SVG: one picture for each surface, the outer ones clear over the inner ones. */
function still({ title, alt, surfaces, extent, eye, lengthUnit }: Picture, width: number): string {
  const lines = wrapped(title, 17, width - 32);
  const top = 10 + 20 * lines.length;
  const side = width - 20;
  const view = viewFrom(eye);
  const diagonal = Math.hypot(...extent);
  const centre = extent.map((length) => length / 2) as [number, number, number];
  // twice the pixels of the page, so that edges look smooth
  const canvas: Canvas = { side: 2 * side, scale: (1.9 * side) / diagonal, centre, view };
  const images = surfaces.toReversed().map(({ mesh, colour, opacity }) => {
    const href = `data:image/png;base64,${base64(shadedPng(shaded(mesh, canvas), canvas.side, colour))}`;
    return `<image x="10" y="${top}" width="${side}" height="${side}"${opacity < 1 ? ` opacity="${opacity}"` : ""} href="${href}"/>`;
  });
  const legend = top + side + 4;
  let x = 14;
  const keys = surfaces.map(({ level, colour }) => {
    const text = formatNumber(level);
    const key = `<rect x="${at(x)}" y="${legend}" width="12" height="12" fill="${colour}"/>${textAt(text, x + 17, legend + 10)}`;
    x += 17 + textWidth(text, 12) + 14;
    return key;
  });
  const body = [
    titleLines(lines, width),
    box(canvas, extent, 10, top, side),
    ...images,
    `<g class="ink" fill="#222">${keys.join("")}</g>`,
    bar(diagonal, (0.95 * side) / diagonal, width - 14, legend + 8, lengthUnit),
  ].join("");
  return svgPage({ width, height: legend + 24, name: title || "Volume", alt }, body);
}

function shadedPng(brightness: Float64Array, side: number, colour: string): Uint8Array {
  const rgb = [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));
  const colours = new Uint8Array(3 * (shades + 2));
  for (let i = 0; i <= shades; i++) {
    const light = i / shades;
    // dark to the colour itself, and the last quarter towards white
    const [body, gloss] = [Math.min(1, 0.25 + light), Math.max(0, light - 0.75)];
    for (let c = 0; c < 3; c++) colours[3 * i + c] = Math.round(rgb[c] * body + (255 - rgb[c]) * gloss);
  }
  const bytes = Uint8Array.from(brightness, (b) => (Number.isNaN(b) ? shades + 1 : Math.round(b * shades)));
  return encodePng({ width: side, height: side, bytes, colours, clear: shades + 1 });
}

/** The edges of the volume's box, behind the surfaces, and the names of the axes. */
function box(
  { view, centre, scale }: Canvas,
  extent: readonly number[],
  left: number,
  top: number,
  side: number,
): string {
  const on = (point: readonly number[]): [number, number] => {
    const from = point.map((v, k) => v - centre[k]);
    const along = (direction: readonly number[]): number => from.reduce((sum, v, k) => sum + v * direction[k], 0);
    return [left + side / 2 + (scale / 2) * along(view.right), top + side / 2 - (scale / 2) * along(view.up)];
  };
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((v) => extent.map((length, k) => ((v >> k) & 1) * length));
  const lines = corners.flatMap((corner, v) =>
    [1, 2, 4]
      .filter((bit) => (v & bit) === 0)
      .map(
        (bit) =>
          `M${on(corner).map(at).join(" ")}L${on(corners[v | bit])
            .map(at)
            .join(" ")}`,
      ),
  );
  const names = axisNames(extent).map(({ name, point }) => {
    const [x, y] = on(point);
    return textAt(name, x, y + 4, ' text-anchor="middle"');
  });
  return `<path class="grid" stroke="#d0d0d0" fill="none" d="${lines.join("")}"/><g class="ink" fill="#222">${names.join("")}</g>`;
}

/** Names of the axes beside edges of the box that are at its outline for a viewer in front, to the right and above. */
function axisNames([x, y, z]: readonly number[]): { name: string; point: number[] }[] {
  const off = 0.08 * Math.max(x, y, z);
  return [
    { name: "x", point: [x / 2, -off, -off / 2] },
    { name: "y", point: [x + off, y / 2, -off / 2] },
    { name: "z", point: [-off, 0, z / 2] },
  ];
}

/** A bar of a round length that ends at a place on the right. */
function bar(span: number, scale: number, right: number, y: number, unit: string): string {
  const length = niceStep(span, 5);
  const width = length * scale;
  const label = `${formatNumber(length)} ${unit}`;
  return `<path class="axis" stroke="#666" stroke-width="3" d="M${at(right)} ${y}h${at(-width)}"/><g class="ink" fill="#222">${textAt(label, right - width - 6, y + 4, ' text-anchor="end"')}</g>`;
}
