/**
 * @file Fourier transforms of stacks of images in single precision, and of volumes that are given as a stack. Conventions are
 * those of `fourier`: forward without a factor, inverse with 1/N, zero frequency first, not centred. Their twin is the same
 * transform in double precision, rounded at the end.
 */

import { check, type ImageStack, product, type SpectrumStack } from "../core/index.ts";
import { complexArrays, halfArrays, realArrays } from "./transform.ts";

/** Which axes of a stack are transformed: 2 for every image by itself (default), 3 for the stack as one volume. */
export interface StackAxes {
  readonly dimensions?: 2 | 3;
}

type Shape3 = ImageStack["shape"];

function axesOf(name: string, { dimensions = 2 }: StackAxes): number[] {
  check(dimensions === 2 || dimensions === 3, () => `${name}: dimensions must be 2 or 3, got ${dimensions}`);
  return dimensions === 2 ? [1, 2] : [0, 1, 2];
}

function checkStack(name: string, shape: Shape3, ...parts: Float32Array[]): void {
  check(shape.length === 3, () => `${name}: the shape must be [n, ny, nx], got [${shape}]`);
  const size = product(shape);
  check(size >= 1, () => `${name}: every extent must be at least 1, got [${shape}]`);
  for (const { length } of parts)
    check(length === size, () => `${name}: shape [${shape}] takes ${size} values, got ${length}`);
}

/** Product of the extents of some axes. */
function points(shape: Shape3, axes: readonly number[]): number {
  return axes.reduce((size, axis) => size * shape[axis], 1);
}

/**
 * Fourier transforms of the images of a stack, in single precision.
 *
 * F[k] = Σ f[x] e^(−2πi k·x/n) for every image, or for the whole stack as one volume
 *
 * @param stack - real images, or complex ones
 * @param options - `dimensions`: 2 for images (default), 3 for a volume; `inverse`: true for the way back, with 1/N
 * @returns full spectra, zero frequency first, not centred, shape [n, ny, nx]
 * @throws RangeError if an extent is 0 or the values do not fit the shape
 * @example
 * fftStack({ shape: [1, 1, 2], data: Float32Array.of(1, 2) }).re // Float32Array [3, -1]
 * @see fft of fourier, in double precision
 */
export function fftStack(
  stack: ImageStack | SpectrumStack,
  options: StackAxes & { readonly inverse?: boolean } = {},
): SpectrumStack {
  const { shape } = stack;
  const { re, im } = "re" in stack ? stack : { re: stack.data, im: new Float32Array(stack.data.length) };
  checkStack("fftStack", shape, re, im);
  const axes = axesOf("fftStack", options);
  const { inverse = false } = options;
  return { shape, ...complexArrays(re, im, shape, axes, inverse, inverse ? points(shape, axes) : 1) };
}

/**
 * Half spectra of the real images of a stack, in single precision: columns 0 … floor(nx/2), since F(−k) = F*(k).
 *
 * @param stack - real images
 * @param options - `dimensions`: 2 for images (default), 3 for a volume
 * @returns half spectra, zero frequency first, not centred, shape [n, ny, floor(nx/2) + 1]
 * @throws RangeError if an extent is 0 or the values do not fit the shape
 * @example
 * rfftStack({ shape: [1, 1, 4], data: Float32Array.of(1, 0, 0, 0) }).re // Float32Array [1, 1, 1]
 * @see rfft of fourier, in double precision
 */
export function rfftStack(stack: ImageStack, options: StackAxes = {}): SpectrumStack {
  const { shape, data } = stack;
  checkStack("rfftStack", shape, data);
  const axes = axesOf("rfftStack", options);
  const { re, im } = halfArrays(data, shape, axes.slice(0, -1));
  return { shape: [shape[0], shape[1], Math.floor(shape[2] / 2) + 1], re, im };
}

/**
 * Real images from their half spectra, in single precision: the inverse of rfftStack, with 1/N.
 *
 * @param half - half spectra, zero frequency first, shape [n, ny, floor(nx/2) + 1]
 * @param nx - columns of the images; only it tells odd from even
 * @param options - `dimensions`, as given to rfftStack
 * @returns images, shape [n, ny, nx]
 * @throws RangeError if the half spectra are not those of images of nx columns, or an extent is 0
 * @example
 * irfftStack({ shape: [1, 1, 2], re: Float32Array.of(3, -1), im: new Float32Array(2) }, 2).data // Float32Array [1, 2]
 * @see irfft of fourier, in double precision
 */
export function irfftStack(half: SpectrumStack, nx: number, options: StackAxes = {}): ImageStack {
  checkStack("irfftStack", half.shape, half.re, half.im);
  check(Number.isInteger(nx) && nx >= 1, () => `irfftStack: nx must be a whole number >= 1, got ${nx}`);
  const h = Math.floor(nx / 2) + 1;
  check(half.shape[2] === h, () => `irfftStack: half spectra of ${nx} columns have ${h}, got ${half.shape[2]}`);
  const axes = axesOf("irfftStack", options);
  const shape: Shape3 = [half.shape[0], half.shape[1], nx];
  const data = realArrays(half.re, half.im, shape, axes.slice(0, -1), points(shape, axes));
  return { shape, data };
}
