/**
 * @file Distance to a mask, exactly, one axis after the other: on each line the squared distance is the lower envelope of
 * parabolas. Source: Felzenszwalb & Huttenlocher (2012), Theory Comput. 8, 415, doi:10.4086/toc.2012.v008a019.
 */

import { check, type RealArray, type Shape } from "../core/index.ts";
import { checkRank } from "./check-points.ts";

/**
 * Distance of every place to the nearest place of a mask.
 *
 * d(p) = min |p − q| over the q with mask(q) ≥ ½
 *
 * @param mask - line, image or volume; half or more is inside
 * @returns distances in pixels, 0 inside, ∞ everywhere if the mask is empty
 * @throws RangeError if the shape does not fit or a value is NaN
 * @example
 * distanceTransform(realArray([4], [0, 1, 0, 0])).data // Float64Array [1, 0, 1, 2]
 * @see Felzenszwalb & Huttenlocher (2012), doi:10.4086/toc.2012.v008a019
 */
export function distanceTransform<S extends Shape>(mask: RealArray<S>): RealArray<S> {
  checkRank(mask, [1, 2, 3], "distanceTransform: mask");
  const { shape } = mask;
  const nan = mask.data.findIndex(Number.isNaN);
  check(nan < 0, () => `distanceTransform: mask must hold numbers, got NaN at index ${nan}`);
  const data = mask.data.map((m) => (m >= 0.5 ? 0 : Infinity));
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const n = shape[axis];
    const line = new Float64Array(n);
    for (let start = 0; start < data.length; start++) {
      if (Math.floor(start / stride) % n !== 0) continue;
      for (let j = 0; j < n; j++) line[j] = data[start + j * stride];
      const lower = envelope(line);
      for (let j = 0; j < n; j++) data[start + j * stride] = lower[j];
    }
    stride *= n;
  }
  for (let i = 0; i < data.length; i++) data[i] = Math.sqrt(data[i]);
  return { shape, data };
}

/** min over q of f(q) + (p − q)², for every p. */
function envelope(f: Float64Array): Float64Array {
  const n = f.length;
  const at = new Int32Array(n); // where the parabolas of the envelope stand
  const from = new Float64Array(n); // where each begins to be the lowest
  let count = 0;
  for (let q = 0; q < n; q++) {
    if (f[q] === Infinity) continue;
    let begin = -Infinity;
    while (count > 0) {
      const p = at[count - 1];
      begin = (f[q] + q * q - f[p] - p * p) / (2 * (q - p));
      if (begin > from[count - 1]) break;
      count--;
      begin = -Infinity;
    }
    at[count] = q;
    from[count++] = begin;
  }
  const lower = new Float64Array(n).fill(Infinity);
  for (let p = 0, k = 0; p < n && count > 0; p++) {
    while (k + 1 < count && from[k + 1] < p) k++;
    lower[p] = f[at[k]] + (p - at[k]) * (p - at[k]);
  }
  return lower;
}

/**
 * A mask made wider and soft.
 *
 * With d the distance to the mask: 1 for d ≤ dilate, ½ (1 + cos π(d − dilate)/edge) up to dilate + edge, 0 beyond
 *
 * @param mask - line, image or volume; half or more is inside
 * @param options - `dilate`: by how much it grows, pixels, 0 by default; `edge`: width of the fall from 1 to 0, pixels
 * @returns values between 0 and 1; zeros for an empty mask
 * @throws RangeError if dilate or edge is negative or not finite, the shape does not fit, or a value is NaN
 * @example
 * softenMask(realArray([5], [1, 0, 0, 0, 0]), { dilate: 1, edge: 2 }).data.map((v) => Math.round(10 * v)) // Float64Array [10, 10, 5, 0, 0]
 */
export function softenMask<S extends Shape>(
  mask: RealArray<S>,
  options: { readonly dilate?: number; readonly edge: number },
): RealArray<S> {
  const { dilate = 0, edge } = options;
  check(dilate >= 0 && dilate < Infinity, () => `softenMask: dilate must be finite and >= 0, got ${dilate}`);
  check(edge >= 0 && edge < Infinity, () => `softenMask: edge must be finite and >= 0, got ${edge}`);
  const { shape, data } = distanceTransform(mask);
  for (let i = 0; i < data.length; i++) {
    const outside = data[i] - dilate;
    data[i] = outside <= 0 ? 1 : outside < edge ? 0.5 * (1 + Math.cos((Math.PI * outside) / edge)) : 0;
  }
  return { shape, data };
}
