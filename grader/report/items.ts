/**
 * @file How hard an exercise is and whether it tells learners apart: classical test theory. Points are those of the
 * mathematics, before lateness, of the learners who handed something in; what they left out counts 0.
 */

import { correlation, mean, variance } from "./statistics.ts";

/** One exercise of a set, as numbers. */
export interface ItemStatistics {
  /** mean share of the points, 0 to 1: 1 is easy */
  readonly facility: number;
  /** share of learners with full points */
  readonly full: number;
  /** share of learners without a point */
  readonly zero: number;
  /** correlation of the points here with the sum of the points of the other exercises, −1 to 1; NaN for a set of one */
  readonly itemRest: number;
  /** facility of the best 27 % by total minus that of the last 27 %, −1 to 1 */
  readonly upperLower: number;
}

/** Kelley (1939), doi:10.1037/h0057123: the share that tells groups apart best when scores are normal. */
const tail = 0.27;

/**
 * Statistics of every exercise.
 *
 * @param points - one row a learner, one column an exercise
 * @param max - most points of each exercise
 */
export function itemStatistics(points: readonly (readonly number[])[], max: readonly number[]): ItemStatistics[] {
  const totals = points.map((row) => row.reduce((sum, value) => sum + value, 0));
  const weights = tailWeights(totals);
  return max.map((most, j) => {
    const own = points.map((row) => row[j]);
    const rest = totals.map((total, i) => total - own[i]);
    return {
      facility: mean(own) / most,
      full: share(own, (value) => value >= most),
      zero: share(own, (value) => value <= 0),
      itemRest: max.length < 2 ? Number.NaN : correlation(own, rest),
      upperLower: (weighted(own, weights.upper) - weighted(own, weights.lower)) / most,
    };
  });
}

/**
 * How far each learner belongs to the best and to the last 27 % by total: 1, 0, or a part where the border runs through
 * equal totals, so that no order of the rows decides. Each group weighs max(1, round(0.27 n)).
 */
export function tailWeights(totals: readonly number[]): { readonly upper: number[]; readonly lower: number[] } {
  const size = Math.max(1, Math.round(tail * totals.length));
  const lower = firstWeights(totals, size);
  const negated = totals.map((total) => -total);
  return { lower, upper: firstWeights(negated, size) };
}

/** Weights of the `size` smallest values; those equal to the last one taken share what is left. */
function firstWeights(values: readonly number[], size: number): number[] {
  const border = [...values].sort((a, b) => a - b)[Math.min(size, values.length) - 1];
  const below = values.filter((value) => value < border).length;
  const equal = values.filter((value) => value === border).length;
  return values.map((value) => (value < border ? 1 : value === border ? Math.min(1, (size - below) / equal) : 0));
}

function weighted(x: readonly number[], weights: readonly number[]): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    sum += weights[i] * x[i];
    total += weights[i];
  }
  return sum / total;
}

function share(x: readonly number[], holds: (value: number) => boolean): number {
  return x.filter(holds).length / x.length;
}

/**
 * Cronbach's α = k/(k − 1) (1 − Σ s_j² / s_T²): how far the exercises of a set measure one thing; NaN for a set of one
 * or when all totals are equal. Cronbach (1951), doi:10.1007/BF02310555.
 */
export function cronbachAlpha(points: readonly (readonly number[])[]): number {
  const k = points[0]?.length ?? 0;
  if (k < 2) return Number.NaN;
  const total = variance(points.map((row) => row.reduce((sum, value) => sum + value, 0)));
  let items = 0;
  for (let j = 0; j < k; j++) items += variance(points.map((row) => row[j]));
  return total > 0 ? (k / (k - 1)) * (1 - items / total) : Number.NaN;
}
