/**
 * @file An image in grey with a scale bar, and many of them side by side. Row 0 is at the top and x runs to the right,
 * as a matrix is written; pixels are square.
 */

import { check, type Image, type ImageStack } from "../core/index.ts";
import { type Chart, figureOf, type Mark } from "./chart.ts";
import { checkGrid, checkPixelSize, colourRange } from "./heatmap.ts";
import { formatNumber, niceStep } from "./scale.ts";
import { checkSize } from "./series.ts";
import type { ColourMap, Figure, FigureOptions, Note } from "./types.ts";

/** What an image takes. */
export interface ImageOptions extends FigureOptions {
  /** Å per pixel: draws a scale bar in place of axes in pixels */
  readonly pixelSize?: number;
  /** values of black and white; least and greatest if left out; "robust": mean ± 3 standard deviations */
  readonly range?: readonly [low: number, high: number] | "robust";
  /** "grey" (default), "viridis", or "signed" for values on both sides of 0 */
  readonly colours?: ColourMap;
  /** whether a colour bar is drawn; not if left out */
  readonly colourBar?: boolean;
  /** what a value is, with its unit */
  readonly label?: string;
  /** words at places given in pixels */
  readonly notes?: readonly Note[];
}

/** What a montage takes. */
export interface MontageOptions extends FigureOptions {
  /** how many images in a row; about as many rows as columns if left out */
  readonly columns?: number;
  /** a few words above each image */
  readonly labels?: readonly string[];
  /** "each" image between its own least and greatest value (default), "all" between those of all, or two values */
  readonly range?: "each" | "all" | readonly [low: number, high: number];
  /** Å per pixel: draws a scale bar on the first image */
  readonly pixelSize?: number;
  /** most images that are shown; 36 if left out */
  readonly most?: number;
}

/**
 * An image in grey.
 *
 * @param image - row 0 at the top; NaN and ±∞ are left clear
 * @param options - pixelSize in Å for a scale bar, range, colours, title
 * @throws RangeError if the image has no pixel, or pixelSize is not positive
 * @example
 * plot.image(projection, { pixelSize: 1.06, title: "One particle" })
 */
export function image(image: Image, options: ImageOptions = {}): Figure {
  const { title = "", pixelSize, colours = "grey", label = "value", colourBar = false, notes = [] } = options;
  checkGrid("image", image);
  checkSize("image", options);
  checkPixelSize("image", pixelSize);
  const [ny, nx] = image.shape;
  const [low, high] = colourRange("image", image.data, options.range, colours);
  const values = Float64Array.from(image.data);
  const marks: Mark[] = [
    {
      kind: "raster",
      nx,
      ny,
      values,
      x0: 0,
      dx: 1,
      y0: 0,
      dy: 1,
      low,
      high,
      colours,
      label,
      bar: colourBar,
      coarse: false,
      framed: pixelSize !== undefined,
    },
    ...notes.map((note) => ({ kind: "note" as const, over: true, ...note })),
  ];
  if (pixelSize !== undefined) marks.push(scaleBar(nx, ny, pixelSize, 0, 0));
  const unit = pixelSize === undefined ? "" : ` of ${formatNumber(pixelSize)} Å`;
  return figureOf({
    what: "Image",
    title,
    alt:
      options.alt ??
      `Image${title === "" ? "" : `: ${title}`}. ${nx} by ${ny} pixels${unit}, ${label} from ${formatNumber(low)} (${colours === "grey" ? "black" : "first colour"}) to ${formatNumber(high)} (${colours === "grey" ? "white" : "last colour"}).`,
    x: { label: "x (pixels)", range: [-0.5, nx - 0.5], log: false },
    y: { label: "y (pixels)", range: [ny - 0.5, -0.5], log: false },
    axes: pixelSize === undefined,
    equal: 360,
    marks,
    ...(options.width === undefined ? {} : { width: options.width }),
  });
}

/** A bar of a round length, about a quarter of the image, near its lower left corner. */
export function scaleBar(nx: number, ny: number, pixelSize: number, left: number, top: number): Mark {
  const length = niceStep((nx * pixelSize) / 2.2, 2);
  return {
    kind: "scaleBar",
    x: left - 0.5 + 0.05 * nx,
    y: top - 0.5 + 0.95 * ny,
    length: length / pixelSize,
    label: `${formatNumber(length)} Å`,
  };
}

/**
 * Many images side by side, row by row.
 *
 * @param images - images, also of different sizes, or a stack
 * @param options - columns, labels, range of grey values, pixelSize in Å
 * @throws RangeError if there is no image, or an option is out of range
 * @example
 * plot.montage(classAverages, { labels: weights.map((w) => `${Math.round(100 * w)} %`) })
 */
