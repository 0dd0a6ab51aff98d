/**
 * @file Mean and variance of numbers that come one by one, without keeping them and without the difference of two large
 * sums. Source: Welford (1962), Technometrics 4, 419, doi:10.1080/00401706.1962.10490022.
 */

/** What is known of the numbers seen so far. */
export interface RunningMoments {
  readonly count: number;
  /** 0 if none was seen */
  readonly mean: number;
  /** mean square distance from the mean (1/n), 0 if none was seen */
  readonly variance: number;
}

/**
 * Running mean and variance: those of all numbers seen before, and of more.
 *
 * mean' = mean + (x − mean)/n,   S' = S + (x − mean)(x − mean'),   variance = S/n
 *
 * @param values - the next numbers
 * @param before - what an earlier call returned; nothing seen by default
 * @returns count, mean and variance (1/n) of all; NaN spreads to both
 * @example
 * welford([3, 4], welford([1, 2])) // { count: 4, mean: 2.5, variance: 1.25 }
 * @see Welford (1962), doi:10.1080/00401706.1962.10490022
 */
export function welford(
  values: Iterable<number>,
  before: RunningMoments = { count: 0, mean: 0, variance: 0 },
): RunningMoments {
  let { count, mean } = before;
  let squares = before.variance * count;
  for (const x of values) {
    count++;
    const distance = x - mean;
    mean += distance / count;
    squares += distance * (x - mean);
  }
  return { count, mean, variance: count === 0 ? 0 : squares / count };
}
