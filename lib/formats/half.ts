/**
 * @file IEEE 754 half precision (binary16), the numbers of MRC mode 12: 1 sign, 5 exponent, 10 fraction bits, with
 * subnormals, ±∞ and NaN. Scaling by powers of two is exact, so both ways round at most once.
 */

/** 2^(e − 25) for a biased exponent e ≥ 1: the weight of the last bit of 1024 + fraction. */
const ulp: Float64Array = new Float64Array(31);
for (let e = 1, weight = 2 ** -24; e < 31; e++, weight *= 2) ulp[e] = weight;

/** The largest finite half. */
export const largestHalf = 65504;

/**
 * The number that 16 bits stand for.
 *
 * (−1)^s (1024 + f) 2^(e − 25) for 0 < e < 31, (−1)^s f 2^−24 for e = 0, ±∞ or NaN for e = 31
 *
 * @param bits - whole number from 0 to 65535
 */
export function fromHalf(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  let value: number;
  if (exponent === 0) value = fraction * ulp[1];
  else if (exponent < 31) value = (1024 + fraction) * ulp[exponent];
  else value = fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  return bits & 0x8000 ? -value : value;
}

/**
 * The 16 bits nearest to a number, ties to even; from 65520 on ±∞.
 *
 * @param value - any number
 */
export function toHalf(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size >= 65520) return sign | 0x7c00;
  let exponent = 1;
  while (exponent < 30 && size >= 2048 * ulp[exponent]) exponent++;
  const scaled = size / ulp[exponent]; // below 1024 only for a subnormal
  const low = Math.floor(scaled);
  const rest = scaled - low;
  const rounded = rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low;
  return sign | ((exponent - 1) * 1024 + rounded); // a carry into 2048 steps the exponent by itself
}
