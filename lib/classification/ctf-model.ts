/**
 * @file Likelihood of images seen through a lens: X = C A + N in Fourier space, N the transform of real noise whose power
 * depends on the shell only. All sums run over the full plane; for real images that is the exact likelihood of the pixels.
 * Source: Scheres (2012), J. Mol. Biol. 415, 406, doi:10.1016/j.jmb.2011.11.010.
 */

import { type ComplexArray, check, type Image, type ImageSpectrum, product } from "../core/index.ts";
import { shellIndex } from "../fourier/index.ts";

function checkSquare(name: string, F: ComplexArray): number {
  const n = F.shape[0];
  check(
    F.shape.length === 2 && F.shape[1] === n && n >= 1 && F.re.length === n * n && F.im.length === n * n,
    () => `${name} must be the spectrum of a square image, got shape [${F.shape}] with ${F.re.length} values`,
  );
  return n;
}

function checkCtf(name: string, ctf: Image, n: number): void {
  check(
    ctf.shape.length === 2 && ctf.shape[0] === n && ctf.shape[1] === n && ctf.data.length === product(ctf.shape),
    () => `${name} must have shape [${n},${n}], got [${ctf.shape}]`,
  );
}

/** Checks images of one side with as many CTFs and weights, and returns the side. */
function checkStack(
  name: string,
  images: readonly ImageSpectrum[],
  ctfs: readonly Image[],
  gamma: Float64Array,
): number {
  check(images.length >= 1, () => `${name}: images must hold at least one, got none`);
  check(
    ctfs.length === images.length && gamma.length === images.length,
    () => `${name}: images, ctfs and gamma must be as many, got ${images.length}, ${ctfs.length} and ${gamma.length}`,
  );
  const n = checkSquare(`${name}: images[0]`, images[0]);
  for (const [i, X] of images.entries()) {
    checkSquare(`${name}: images[${i}]`, X);
    check(X.shape[0] === n, () => `${name}: images must have one side, ${n}, got ${X.shape[0]} at ${i}`);
    checkCtf(`${name}: ctfs[${i}]`, ctfs[i], n);
  }
  const bad = gamma.findIndex((g) => !(g >= 0 && g < Infinity));
  check(bad < 0, () => `${name}: gamma must be finite and >= 0, got ${gamma[bad]} at index ${bad}`);
  return n;
}

function checkVariance(name: string, variance: Float64Array): void {
  check(variance.length >= 1, () => `${name}: variance must hold at least one value, got none`);
  const bad = variance.findIndex((v) => !(v > 0 && v < Infinity));
  check(bad < 0, () => `${name}: variance must be finite and above 0, got ${variance[bad]} at index ${bad}`);
}

/**
 * Logarithm of the likelihood of an image's spectrum, seen through a lens.
 *
 * −½ Σ_k [|X − C A|²/(N v) + ln 2πv] over the full plane, N the number of pixels, v the variance of the shell round(|k|)
 *
 * By Parseval it is the Gaussian likelihood of the pixels where the noise is white.
 *
 * @param image - X, spectrum of a real square image, zero frequency first
 * @param template - A, of the same shape
 * @param options - `ctf`, C, of the same shape, C(−k) = C(k); `variance` of a pixel in each shell, E|N(k)|² = N v; beyond the
 *   last entry the last one, so that one entry is white noise
 * @throws RangeError if the shapes differ or are not square, or a variance is not finite and above 0
 * @example
 * const X = fft(realArray([1, 1], [2]));
 * logLikelihoodCtf(X, X, { ctf: realArray([1, 1], [1]), variance: Float64Array.of(1) }).toFixed(6) // "-0.918939"
 * @see Scheres (2012), doi:10.1016/j.jmb.2011.11.010
 */
export function logLikelihoodCtf(
  image: ImageSpectrum,
  template: ImageSpectrum,
  options: { readonly ctf: Image; readonly variance: Float64Array },
): number {
  const { ctf, variance } = options;
  const n = checkSquare("logLikelihoodCtf: image", image);
  checkSquare("logLikelihoodCtf: template", template);
  check(
    template.shape[0] === n,
    () => `logLikelihoodCtf: template must have shape [${n},${n}], got [${template.shape}]`,
  );
  checkCtf("logLikelihoodCtf: ctf", ctf, n);
  checkVariance("logLikelihoodCtf", variance);
  const shells = shellIndex([n, n]);
  const last = variance.length - 1;
  let sum = 0;
  for (let k = 0; k < shells.length; k++) {
    const v = variance[Math.min(shells[k], last)];
    const re = image.re[k] - ctf.data[k] * template.re[k];
    const im = image.im[k] - ctf.data[k] * template.im[k];
    sum += (re * re + im * im) / (n * n * v) + Math.log(2 * Math.PI * v);
  }
  return -sum / 2;
}

/**
 * The template that explains weighted images seen through their lenses.
 *
 * A = Σ γᵢ Cᵢ Xᵢ/(Σ γᵢ Cᵢ² + variance/prior), variance and prior of the shell round(|k|)
 *
 * @param images - Xᵢ, spectra of square images, zero frequency first, turned and moved onto each other
 * @param ctfs - Cᵢ, one an image
 * @param options - `gamma`, one weight an image, which need not sum to 1; `variance` of the noise and `prior`, τ², of the
 *   signal, per pixel in each shell, beyond the last entry the last one; prior ∞ is none
 * @returns A; 0 where no image says anything
 * @throws RangeError if there is no image, numbers or shapes differ, or a weight, variance or prior is out of range
 * @example
 * const one = { ctf: realArray([1, 1], [0.5]), X: complexArray([1, 1], [3]) };
 * const options = { gamma: Float64Array.of(1), variance: Float64Array.of(1), prior: Float64Array.of(Infinity) };
 * mStepCtf([one.X], [one.ctf], options).re // Float64Array [6]
 * @see Scheres (2012), doi:10.1016/j.jmb.2011.11.010
 */
