/**
 * @file Noise of any spectrum. It is drawn white in real space and shaped in Fourier space, so that it is real and
 * Hermitian without further care.
 */

import { check, product, type RealArray, type Rng, type Shape } from "../core/index.ts";
import { normal } from "../random/index.ts";
import { checkPixelSize, checkShape } from "./border.ts";
import { squaredFrequency } from "./frequencies.ts";
import { irfft, rfft } from "./half.ts";

/** What varies from draw to draw: amplitude and phase of every frequency as in Gaussian noise, or the phase alone. */
export type NoiseAmplitude = "gaussian" | "fixed";

/**
 * Real noise of a given power spectrum.
 *
 * E|F(k)|² = N · psd(s), s = √Σ (k/(n · pixelSize))², N the number of samples, k = 0 included
 *
 * White noise of variance v has psd = v. "gaussian": Re F and Im F normal, each with half of the power, and a real F with
 * all of it where k is its own mate (0 and Nyquist). "fixed": |F|² is N · psd in every draw and only the phase, there the
 * sign, is left to chance.
 *
 * @param shape - extents of the array
 * @param psd - power as a function of s in 1/Å; finite and ≥ 0, called for s ≥ 0 in any order
 * @param options - `pixelSize`, Å; `amplitude`, "gaussian" by default; `rng`, advanced by one normal number a sample
 * @returns real samples of mean square Σ psd/N over all k; their mean is random too
 * @throws RangeError if shape or pixelSize is out of range, amplitude is unknown, or psd is negative or not finite
 * @example
 * noiseWithSpectrum([64, 64], (s) => 1 / (1 + 100 * s * s), { pixelSize: 1.5, rng }).shape // [64, 64]
 */
export function noiseWithSpectrum<const S extends Shape>(
  shape: S,
  psd: (s: number) => number,
  options: { readonly pixelSize: number; readonly amplitude?: NoiseAmplitude; readonly rng: Rng },
): RealArray<S> {
  const { pixelSize, amplitude = "gaussian", rng } = options;
  checkShape("noiseWithSpectrum", shape);
  checkPixelSize("noiseWithSpectrum", pixelSize);
  check(
    amplitude === "gaussian" || amplitude === "fixed",
    () => `noiseWithSpectrum: amplitude must be "gaussian" or "fixed", got ${amplitude}`,
  );
  const N = product(shape);
  const white = new Float64Array(N);
  for (let i = 0; i < N; i++) white[i] = normal(rng);
  const W = rfft({ shape, data: white }); // E|W|² = N
  const squares = squaredFrequency(
    shape,
    shape.map((n) => n * pixelSize),
    W.shape[W.shape.length - 1],
  );
  for (let i = 0; i < squares.length; i++) {
    const s = Math.sqrt(squares[i]);
    const power = psd(s);
    check(
      power >= 0 && power < Infinity,
      () => `noiseWithSpectrum: psd must be finite and >= 0, got ${power} at s = ${s}`,
    );
    let gain = Math.sqrt(power);
    if (amplitude === "fixed") {
      const size = Math.sqrt(W.re[i] * W.re[i] + W.im[i] * W.im[i]);
      if (size > 0) gain *= Math.sqrt(N) / size;
    }
    W.re[i] *= gain;
    W.im[i] *= gain;
  }
  return irfft(W, shape);
}
