/**
 * @file What the FSC of two half maps says about their noise: halves are drawn with a known signal-to-noise ratio S in
 * every shell; their FSC is S/(1 + S), that of one of them with the truth √(S/(1 + S)).
 * Source: Frank & Al-Ali (1975), Nature 256, 376, doi:10.1038/256376a0.
 */

import { type ComplexArray, check, mapReal, type RealArray, type Rng } from "../core/index.ts";
import { noiseWithSpectrum, rfft } from "../fourier/index.ts";
import { halfShells, shellCorrelation, shellPower, sideOf } from "./shells.ts";

/**
 * FSC of two half maps of known noise, and of one of them with the truth.
 *
 * A = V + N_A, B = V + N_B, noise power in shell k = (power of V in shell k)/S(k); FSC(A, B) ≈ S/(1 + S), FSC(A, V) ≈
 * √(S/(1 + S))
 *
 * The halves are those of `data.halfMaps` with the same rng.
 *
 * @param volume - the truth, a cube (a square or a line too), with power in every shell
 * @param ssnr - S of one half in shells 0 … floor(n/2), power ratio above 0; ∞ is no noise
 * @param rng - generator, advanced by the noise of A, then that of B
 * @returns `halves` = FSC(A, B) and `truth` = FSC(A, V), floor(n/2) + 1 values each
 * @throws RangeError if the volume is no line, square or cube, or ssnr has another length or a value not above 0
 * @example
 * const ssnr = new Float64Array(5).fill(1)
 * halfMapExperiment(volume, ssnr, rng(1)).halves // about 0.5 in every shell
 * @see Frank & Al-Ali (1975), doi:10.1038/256376a0
 */
export function halfMapExperiment(
  volume: RealArray,
  ssnr: Float64Array,
  rng: Rng,
): { halves: Float64Array; truth: Float64Array } {
  const n = sideOf(volume, "halfMapExperiment: volume");
  const size = Math.floor(n / 2) + 1;
  check(
    ssnr.length === size,
    () => `halfMapExperiment: ssnr must have a value for each of the ${size} shells, got ${ssnr.length}`,
  );
  const bad = ssnr.findIndex((S) => !(S > 0));
  check(bad < 0, () => `halfMapExperiment: ssnr must be above 0, got ${ssnr[bad]} at shell ${bad}`);

  const shells = halfShells(volume.shape);
  const signal = rfft(volume);
  // with a pixel of 1/n, a frequency is a radius in Fourier pixels; √ of a whole number never rounds to another shell
  const power = shellPower(signal, shells);
  const levels = power.map((p, k) => p / (shells.count[k] * ssnr[k] * volume.data.length));
  const half = (): ComplexArray => {
    const psd = (radius: number): number => levels[Math.min(Math.round(radius), size - 1)];
    const noise = noiseWithSpectrum(volume.shape, psd, { pixelSize: 1 / n, rng });
    return rfft(mapReal(volume, (v, i) => v + noise.data[i]));
  };
  const a = half();
  const b = half();
  return { halves: shellCorrelation(a, b, shells), truth: shellCorrelation(a, signal, shells) };
}
