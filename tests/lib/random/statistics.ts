/** @file Slow, obvious statistics: the judges of the random tests. */

/** Mean and variance (1/n) of numbers taken about a centre, so that a large mean costs no digits. */
export function moments(values: ArrayLike<number>, centre: number): { mean: number; variance: number } {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const d = values[i] - centre;
    sum += d;
    squares += d * d;
  }
  const mean = sum / values.length;
  return { mean: centre + mean, variance: squares / values.length - mean * mean };
}

/**
 * Chi-square of counts against expected counts, as a standard normal number by Wilson and Hilferty: the cube root of
 * χ²/f is normal with mean 1 − 2/(9 f) and variance 2/(9 f). Beyond ±5 once in 1.7 million.
 */
export function chiSquare(counts: ArrayLike<number>, expected: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < expected.length; i++) sum += (counts[i] - expected[i]) ** 2 / expected[i];
  const f = expected.length - 1;
  return (Math.cbrt(sum / f) - (1 - 2 / (9 * f))) / Math.sqrt(2 / (9 * f));
}

/** Kolmogorov and Smirnov: √n times the largest distance of the empirical distribution; above 2.7 once in a million. */
export function kolmogorov(values: Float64Array, distribution: (x: number) => number): number {
  const sorted = values.slice().sort();
  const n = sorted.length;
  let gap = 0;
  for (let i = 0; i < n; i++) {
    const p = distribution(sorted[i]);
    gap = Math.max(gap, p - i / n, (i + 1) / n - p);
  }
  return gap * Math.sqrt(n);
}

/** Φ(x) by its Taylor series, all terms of one sign: ½ + φ(x) (x + x³/3 + x⁵/15 + …). */
export function normalDistribution(x: number): number {
  if (x < -8) return 0;
  if (x > 8) return 1;
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Poisson probabilities of 0 … kMax by P(k) = P(k − 1) m/k, in logarithms. */
export function poissonProbabilities(mean: number, kMax: number): number[] {
  const list: number[] = [];
  let log = -mean;
  for (let k = 0; k <= kMax; k++) {
    if (k > 0) log += Math.log(mean / k);
    list.push(Math.exp(log));
  }
  return list;
}