export function mStepCtf(
  images: readonly ImageSpectrum[],
  ctfs: readonly Image[],
  options: { readonly gamma: Float64Array; readonly variance: Float64Array; readonly prior: Float64Array },
): ImageSpectrum {
  const { gamma, variance, prior } = options;
  const n = checkStack("mStepCtf", images, ctfs, gamma);
  checkVariance("mStepCtf", variance);
  check(prior.length >= 1, () => "mStepCtf: prior must hold at least one value, got none");
  const bad = prior.findIndex((p) => !(p >= 0));
  check(bad < 0, () => `mStepCtf: prior must be >= 0, got ${prior[bad]} at index ${bad}`);
  const re = new Float64Array(n * n);
  const im = new Float64Array(n * n);
  const weight = new Float64Array(n * n);
  for (const [i, X] of images.entries()) {
    const C = ctfs[i].data;
    for (let k = 0; k < weight.length; k++) {
      const w = gamma[i] * C[k];
      re[k] += w * X.re[k];
      im[k] += w * X.im[k];
      weight[k] += w * C[k];
    }
  }
  const shells = shellIndex([n, n]);
  for (let k = 0; k < weight.length; k++) {
    const v = variance[Math.min(shells[k], variance.length - 1)];
    const tau = prior[Math.min(shells[k], prior.length - 1)];
    const denominator = weight[k] + v / tau; // ∞ for prior 0
    re[k] = denominator > 0 ? re[k] / denominator : 0;
    im[k] = denominator > 0 ? im[k] / denominator : 0;
  }
  return { shape: [n, n], re, im };
}

/** Means over the shells 0 … floor(n/2), the last with all beyond it, of a value a frequency. */
function shellMeans(n: number, value: (k: number) => number): Float64Array {
  const shells = shellIndex([n, n]);
  const last = Math.floor(n / 2);
  const sum = new Float64Array(last + 1);
  const count = new Float64Array(last + 1);
  for (let k = 0; k < shells.length; k++) {
    const shell = Math.min(shells[k], last);
    sum[shell] += value(k);
    count[shell]++;
  }
  return sum.map((v, shell) => v / count[shell]);
}

/**
 * Power of the noise in each shell, from what a template leaves unexplained.
 *
 * v(s) = Σᵢ γᵢ Σ_{k in s} |Xᵢ − Cᵢ A|²/(N · count(s) · Σ γᵢ): the variances that make Σ γᵢ logLikelihoodCtf largest
 *
 * @param images - Xᵢ, spectra of square images, zero frequency first
 * @param ctfs - Cᵢ, one an image
 * @param options - `template`, A; `gamma`, one weight an image, not all 0
 * @returns floor(n/2) + 1 variances of a pixel; the last holds the corners beyond it too
 * @throws RangeError if there is no image, numbers or shapes differ, or all weights are 0
 * @example
 * const one = { ctf: realArray([1, 1], [1]), X: complexArray([1, 1], [3]) };
 * const options = { template: complexArray([1, 1], [1]), gamma: Float64Array.of(1) };
 * noiseSpectrumUpdate([one.X], [one.ctf], options) // Float64Array [4]
 * @see Scheres (2012), doi:10.1016/j.jmb.2011.11.010
 */
export function noiseSpectrumUpdate(
  images: readonly ImageSpectrum[],
  ctfs: readonly Image[],
  options: { readonly template: ImageSpectrum; readonly gamma: Float64Array },
): Float64Array {
  const { template, gamma } = options;
  const n = checkStack("noiseSpectrumUpdate", images, ctfs, gamma);
  check(
    checkSquare("noiseSpectrumUpdate: template", template) === n,
    () => `noiseSpectrumUpdate: template must have shape [${n},${n}], got [${template.shape}]`,
  );
  const total = gamma.reduce((sum, g) => sum + g, 0);
  check(total > 0, () => "noiseSpectrumUpdate: gamma must not be 0 for all images");
  const squares = new Float64Array(n * n);
  for (const [i, X] of images.entries()) {
    const C = ctfs[i].data;
    for (let k = 0; k < squares.length; k++) {
      const re = X.re[k] - C[k] * template.re[k];
      const im = X.im[k] - C[k] * template.im[k];
      squares[k] += gamma[i] * (re * re + im * im);
    }
  }
  return shellMeans(n, (k) => squares[k] / (total * n * n));
}

/**
 * Power of the signal in each shell, from a template: the prior that would have drawn it.
 *
 * τ²(s) = mean |A|²/N over the shell: the variance that makes ln p(A) = −½ Σ [|A|²/(N τ²) + ln 2πτ²] largest
 *
 * A template that the prior itself has held back shows less power than the signal has: fed back round after round, τ² dies
 * out shell by shell where the data are weak. Add the variance that is left, v/(Σ γ C² + v/τ²), or estimate from a template
 * without a prior.
 *
 * @param template - A, spectrum of a square image, zero frequency first
 * @returns floor(n/2) + 1 values in the unit of the noise's variance; the last holds the corners beyond it too
 * @throws RangeError if the template is not square
 * @example
 * signalPriorUpdate(complexArray([1, 1], [3])) // Float64Array [9]
 * @see Scheres (2012), doi:10.1016/j.jmb.2011.11.010
 */
export function signalPriorUpdate(template: ImageSpectrum): Float64Array {
  const n = checkSquare("signalPriorUpdate: template", template);
  return shellMeans(n, (k) => (template.re[k] * template.re[k] + template.im[k] * template.im[k]) / (n * n));
}
