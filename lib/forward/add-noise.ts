/** @file White noise at a signal-to-noise ratio of powers. */

import { check, checkFinite, type RealArray, type Rng, type Shape } from "../core/index.ts";
import { normal } from "../random/index.ts";

/** Mean square distance from the mean of values from start to end. */
export function varianceOf(values: ArrayLike<number>, start: number, end: number): number {
  let mean = 0;
  for (let i = start; i < end; i++) mean += (values[i] - mean) / (i - start + 1);
  let squares = 0;
  for (let i = start; i < end; i++) squares += (values[i] - mean) * (values[i] - mean);
  return end > start ? squares / (end - start) : 0;
}

/** Throws unless snr is a ratio of powers above 0; ∞ means no noise. */
export function checkSnr(snr: number, name: string): void {
  check(snr > 0, () => `${name}: snr must be above 0, got ${snr}`);
}

/**
 * An array plus white Gaussian noise.
 *
 * σ² = var(a)/snr: the ratio is one of powers, so that snr 0.01 is a noise of ten times the signal's deviation
 *
 * @param a - signal; its variance is about its mean over all values
 * @param options - `snr`, above 0, ∞ for a copy; `rng`, advanced by one normal number a value unless snr is ∞
 * @throws RangeError if snr is not above 0 or a value is not finite
 * @example
 * addNoise(image, { snr: 0.1, rng }).shape // [64, 64]
 */
export function addNoise<S extends Shape>(
  a: RealArray<S>,
  options: { readonly snr: number; readonly rng: Rng },
): RealArray<S> {
  const { snr, rng } = options;
  checkSnr(snr, "addNoise");
  checkFinite(a.data, "addNoise: a");
  if (snr === Infinity) return { shape: a.shape, data: a.data.slice() };
  const sigma = Math.sqrt(varianceOf(a.data, 0, a.data.length) / snr);
  return { shape: a.shape, data: a.data.map((v) => v + sigma * normal(rng)) };
}
