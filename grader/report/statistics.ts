/**
 * @file The statistics of a report: textbook formulas in double precision, so that a number in the page can be worked
 * out again by hand. What has no value (a correlation with a constant, a mean of nothing) is NaN, and the page says "–".
 */

/** x̄ = Σ x / n; NaN of nothing. */
export function mean(x: readonly number[]): number {
  let sum = 0;
  for (const value of x) sum += value;
  return sum / x.length;
}

/** s = √(Σ (x − x̄)² / (n − 1)), the sample's; NaN below two values. */
export function standardDeviation(x: readonly number[]): number {
  return Math.sqrt(variance(x));
}

/** s² = Σ (x − x̄)² / (n − 1), in two passes, for one pass loses digits; NaN below two values. */
export function variance(x: readonly number[]): number {
  if (x.length < 2) return Number.NaN;
  const centre = mean(x);
  let sum = 0;
  for (const value of x) sum += (value - centre) * (value - centre);
  return sum / (x.length - 1);
}

/**
 * The value below which a share q of the values lies, linear between neighbours: position (n − 1) q in the sorted list
 * (type 7 of Hyndman and Fan, the default of NumPy and R); NaN of nothing.
 */
export function quantile(x: readonly number[], q: number): number {
  const sorted = [...x].sort((a, b) => a - b);
  const position = (sorted.length - 1) * q;
  const low = Math.floor(position);
  const high = Math.ceil(position);
  return sorted[low] + (position - low) * (sorted[high] - sorted[low]);
}

/** Pearson's r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²); NaN when one of them does not vary. */
export function correlation(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i] - mx, y[i] - my];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  // numbers that differ only by rounding are a constant
  if (!(xx > 1e-20 * x.length * mx * mx) || !(yy > 1e-20 * y.length * my * my)) return Number.NaN;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

/** Counts of equal bins over [from, to]; the last bin is closed, and a value outside counts in the bin nearest to it. */
export function binCounts(x: readonly number[], from: number, to: number, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of x) {
    const bin = Math.floor(((value - from) / (to - from)) * bins);
    counts[Math.max(0, Math.min(bins - 1, bin))]++;
  }
  return counts;
}
