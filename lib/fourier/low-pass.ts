/** @file Filters that depend on the length of the frequency vector only, in 1/Å on every axis, so that pixels and box drop out. */

import { check, type RealArray, type Shape } from "../core/index.ts";
import { checkArray, checkPixelSize } from "./border.ts";
import { squaredFrequency } from "./frequencies.ts";
import { irfft, rfft } from "./half.ts";

/** Form of a cut: a step, half a cosine period, or a Gaussian. */
export type Edge = "hard" | "cosine" | "gaussian";

/**
 * Line, image or volume without its fine detail.
 *
 * F'(s) = g(s) F(s), s = √Σ (k/(n·pixelSize))², s_c = 1/resolution
 * hard: g = 1 for s ≤ s_c, else 0
 * cosine: g = 1 to s_c − width/2, 0 from s_c + width/2, ½ (1 + cos π(s − s_c + width/2)/width) between
 * gaussian: g = 2^(−(s/s_c)²)
 *
 * Both soft edges are ½ at s_c; the mean is kept. A hard edge rings.
 *
 * @param a - real samples
 * @param pixelSize - distance of samples on every axis, Å
 * @param options - `resolution`: 1/s_c, Å; `edge`: "hard" by default; `width` of the cosine, 1/Å, from 0 (default: hard) to 2 s_c
 * @throws RangeError if pixelSize or resolution is not positive, the edge is unknown, or width is out of range or given
 *   with another edge
 * @example
 * lowPass(volume, 1.2, { resolution: 10, edge: "cosine", width: 0.02 })
 */
export function lowPass<S extends Shape>(
  a: RealArray<S>,
  pixelSize: number,
  options: { readonly resolution: number; readonly edge?: Edge; readonly width?: number },
): RealArray<S> {
  const { resolution, edge = "hard", width = 0 } = options;
  checkArray("lowPass", a);
  checkPixelSize("lowPass", pixelSize);
  check(resolution > 0 && resolution < Infinity, () => `lowPass: resolution must be positive, got ${resolution}`);
  check(
    edge === "hard" || edge === "cosine" || edge === "gaussian",
    () => `lowPass: edge must be "hard", "cosine" or "gaussian", got ${edge}`,
  );
  const cut = 1 / resolution;
  check(
    width >= 0 && width <= 2 * cut,
    () => `lowPass: width must be from 0 to 2/resolution = ${2 * cut}, got ${width}`,
  );
  check(
    width === 0 || edge === "cosine",
    () => `lowPass: width belongs to the cosine edge, got ${width} with "${edge}"`,
  );

  const half = rfft(a);
  const squares = squaredFrequency(
    a.shape,
    a.shape.map((n) => n * pixelSize),
    half.shape[half.shape.length - 1],
  );
  for (let i = 0; i < squares.length; i++) {
    const g = gain(Math.sqrt(squares[i]), cut, edge, width);
    half.re[i] *= g;
    half.im[i] *= g;
  }
  return irfft(half, a.shape);
}

function gain(s: number, cut: number, edge: Edge, width: number): number {
  if (edge === "gaussian") return Math.exp((-Math.LN2 * s * s) / (cut * cut));
  const start = cut - width / 2;
  if (s <= start * (1 + 1e-12)) return 1; // a frequency on the cut is inside, whatever its rounding
  if (s >= cut + width / 2) return 0;
  return 0.5 * (1 + Math.cos((Math.PI * (s - start)) / width));
}
