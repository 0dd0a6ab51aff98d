/**
 * @file Axes: the range that data ask for, ticks at 1, 2 or 5 times a power of ten, and their labels with a true minus
 * sign. No range is empty and no list of ticks is endless, whatever the data.
 */

/** A range along an axis, from its start (left or bottom) to its end; the start is the larger one on a reversed axis. */
export type Range = readonly [start: number, end: number];

/** Places along an axis and what is written there. */
export interface Ticks {
  readonly values: readonly number[];
  readonly labels: readonly string[];
}

/**
 * Least and greatest of the values that an axis can show.
 *
 * @param lists - values; NaN and ±∞ are passed over, and on a logarithmic axis what is not positive
 * @param log - logarithmic axis
 * @returns undefined if none is left
 */
export function extentOf(lists: readonly ArrayLike<number>[], log: boolean): Range | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const list of lists)
    for (let i = 0; i < list.length; i++) {
      const value = list[i];
      if (!Number.isFinite(value) || (log && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return low <= high ? [low, high] : undefined;
}

/** Largest magnitude that an axis reaches, and the inverse of the smallest: room for differences and quotients. */
const most = 1e300;

/** Whether two ends are so near that no doubles fit between them for an axis. */
export function isNarrow([start, end]: Range): boolean {
  const size = Math.max(Math.abs(start), Math.abs(end));
  return size < 1 / most || Math.abs(end - start) <= 1e-12 * size;
}

/**
 * The range of an axis: the extent and a share of it on both sides; about a single value a tenth of it.
 *
 * @param extent - of the data; [0, 1], or [1, 10] on a logarithmic axis, if there are none
 * @param share - of the extent, added on each side
 * @param log - logarithmic axis
 */
export function rangeOf(extent: Range | undefined, share: number, log: boolean): Range {
  if (extent === undefined) return log ? [1, 10] : [0, 1];
  const least = log ? 1 / most : -most;
  const [low, high] = extent.map((end) => Math.min(most, Math.max(least, end)));
  const size = Math.max(Math.abs(low), Math.abs(high));
  const narrow = isNarrow([low, high]);
  if (log) {
    const factor = narrow ? 2 : Math.exp(share * Math.log(high / low));
    return [low / factor, high * factor];
  }
  const margin = narrow ? (size < 1 / most ? 1 : size / 10) : share * (high - low);
  return [low - margin, high + margin];
}

/**
 * Position of a value between the start (0) and the end (1) of an axis; NaN for what a logarithmic axis cannot show.
 */
export function positionOf(value: number, [start, end]: Range, log: boolean): number {
  if (log) return value > 0 ? (Math.log(value) - Math.log(start)) / (Math.log(end) - Math.log(start)) : Number.NaN;
  return (value - start) / (end - start);
}

/**
 * Largest of 1, 2, 5 times a power of ten that fits a span at least `count` times; the step between ticks.
 *
 * @param span - length of the axis, positive
 * @param count - wanted number of steps, at least 1
 */
export function niceStep(span: number, count: number): number {
  const rough = span / count;
  if (!(rough > 1 / most && rough < most)) return rough;
  const power = powerOfTen(Math.floor(Math.log10(rough)));
  const m = rough / power;
  // 1e-9: 0.3 / 3 is a little less than 0.1
  if (m <= 1 + 1e-9) return power;
  if (m <= 2 + 1e-9) return 2 * power;
  if (m <= 5 + 1e-9) return 5 * power;
  return 10 * power;
}

/** 10^n from its decimal text, so that it is the double nearest to it. */
function powerOfTen(n: number): number {
  return Number(`1e${n}`);
}

/**
 * Ticks of an axis: multiples of a nice step, or powers of ten.
 *
 * @param range - of the axis; may be reversed
 * @param count - about how many
 * @param log - logarithmic axis
 */
export function ticksOf([start, end]: Range, count: number, log: boolean): Ticks {
  const low = Math.min(start, end);
  const high = Math.max(start, end);
  const values = log ? logTicks(low, high, count) : linearTicks(low, high, count);
  return { values, labels: log ? values.map(logLabel) : labelsOf(values) };
}

function linearTicks(low: number, high: number, count: number): number[] {
  if (isNarrow([low, high]) || !(high - low < most)) return low < high ? [low, high] : [low];
  const step = niceStep(high - low, Math.max(1, count));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const values: number[] = [];
  for (let k = first; k <= last && values.length < 100; k++) values.push(Number((k * step).toPrecision(12)) + 0);
  return values;
}

function logTicks(low: number, high: number, count: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  if (last - first < 1) {
    const values = [1, 2, 5, 10, 20, 50]
      .map((m) => m * powerOfTen(first - 1))
      .filter((v) => v >= low * (1 - 1e-9) && v <= high * (1 + 1e-9));
    return values.length >= 2 ? values : linearTicks(low, high, count).filter((value) => value > 0);
  }
  const step = Math.max(1, Math.ceil((last - first) / Math.max(1, count)));
  const values: number[] = [];
  for (let k = Math.ceil(first / step) * step; k <= last; k += step) values.push(powerOfTen(k));
  return values;
}

function logLabel(value: number): string {
  if (value >= 0.999e-3 && value < 0.999e4) return formatNumber(value);
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  const m = Number((value / powerOfTen(exponent)).toPrecision(3));
  return m === 1 ? `10${superscript(exponent)}` : `${formatNumber(m)}×10${superscript(exponent)}`;
}

/** Labels with as many decimals as the step between ticks needs; powers of ten where numbers grow long. */
function labelsOf(values: readonly number[]): string[] {
  const largest = Math.max(...values.map(Math.abs), 0);
  const step = values.length > 1 ? Math.abs(values[1] - values[0]) : largest;
  if (!(step > 1 / most && largest < most)) return values.map(formatNumber);
  const exponent = Math.floor(Math.log10(largest) + 1e-9);
  const decimals = decimalsOf(step);
  const clamp = (n: number): number => Math.min(Math.max(0, n), 12);
  if (exponent < 6 && exponent > -4) return values.map((value) => minus(value.toFixed(clamp(decimals))));
  const digits = clamp(decimals + exponent);
  return values.map((value) =>
    value === 0 ? "0" : `${minus((value / powerOfTen(exponent)).toFixed(digits))}×10${superscript(exponent)}`,
  );
}

/** Decimals that write a step in at most three digits: 0.05 takes 2, 20 takes −1. */
function decimalsOf(step: number): number {
  const exponent = Math.floor(Math.log10(step) + 1e-9);
  let digits = 0;
  for (let m = step / powerOfTen(exponent); digits < 2 && Math.abs(m - Math.round(m)) > 1e-6; m *= 10) digits++;
  return digits - exponent;
}

function minus(text: string): string {
  return /^-[0.]*$/.test(text) ? text.slice(1) : text.replace("-", "\u2212");
}

function superscript(n: number): string {
  return String(n).replace(/[-0-9]/g, (c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"[c === "-" ? 0 : 1 + Number(c)]);
}

/** A number in at most four digits, for a sentence: 0.1235, −12.5, 3.2×10⁻⁷. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "\u2212∞";
  if (value === 0) return "0";
  if (Math.abs(value) > most || Math.abs(value) < 1 / most) return minus(value.toExponential(3));
  const exponent = Math.floor(Math.log10(Math.abs(value)) + 1e-9);
  const rounded = Number(value.toPrecision(4));
  if (exponent < 6 && exponent > -4) return minus(String(rounded));
  const m = Number((rounded / powerOfTen(exponent)).toPrecision(4));
  return `${minus(String(m))}×10${superscript(exponent)}`;
}
