/**
 * @file All shifts of a template at once: ‖x − S_t B‖² = ‖x‖² − 2⟨x, S_t B⟩ + ‖S_t B‖², the products by FFT, the norms by
 * sums over rectangles. It loses digits where a fit is perfect to 1e-8 of ‖x‖²; there direct sums are better.
 */

import { type ComplexArray, check, checkFinite, type Image, product, type RealArray } from "../core/index.ts";
import { fastSize, irfft, rfft } from "../fourier/index.ts";
import { pad } from "../sampling/index.ts";
import {
  checkGrid,
  checkPair,
  checkPoseModel,
  logSquarePrior,
  type PoseGrid,
  type PoseModel,
  type PosePosterior,
  turned,
} from "./plane-pose.ts";
import { asPosterior } from "./pose-posterior.ts";

/** A grid on which shifts up to maxShift do not wrap onto each other. */
export function paddedShape([ny, nx]: Image["shape"], maxShift: number): readonly [number, number] {
  return [fastSize(ny + Math.min(maxShift, ny)), fastSize(nx + Math.min(maxShift, nx))];
}

/** Half spectrum of an image on a larger grid, zeros around it. */
export function paddedSpectrum(image: Image, shape: readonly [number, number]): ComplexArray {
  return rfft(pad(image, shape));
}

/** ⟨x, S_t B⟩ for all shifts of the square, from the spectra of x and B on one padded grid. */
export function correlations(
  X: ComplexArray,
  B: ComplexArray,
  shape: readonly [number, number],
  image: Image["shape"],
  maxShift: number,
): Float64Array {
  const re = new Float64Array(X.re.length);
  const im = new Float64Array(X.re.length);
  for (let i = 0; i < re.length; i++) {
    re[i] = X.re[i] * B.re[i] + X.im[i] * B.im[i]; // X · B*
    im[i] = X.im[i] * B.re[i] - X.re[i] * B.im[i];
  }
  const c = irfft({ shape: X.shape, re, im }, shape).data;
  const side = 2 * maxShift + 1;
  const products = new Float64Array(side * side);
  for (let ty = -maxShift, i = 0; ty <= maxShift; ty++)
    for (let tx = -maxShift; tx <= maxShift; tx++, i++) {
      if (Math.abs(ty) >= image[0] || Math.abs(tx) >= image[1]) continue; // nothing of the template is left
      products[i] = c[((ty + shape[0]) % shape[0]) * shape[1] + ((tx + shape[1]) % shape[1])];
    }
  return products;
}

/**
 * Squared norm of an array after every shift that fills with zeros, by sums over rectangles.
 *
 * norm(t) = ‖S_t a‖² = Σ a(p)² over the places p that p + t leaves inside
 *
 * @param a - line or image
 * @param maxShift - shifts are whole numbers from −maxShift to maxShift on every axis; it may exceed the array
 * @returns 2 · maxShift + 1 values on every axis; entry (ty + maxShift, tx + maxShift) belongs to content moved by +t
 * @throws RangeError if a has other axes, a value is not finite, or maxShift is not a whole number ≥ 0
 * @example
 * shiftedNorms(realArray([3], [1, 2, 3]), 1).data // Float64Array [13, 14, 5]
 */
export function shiftedNorms(a: RealArray, maxShift: number): RealArray {
  const rank = a.shape.length;
  check(
    (rank === 1 || rank === 2) && a.data.length === product(a.shape),
    () => `shiftedNorms: a must be a line or an image, got shape [${a.shape}] with ${a.data.length} values`,
  );
  checkFinite(a.data, "shiftedNorms: a");
  check(
    Number.isInteger(maxShift) && maxShift >= 0,
    () => `shiftedNorms: maxShift must be a whole number >= 0, got ${maxShift}`,
  );
  const [ny, nx] = rank === 1 ? [1, a.shape[0]] : a.shape;
  // table(y, x) = Σ a² over rows < y and columns < x
  const table = new Float64Array((ny + 1) * (nx + 1));
  for (let y = 0; y < ny; y++)
    for (let x = 0, row = 0; x < nx; x++) {
      row += a.data[y * nx + x] * a.data[y * nx + x];
      table[(y + 1) * (nx + 1) + x + 1] = table[y * (nx + 1) + x + 1] + row;
    }
  const at = (y: number, x: number): number => table[y * (nx + 1) + x];
  const maxY = rank === 1 ? 0 : maxShift;
  const shape = rank === 1 ? [2 * maxShift + 1] : [2 * maxShift + 1, 2 * maxShift + 1];
  const data = new Float64Array(product(shape));
  for (let ty = -maxY, i = 0; ty <= maxY; ty++) {
    const [top, bottom] = [Math.max(0, -ty), Math.min(ny, ny - ty)];
    for (let tx = -maxShift; tx <= maxShift; tx++, i++) {
      const [left, right] = [Math.max(0, -tx), Math.min(nx, nx - tx)];
      if (top < bottom && left < right) data[i] = at(bottom, right) - at(top, right) - at(bottom, left) + at(top, left);
    }
  }
  return { shape, data };
}

/** −‖x − S_t B‖²/(2σ²) for all shifts of the square, plus what is in `weights` already. */
export function addLogLikelihoods(
  weights: Float64Array,
  norm: number,
  products: Float64Array,
  norms: Float64Array,
  sigma: number,
): void {
  for (let i = 0; i < weights.length; i++)
    weights[i] -= Math.max(0, norm - 2 * products[i] + norms[i]) / sigma / sigma / 2; // σ² may underflow
}

/** Σ v². */
export function squaredNorm(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return sum;
}

/**
 * Logarithm of the posterior probability of every pose of one image: logPosteriorPose, with all shifts of an angle at once.
 *
 * ‖x − S_t B‖² = ‖x‖² − 2⟨x, S_t B⟩ + ‖S_t B‖², B = R_a A: one FFT an angle, and a table of sums of B²
 *
 * @param image - x
 * @param template - A, of the same shape
 * @param options - `grid`: angles and largest shift; `model`: deviations of noise and shift
 * @returns shape [angles, 2 · maxShift + 1, 2 · maxShift + 1], entry (a, ty + maxShift, tx + maxShift)
 * @throws RangeError as logPosteriorPose
 * @example
 * const options = { grid: { angles: Float64Array.of(0), maxShift: 1 }, model: { sigma: 1, shiftSigma: 1 } };
 * eStepFft(image, image, options).shape // [1, 3, 3]
 * @see Sigworth (1998), doi:10.1006/jsbi.1998.4014
 */
export function eStepFft(
  image: Image,
  template: Image,
  options: { readonly grid: PoseGrid; readonly model: PoseModel },
): PosePosterior {
  const { grid, model } = options;
  checkPair(image, template, "eStepFft");
  checkGrid(grid, "eStepFft");
  checkPoseModel(model, "eStepFft");
  const { angles, maxShift } = grid;
  const prior = logSquarePrior(maxShift, model.shiftSigma);
  const shape = paddedShape(image.shape, maxShift);
  const X = paddedSpectrum(image, shape);
  const norm = squaredNorm(image.data);
  const data = new Float64Array(angles.length * prior.length);
  angles.forEach((angle, a) => {
    const B = turned(template, angle);
    const weights = data.subarray(a * prior.length, (a + 1) * prior.length);
    weights.set(prior);
    const products = correlations(X, paddedSpectrum(B, shape), shape, image.shape, maxShift);
    addLogLikelihoods(weights, norm, products, shiftedNorms(B, maxShift).data, model.sigma);
  });
  return asPosterior(data, grid, model.sigma, "eStepFft");
}
