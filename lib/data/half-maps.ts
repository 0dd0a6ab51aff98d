/** @file Two half maps of known noise, shaped shell by shell by noiseWithSpectrum. */

import { check, checkFinite, mapReal, type RealArray, type Rng, type Shape } from "../core/index.ts";
import { fft, fftshift, noiseWithSpectrum, powerSpectrum, radialAverage } from "../fourier/index.ts";

/**
 * Two half maps: the volume plus noise of a known signal-to-noise ratio in every shell.
 *
 * A = V + N_A, B = V + N_B, E|N(f)|² = (mean of |V|² over shell k)/S(k), k = round(|f|) in Fourier pixels
 *
 * Beyond the last shell, in the corners, the noise is that of the last shell. The FSC of A and B is about S/(1 + S).
 *
 * @param volume - the truth, a cube (a square or a line too), with power in every shell
 * @param ssnr - S of one half in shells 0 … floor(n/2), power ratio above 0; ∞ is no noise
 * @param rng - generator, advanced by the noise of the first half, then that of the second
 * @returns the two halves, each of the shape of the volume
 * @throws RangeError if the volume is no line, square or cube, or ssnr has another length or a value not above 0
 * @example
 * const ssnr = new Float64Array(5).fill(1) // shells 0 … 4 of n = 8
 * halfMaps(volume, ssnr, rng(1)).length // 2
 * @see Frank & Al-Ali (1975), Nature 256, 376, doi:10.1038/256376a0
 */
export function halfMaps<S extends Shape>(
  volume: RealArray<S>,
  ssnr: Float64Array,
  rng: Rng,
): [RealArray<S>, RealArray<S>] {
  const { shape, data } = volume;
  const [n] = shape;
  check(
    shape.length >= 1 && shape.length <= 3 && shape.every((extent) => extent === n),
    () => `halfMaps: volume must be a line, a square or a cube, got shape [${shape}]`,
  );
  checkFinite(data, "halfMaps: volume");
  const last = Math.floor(n / 2);
  check(
    ssnr.length === last + 1,
    () => `halfMaps: ssnr must have a value for each of the ${last + 1} shells, got ${ssnr.length}`,
  );
  const bad = ssnr.findIndex((S) => !(S > 0));
  check(bad < 0, () => `halfMaps: ssnr must be above 0, got ${ssnr[bad]} at shell ${bad}`);

  // with a pixel of 1/n, a frequency is a radius in Fourier pixels; √ of a whole number never rounds to another shell
  const power = radialAverage(fftshift(powerSpectrum(fft(volume)))).value;
  const shells = power.map((p, k) => p / (ssnr[k] * data.length));
  const half = (): RealArray<S> => {
    const psd = (radius: number): number => shells[Math.min(Math.round(radius), last)];
    const noise = noiseWithSpectrum(shape, psd, { pixelSize: 1 / n, rng });
    return mapReal(volume, (v, i) => v + noise.data[i]);
  };
  const first = half();
  return [first, half()];
}
