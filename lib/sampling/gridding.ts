/** @file What linear interpolation on one side of a transform costs on the other: a fall by sinc² from the centre. */

import { check, type RealArray, type Shape } from "../core/index.ts";
import { checkRank } from "./check-points.ts";

/**
 * A map freed of the fall that samples put linearly on the grid of its spectrum have left on it.
 *
 * a(x) / Π sinc²(x/N), sinc t = sin(πt)/(πt), x from floor(n/2), N = padding · n the side of the grid that was filled
 *
 * The triangle between neighbours has the transform sinc², 1 at the centre and 0.405285 at the border without padding.
 *
 * @param a - line, image or volume, its origin at floor(n/2)
 * @param options - padding: how many times larger than a the grid was; 1 by default
 * @throws RangeError if padding is below 1 or not finite, or the shape does not fit
 * @example
 * griddingCorrection(realArray([2], [4 / Math.PI / Math.PI, 1])).data // Float64Array [1, 1]
 * @see Jackson et al. (1991), IEEE Trans. Med. Imaging 10, 473, doi:10.1109/42.97598
 */
export function griddingCorrection<S extends Shape>(
  a: RealArray<S>,
  options: { readonly padding?: number } = {},
): RealArray<S> {
  const { padding = 1 } = options;
  checkRank(a, [1, 2, 3], "griddingCorrection: a");
  check(
    padding >= 1 && padding < Infinity,
    () => `griddingCorrection: padding must be finite and >= 1, got ${padding}`,
  );
  const { shape } = a;
  const data = a.data.slice();
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const n = shape[axis];
    const fall = new Float64Array(n);
    for (let j = 0; j < n; j++) {
      const t = (Math.PI * (j - Math.floor(n / 2))) / (padding * n);
      const sinc = t === 0 ? 1 : Math.sin(t) / t;
      fall[j] = sinc * sinc;
    }
    for (let i = 0; i < data.length; i++) data[i] /= fall[Math.floor(i / stride) % n];
    stride *= n;
  }
  return { shape, data };
}
