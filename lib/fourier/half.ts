/**
 * @file Half spectra of real arrays: F(−k) = F*(k), so floor(nx/2) + 1 columns of the last axis hold everything.
 */

import { type ComplexArray, check, product, type RealArray, type Shape } from "../core/index.ts";
import { halfTransform, realTransform } from "../kernels/index.ts";
import { negative, placeMap } from "./axes.ts";
import { checkArray, checkShape } from "./border.ts";

/** Shape of the half spectrum of a shape. */
function halfShape(shape: Shape): Shape {
  return [...shape.slice(0, -1), Math.floor(shape[shape.length - 1] / 2) + 1];
}

function checkHalf(name: string, half: ComplexArray, shape: Shape): void {
  checkShape(name, shape);
  checkArray(name, half);
  const expected = halfShape(shape);
  check(
    half.shape.length === expected.length && expected.every((extent, axis) => extent === half.shape[axis]),
    () => `${name}: the half spectrum of [${shape}] must have shape [${expected}], got [${half.shape}]`,
  );
}

/**
 * Fourier transform of a real array along every axis, without the half that Hermitian symmetry repeats.
 *
 * F[k] = Σ f[x] e^(−2πi k·x/n) for the columns 0 … floor(nx/2) of the last axis
 *
 * @param a - real samples, every extent ≥ 1
 * @returns the half spectrum, zero frequency first, not centred; its last extent is floor(nx/2) + 1
 * @throws RangeError if an extent is 0 or the values do not fit the shape
 * @example
 * rfft({ shape: [4], data: Float64Array.of(1, 0, 0, 0) }).shape // [3]
 */
export function rfft(a: RealArray): ComplexArray {
  checkArray("rfft", a);
  return { shape: halfShape(a.shape), ...halfTransform(a.data, a.shape) };
}

/**
 * Real array from its half spectrum, the inverse of rfft.
 *
 * f[x] = (1/N) Σ F[k] e^(+2πi k·x/n) over the full spectrum, F(−k) = F*(k)
 *
 * As NumPy's irfftn: along the last axis, imaginary parts that no real row has (at column 0 and at Nyquist) are dropped.
 *
 * @param half - half spectrum, zero frequency first, last extent floor(nx/2) + 1
 * @param shape - shape of the real array; only it tells odd nx from even
 * @throws RangeError if the half spectrum is not that of the shape
 * @example
 * irfft(rfft(image), image.shape) // image
 */
export function irfft<const S extends Shape>(half: ComplexArray, shape: S): RealArray<S> {
  checkHalf("irfft", half, shape);
  return { shape, data: realTransform(half, shape) };
}

/**
 * How often each column of a half spectrum occurs in the full one.
 *
 * Σ over all k of |F|² = Σ over the half of weight·|F|²
 *
 * @param nx - last extent of the real array
 * @returns 1 at column 0 and, for even nx, at column nx/2; else 2; floor(nx/2) + 1 values
 * @throws RangeError if nx is not a whole number ≥ 1
 * @example
 * hermitianWeights(4) // Float64Array [1, 2, 1]
 */
export function hermitianWeights(nx: number): Float64Array {
  check(Number.isInteger(nx) && nx >= 1, () => `hermitianWeights: nx must be a whole number >= 1, got ${nx}`);
  const weights = new Float64Array(Math.floor(nx / 2) + 1).fill(2);
  weights[0] = 1;
  if (nx % 2 === 0) weights[nx / 2] = 1;
  return weights;
}

/**
 * Full spectrum of a real array from its half.
 *
 * F(−k) = F*(k), −k modulo n on every axis; the columns of the half are copied as they are
 *
 * @param half - half spectrum, zero frequency first, last extent floor(nx/2) + 1
 * @param shape - shape of the full spectrum; only it tells odd nx from even
 * @throws RangeError if the half spectrum is not that of the shape
 * @example
 * fullFromHalf(rfft(image), image.shape) // fft(image)
 */
export function fullFromHalf<const S extends Shape>(half: ComplexArray, shape: S): ComplexArray<S> {
  checkHalf("fullFromHalf", half, shape);
  const size = product(shape);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const n = shape[shape.length - 1];
  const h = half.shape[half.shape.length - 1];
  const mate = placeMap(shape.slice(0, -1), negative);
  for (let row = 0; row < mate.length; row++) {
    for (let k = 0; k < h; k++) {
      re[row * n + k] = half.re[row * h + k];
      im[row * n + k] = half.im[row * h + k];
    }
    const from = mate[row] * h + n;
    for (let k = h; k < n; k++) {
      re[row * n + k] = half.re[from - k];
      im[row * n + k] = -half.im[from - k];
    }
  }
  return { shape, re, im };
}
