/**
 * @file A spectrum as one looks at it: log(1 + |F|), zero frequency in the middle, at index floor(n/2) of every axis,
 * with its frequencies along the edges. Frequency k/(n·pixelSize), 1/Å.
 */

import { check, type ImageSpectrum, type LineSpectrum } from "../core/index.ts";
import { figureOf } from "./chart.ts";
import { colourRange } from "./heatmap.ts";
import { formatNumber } from "./scale.ts";
import { chartOfSeries, checkSize } from "./series.ts";
import type { ColourMap, Figure, FigureOptions } from "./types.ts";

/** What a spectrum takes. */
export interface SpectrumOptions extends FigureOptions {
  /** Å per sample: frequencies in 1/Å; without it in cycles per pixel */
  readonly pixelSize?: number;
  /** the zero frequency is in the middle already; it is first if left out */
  readonly centred?: boolean;
  /** values of log(1 + |F|) of the first and the last colour; least and greatest if left out */
  readonly range?: readonly [low: number, high: number];
  /** "grey" (default) or "viridis" */
  readonly colours?: ColourMap;
}

/**
 * The logarithm of a spectrum, log(1 + |F|), zero frequency in the middle.
 *
 * @param F - spectrum of an image, or of a line (drawn as stems), zero frequency first
 * @param options - pixelSize in Å, centred, range, title
 * @throws RangeError for a spectrum of another number of axes, or a pixelSize that is not positive
 * @example
 * plot.spectrum(fft(image), { pixelSize: 1.06 })
 */
export function spectrum(F: ImageSpectrum | LineSpectrum, options: SpectrumOptions = {}): Figure {
  const { title = "", pixelSize, centred = false, colours = "grey" } = options;
  const { shape, re, im } = F;
  check(
    shape?.length === 1 || shape?.length === 2,
    () => `spectrum: F must have 1 or 2 axes, got shape [${shape}]; take a slice of it first`,
  );
  const nx = shape[shape.length - 1];
  const ny = shape.length === 2 ? shape[0] : 1;
  check(
    nx >= 1 && ny >= 1 && re?.length === nx * ny && im?.length === nx * ny,
    () => `spectrum: shape [${shape}] does not fit ${re?.length} real and ${im?.length} imaginary parts`,
  );
  check(
    pixelSize === undefined || (pixelSize > 0 && pixelSize < Number.POSITIVE_INFINITY),
    () => `spectrum: pixelSize must be positive and finite, got ${pixelSize}; leave it out if it is unknown`,
  );
  checkSize("spectrum", options);
  const values = new Float64Array(nx * ny);
  const [cx, cy] = centred ? [0, 0] : [Math.floor(nx / 2), Math.floor(ny / 2)];
  for (let y = 0; y < ny; y++)
    for (let x = 0; x < nx; x++)
      values[((y + cy) % ny) * nx + ((x + cx) % nx)] = Math.log1p(Math.hypot(re[y * nx + x], im[y * nx + x]));
  const unit = pixelSize === undefined ? "cycles per pixel" : "1/Å";
  const label = "log(1 + |F|)";
  const dx = 1 / (nx * (pixelSize ?? 1));
  if (shape.length === 1) {
    const x = values.map((_, k) => (k - Math.floor(nx / 2)) * dx);
    const chart = chartOfSeries(
      "spectrum",
      "Spectrum",
      [{ x, y: values }],
      { ...options, xLabel: `frequency (${unit})`, yLabel: label },
      "stems",
    );
    return figureOf(chart);
  }
  const dy = 1 / (ny * (pixelSize ?? 1));
  const [x0, y0] = [-Math.floor(nx / 2) * dx, -Math.floor(ny / 2) * dy];
  const [low, high] = colourRange("spectrum", values, options.range, "grey");
  return figureOf({
    what: "Spectrum",
    title,
    alt:
      options.alt ??
      `Spectrum${title === "" ? "" : `: ${title}`}. log(1 + |F|) of ${nx} by ${ny} frequencies, zero in the middle, up to ${formatNumber(0.5 / (pixelSize ?? 1))} ${unit}; from ${formatNumber(low)} to ${formatNumber(high)}.`,
    x: { label: `kx (${unit})`, range: [x0 - dx / 2, x0 + (nx - 0.5) * dx], log: false },
    y: { label: `ky (${unit})`, range: [y0 + (ny - 0.5) * dy, y0 - dy / 2], log: false },
    axes: true,
    equal: 360,
    marks: [{ kind: "raster", nx, ny, values, x0, dx, y0, dy, low, high, colours, label, bar: true, coarse: false }],
    ...(options.width === undefined ? {} : { width: options.width }),
  });
}
