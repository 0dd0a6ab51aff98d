/**
 * @file Comparing what EM found with the truth: classes up to their names, shapes up to one common move.
 * Source: Hubert & Arabie (1985), J. Classif. 2, 193, doi:10.1007/BF01908075 (adjusted Rand index).
 */

import { check, type Image } from "../core/index.ts";
import { rotateImage, shiftZeroFill } from "../sampling/index.ts";
import { checkGrid, checkPair, type PlanePose, type PoseGrid, turned } from "./plane-pose.ts";
import { correlations, paddedShape, paddedSpectrum, shiftedNorms } from "./pose-fft.ts";

/** Pairs among n things. */
const pairs = (n: number): number => (n * (n - 1)) / 2;

/**
 * Agreement of two ways to sort things into classes, whatever the names of the classes.
 *
 * (index − expected)/(maximum − expected), index = Σ pairs(nᵢⱼ), expected = Σ pairs(aᵢ) Σ pairs(bⱼ)/pairs(n), maximum =
 * (Σ pairs(aᵢ) + Σ pairs(bⱼ))/2
 *
 * @param a - one label a thing
 * @param b - another label for each
 * @returns 1 for equal classes, about 0 for chance, seldom below; 1 where nothing can differ (all alike or all apart in both)
 * @throws RangeError if the lists differ in length or are empty
 * @example
 * adjustedRand(Int32Array.of(0, 0, 1, 1), Int32Array.of(7, 7, 3, 3)) // 1
 * @see Hubert & Arabie (1985), doi:10.1007/BF01908075
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  check(
    a.length === b.length && a.length > 0,
    () => `adjustedRand: both lists must have one length, at least 1, got ${a.length} and ${b.length}`,
  );
  const counts = (key: (i: number) => string): Map<string, number> => {
    const map = new Map<string, number>();
    for (let i = 0; i < a.length; i++) map.set(key(i), (map.get(key(i)) ?? 0) + 1);
    return map;
  };
  const sum = (map: Map<string, number>): number => [...map.values()].reduce((s, n) => s + pairs(n), 0);
  const index = sum(counts((i) => `${a[i]}/${b[i]}`));
  const first = sum(counts((i) => `${a[i]}`));
  const second = sum(counts((i) => `${b[i]}`));
  const maximum = (first + second) / 2;
  const expected = a.length > 1 ? (first * second) / pairs(a.length) : 0;
  return maximum === expected ? 1 : (index - expected) / (maximum - expected);
}

/** The best common move, and what it brings. */
export interface GaugeAlignment {
  readonly pose: PlanePose;
  /** S_shift R_angle of the image */
  readonly image: Image;
  /** Pearson's correlation of that with the reference over all pixels, −1 to 1; 0 where one of them is flat */
  readonly correlation: number;
}

/**
 * An image laid on a reference by one turn and one shift: what EM cannot know of its templates.
 *
 * The largest of corr(S_t R_a A, B) over the angles and whole shifts of a grid
 *
 * @param image - A
 * @param reference - B, of the same shape
 * @param grid - angles and largest shift
 * @throws RangeError if the shapes differ, a value is not finite, or the grid is out of range
 * @example
 * gaugeAlign(image, image, { angles: Float64Array.of(0, 1), maxShift: 2 }).pose // { angle: 0, shift: [0, 0] }
 */
export function gaugeAlign(image: Image, reference: Image, grid: PoseGrid): GaugeAlignment {
  checkPair(image, reference, "gaugeAlign");
  checkGrid(grid, "gaugeAlign");
  const { angles, maxShift } = grid;
  const size = image.data.length;
  const shape = paddedShape(image.shape, maxShift);
  const mean = reference.data.reduce((s, v) => s + v, 0) / size;
  const rest = reference.data.map((v) => v - mean);
  const power = rest.reduce((s, v) => s + v * v, 0);
  const R = paddedSpectrum({ shape: image.shape, data: rest }, shape);
  const ones = paddedSpectrum({ shape: image.shape, data: rest.map(() => 1) }, shape);
  const side = 2 * maxShift + 1;
  let best = { correlation: -Infinity, angle: angles[0], shift: [0, 0] as [number, number] };
  for (const angle of angles) {
    const B = turned(image, angle);
    const spectrum = paddedSpectrum(B, shape);
    const products = correlations(R, spectrum, shape, image.shape, maxShift);
    const sums = correlations(ones, spectrum, shape, image.shape, maxShift);
    const norms = shiftedNorms(B, maxShift).data;
    for (let i = 0; i < products.length; i++) {
      const variance = norms[i] - (sums[i] * sums[i]) / size; // Σ (S_t B − its mean)²
      const flat = variance <= 1e-12 * norms[i] || power === 0;
      const correlation = flat ? 0 : products[i] / Math.sqrt(variance * power);
      if (correlation > best.correlation + 1e-12)
        best = { correlation, angle, shift: [(i % side) - maxShift, Math.floor(i / side) - maxShift] };
    }
  }
  const { angle, shift, correlation } = best;
  return {
    pose: { angle, shift },
    image: shiftZeroFill(rotateImage(image, angle), shift),
    correlation: Math.min(1, Math.max(-1, correlation)),
  };
}
