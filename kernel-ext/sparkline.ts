/** @file A curve in a few characters: `▁▂▄▆█▆▄▂▁`. */

const bars = "▁▂▃▄▅▆▇█";
const mostColumns = 16;

/** Numbers, seen from far away. */
export interface Overview {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** bars of the means of equal parts, from the least to the greatest of them; a blank where no number is finite */
  readonly curve: string;
}

/** What a long list of numbers is like: `undefined` if none of them is finite. */
export function overview(values: ArrayLike<number>): Overview | undefined {
  const columns = Math.min(mostColumns, values.length);
  const sums = new Float64Array(columns);
  const counts = new Float64Array(columns);
  let [min, max, sum, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (let column = 0, i = 0; column < columns; column++) {
    const end = Math.round(((column + 1) * values.length) / columns);
    for (; i < end; i++) {
      const value = values[i];
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
      sums[column] += value;
      counts[column]++;
    }
    sum += sums[column];
    count += counts[column];
  }
  if (count === 0) return undefined;
  const means = Array.from(sums, (total, column) => total / counts[column]);
  const finite = means.filter((mean) => Number.isFinite(mean));
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const bar = (mean: number): string => {
    if (!Number.isFinite(mean)) return " ";
    // Nothing but rounding between the parts is a flat line.
    const flat = high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high));
    return bars[flat ? 3 : Math.round(((mean - low) / (high - low)) * (bars.length - 1))];
  };
  return { min, max, mean: sum / count, curve: means.map(bar).join("") };
}