export function montage(images: readonly Image[] | ImageStack, options: MontageOptions = {}): Figure {
  const { title = "", labels = [], range = "each", pixelSize, most = 36 } = options;
  checkSize("montage", options);
  checkPixelSize("montage", pixelSize);
  check(Number.isInteger(most) && most >= 1, () => `montage: most must be a whole number of at least 1, got ${most}`);
  const [shown, total] = shownOf(images, most);
  check(total >= 1, () => `montage: there must be at least one image, got ${total}`);
  for (const one of shown) checkGrid("montage", one);
  const n = shown.length;
  const columns = options.columns ?? Math.ceil(Math.sqrt(n));
  check(
    Number.isInteger(columns) && columns >= 1,
    () => `montage: columns must be a whole number of at least 1, got ${columns}`,
  );
  const across = Math.min(columns, n);
  const rows = Math.ceil(n / across);
  const nx = Math.max(...shown.map(({ shape }) => shape[1]));
  const ny = Math.max(...shown.map(({ shape }) => shape[0]));
  const gap = Math.max(1, Math.round(nx / 24));
  const width = across * (nx + gap) - gap;
  // rows are parted by as many pixels as a label is high when the picture is as wide as it will be
  const side = Math.min(620, Math.max(200, 170 * across));
  const head = labels.length === 0 ? 0 : Math.ceil((17 * width) / side);
  const height = rows * (ny + gap + head) - gap;
  const values = new Float64Array(width * height).fill(Number.NaN);
  const common = typeof range === "object" ? range : undefined;
  const all = range === "all" ? colourRange("montage", joined(shown), undefined, "grey") : undefined;
  const marks: Mark[] = [];
  shown.forEach(({ shape, data }, i) => {
    const left = (i % across) * (nx + gap) + Math.floor((nx - shape[1]) / 2);
    const top = Math.floor(i / across) * (ny + gap + head) + head + Math.floor((ny - shape[0]) / 2);
    const [low, high] = all ?? colourRange("montage", data, common, "grey");
    for (let y = 0; y < shape[0]; y++)
      for (let x = 0; x < shape[1]; x++) {
        const value = data[y * shape[1] + x];
        values[(top + y) * width + left + x] = !Number.isFinite(value)
          ? Number.NaN
          : low === high
            ? 0.5
            : Math.min(1, Math.max(0, (value - low) / (high - low)));
      }
    if (labels[i] !== undefined)
      marks.push({ kind: "note", over: false, x: left + shape[1] / 2 - 0.5, y: top - 0.5 - head / 5, text: labels[i] });
  });
  if (pixelSize !== undefined) marks.push(scaleBar(nx, ny, pixelSize, 0, head));
  const chart: Chart = {
    what: "Montage",
    title,
    alt:
      options.alt ??
      `Montage${title === "" ? "" : `: ${title}`}. ${n === total ? n : `The first ${n} of ${total}`} images of ${nx} by ${ny} pixels in ${rows} rows of ${across}.${labels.length > 0 ? ` Labels: ${labels.slice(0, n).join(", ")}.` : ""}`,
    x: { label: "", range: [-0.5, width - 0.5], log: false },
    y: { label: "", range: [height - 0.5, -0.5], log: false },
    axes: false,
    equal: width >= height ? side : Math.min(900, (side * height) / width),
    marks: [
      {
        kind: "raster",
        nx: width,
        ny: height,
        values,
        x0: 0,
        dx: 1,
        y0: 0,
        dy: 1,
        low: 0,
        high: 1,
        colours: "grey",
        label: "",
        bar: false,
        coarse: true,
      },
      ...marks,
    ],
    ...(options.width === undefined ? {} : { width: options.width }),
  };
  return figureOf(chart);
}

/** The images that are shown, in double precision, and how many there are. */
function shownOf(images: readonly Image[] | ImageStack, most: number): [Image[], number] {
  if (!("shape" in images)) return [images.slice(0, most), images.length];
  const [n, ny, nx] = images.shape;
  const size = ny * nx;
  const shown = Array.from({ length: Math.min(n, most) }, (_, i) => ({
    shape: [ny, nx] as const,
    data: Float64Array.from(images.data.subarray(i * size, (i + 1) * size)),
  }));
  return [shown, n];
}

function joined(images: readonly Image[]): Float64Array {
  const values = new Float64Array(images.reduce((sum, { data }) => sum + data.length, 0));
  let at = 0;
  for (const { data } of images) {
    values.set(data, at);
    at += data.length;
  }
  return values;
}
