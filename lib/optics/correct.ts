/**
 * @file Undoing a transfer function, as far as noise allows: the sign alone, or the Wiener filter.
 * Source: Frank (2006), Three-Dimensional Electron Microscopy of Macromolecular Assemblies, section 2.9.
 */

import { type ComplexArray, check, type Image, type ImageSpectrum, product } from "../core/index.ts";
import { shellIndex } from "../fourier/index.ts";

function checkAlike(F: ComplexArray, shape: readonly number[], lengths: readonly number[], name: string): void {
  const size = product(F.shape);
  check(
    F.shape.length === 2 && F.re.length === size && F.im.length === size,
    () => `${name}: F must be the spectrum of an image, got shape [${F.shape}] with ${F.re.length} values`,
  );
  check(
    shape.length === 2 && shape[0] === F.shape[0] && shape[1] === F.shape[1] && lengths.every((n) => n === size),
    () => `${name}: the transfer function must have shape [${F.shape}], got [${shape}]`,
  );
}

/**
 * A spectrum with the contrast of every frequency turned the right way up: amplitudes stay as the lens left them.
 *
 * F'(k) = −F(k) where CTF(k) < 0, else F(k)
 *
 * @param F - spectrum of an image, in the order of frequencies of ctf
 * @param ctf - transfer function, real, of the same shape
 * @throws RangeError if the shapes differ
 * @example
 * phaseFlip(fft(image), ctf2d([64, 64], 1.2, optics)).shape // [64, 64]
 * @see Frank (2006), section 2.9
 */
export function phaseFlip(F: ImageSpectrum, ctf: Image): ImageSpectrum {
  checkAlike(F, ctf.shape, [ctf.data.length], "phaseFlip");
  const turned = (values: Float64Array): Float64Array => values.map((v, i) => (ctf.data[i] < 0 ? -v : v));
  return { shape: F.shape, re: turned(F.re), im: turned(F.im) };
}

/**
 * A spectrum with its transfer function undone by the Wiener filter.
 *
 * F'(k) = H*(k) F(k)/(|H(k)|² + 1/snr)
 *
 * The gain never exceeds √snr/2. snr 0 gives 0; snr ∞ is the inverse filter, with 0 where H is 0.
 *
 * @param F - spectrum of an image, zero frequency first
 * @param H - transfer function, complex, of the same shape; im is 0 for a CTF
 * @param snr - power ratio of signal and noise before the transfer, one for all frequencies or one for each shell
 *   round(√(kx² + ky²)), k in Fourier pixels; a shell beyond the end of the list has snr 0
 * @throws RangeError if the shapes differ or an snr is negative or NaN
 * @example
 * const H = complexArray([64, 64], ctf2d([64, 64], 1.2, optics).data);
 * wienerFilter(fft(image), H, 100).shape // [64, 64]
 * @see Wiener (1949), Extrapolation, Interpolation, and Smoothing of Stationary Time Series
 */
export function wienerFilter(F: ImageSpectrum, H: ImageSpectrum, snr: number | Float64Array): ImageSpectrum {
  checkAlike(F, H.shape, [H.re.length, H.im.length], "wienerFilter");
  const list = typeof snr === "number" ? [snr] : snr;
  for (let i = 0; i < list.length; i++)
    check(list[i] >= 0, () => `wienerFilter: snr must be >= 0, got ${list[i]} at index ${i}`);
  const shells = typeof snr === "number" ? undefined : shellIndex(F.shape);
  const re = new Float64Array(F.re.length);
  const im = new Float64Array(F.re.length);
  for (let i = 0; i < re.length; i++) {
    const shell = shells === undefined ? 0 : shells[i];
    const ratio = shell < list.length ? list[shell] : 0;
    const [a, b] = [H.re[i], H.im[i]];
    const denominator = a * a + b * b + 1 / ratio; // ∞ for snr 0
    if (denominator === 0) continue;
    re[i] = (a * F.re[i] + b * F.im[i]) / denominator;
    im[i] = (a * F.im[i] - b * F.re[i]) / denominator;
  }
  return { shape: F.shape, re, im };
}
