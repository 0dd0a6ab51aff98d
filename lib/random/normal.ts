/**
 * @file Normal numbers by Box and Muller: √(−2 ln u) cos 2πv from two uniform numbers, nothing kept between calls, so
 * that a generator stays its state. The bits are those of Math.log and Math.cos: equal on Node 20, 22 and 24 for x86-64;
 * the last one may differ on other processors. Source: Box & Muller (1958), doi:10.1214/aoms/1177706645.
 */

import type { Rng } from "../core/index.ts";
import { uniform } from "./rng.ts";

/**
 * A normal number of mean 0 and variance 1; it advances the generator by two uniform numbers.
 *
 * @param rng - generator, advanced
 * @example
 * const draw = rng("noise");
 * mapReal(image, () => 0.1 * normal(draw)).shape // [64, 64]
 */
export function normal(rng: Rng): number {
  const u = 1 - uniform(rng); // in (0, 1], so that the logarithm is finite
  const v = uniform(rng);
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
}
