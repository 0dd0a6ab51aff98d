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
  const gain = gainOf("lowPass", a, pixelSize, options);
  return filtered(a, pixelSize, gain(options.resolution, "lowPass: resolution"));
}

/**
 * Line, image or volume without its coarse shape: what lowPass with the same options takes away.
 *
 * F'(s) = (1 − g(s)) F(s), g the gain of lowPass; the mean becomes 0
 *
 * @param a - real samples
 * @param pixelSize - distance of samples on every axis, Å
 * @param options - as for lowPass
 * @throws RangeError as lowPass
 * @example
 * highPass(volume, 1.2, { resolution: 100 })
 */
export function highPass<S extends Shape>(
  a: RealArray<S>,
  pixelSize: number,
  options: { readonly resolution: number; readonly edge?: Edge; readonly width?: number },
): RealArray<S> {
  const gain = gainOf("highPass", a, pixelSize, options)(options.resolution, "highPass: resolution");
  return filtered(a, pixelSize, (s) => 1 - gain(s));
}

/**
 * Line, image or volume between two resolutions.
 *
 * F'(s) = (g(s; fine) − g(s; coarse)) F(s), g the gain of lowPass; with hard edges 1/coarse < s ≤ 1/fine
 *
 * @param a - real samples
 * @param pixelSize - distance of samples on every axis, Å
 * @param options - `resolutions`: [coarse, fine], Å, coarse above fine; `edge` and `width` as for lowPass
 * @throws RangeError as lowPass, or if coarse is not above fine
 * @example
 * bandPass(volume, 1.2, { resolutions: [20, 10] })
 */
export function bandPass<S extends Shape>(
  a: RealArray<S>,
  pixelSize: number,
  options: {
    readonly resolutions: readonly [coarse: number, fine: number];
    readonly edge?: Edge;
    readonly width?: number;
  },
): RealArray<S> {
  const [coarse, fine] = options.resolutions;
  const gain = gainOf("bandPass", a, pixelSize, options);
  const upTo = gain(fine, "bandPass: fine resolution");
  const below = gain(coarse, "bandPass: coarse resolution");
  check(coarse > fine, () => `bandPass: coarse resolution must be above the fine one, got [${coarse}, ${fine}]`);
  return filtered(a, pixelSize, (s) => upTo(s) - below(s));
}

/** Checks what the filters share, and returns the maker of gains for a cut at a resolution. */
function gainOf(
  name: string,
  a: RealArray,
  pixelSize: number,
  { edge = "hard", width = 0 }: { readonly edge?: Edge; readonly width?: number },
): (resolution: number, argument: string) => (s: number) => number {
  checkArray(name, a);
  checkPixelSize(name, pixelSize);
  check(
    edge === "hard" || edge === "cosine" || edge === "gaussian",
    () => `${name}: edge must be "hard", "cosine" or "gaussian", got ${edge}`,
  );
  check(
    width === 0 || edge === "cosine",
    () => `${name}: width belongs to the cosine edge, got ${width} with "${edge}"`,
  );
  return (resolution, argument) => {
    check(resolution > 0 && resolution < Infinity, () => `${argument} must be positive, got ${resolution}`);
    const cut = 1 / resolution;
    check(
      width >= 0 && width <= 2 * cut,
      () => `${name}: width must be from 0 to 2/resolution = ${2 * cut}, got ${width}`,
    );
    return (s) => gainAt(s, cut, edge, width);
  };
}

/** The array with its spectrum multiplied by a function of s. */
function filtered<S extends Shape>(a: RealArray<S>, pixelSize: number, gain: (s: number) => number): RealArray<S> {
  const half = rfft(a);
  const squares = squaredFrequency(
    a.shape,
    a.shape.map((n) => n * pixelSize),
    half.shape[half.shape.length - 1],
  );
  for (let i = 0; i < squares.length; i++) {
    const g = gain(Math.sqrt(squares[i]));
    half.re[i] *= g;
    half.im[i] *= g;
  }
  return irfft(half, a.shape);
}

function gainAt(s: number, cut: number, edge: Edge, width: number): number {
  if (edge === "gaussian") return Math.exp((-Math.LN2 * s * s) / (cut * cut));
  const start = cut - width / 2;
  if (s <= start * (1 + 1e-12)) return 1; // a frequency on the cut is inside, whatever its rounding
  if (s >= cut + width / 2) return 0;
  return 0.5 * (1 + Math.cos((Math.PI * (s - start)) / width));
}
