import type { VolumeSpectrum } from "@cryolab/lib";

/**
 * B factor of a map from its Guinier plot.
 *
 * ln power = 2 lnF0 − (B/2) s², s = k/(n · pixelSize), least squares over the shells in range
 *
 * @param power - mean |F|² of shell k at index k
 * @param pixelSize - Å
 * @param options - `n`, side of the map; `range`, two lengths in Å
 * @returns B in Å², and lnF0 of the amplitude
 */
export function guinierFit(
  power: Float64Array,
  pixelSize: number,
  options: { readonly n: number; readonly range: readonly [number, number] },
): { B: number; lnF0: number } {
  // TODO: collect s² and ln power of the shells that count; a straight line through them; B and lnF0 from its two numbers.
  throw new Error(`TODO: guinierFit (${power.length} shells, pixel ${pixelSize} Å, range ${options.range} Å)`);
}

/**
 * A spectrum with its fall-off changed.
 *
 * F · e^(−B s²/4)
 *
 * @param F - spectrum of a volume, zero frequency first
 * @param B - Å², negative sharpens
 * @param pixelSize - Å
 * @returns a new spectrum
 */
export function sharpen(F: VolumeSpectrum, B: number, pixelSize: number): VolumeSpectrum {
  throw new Error(`TODO: sharpen (shape [${F.shape}], B ${B} Å², pixel ${pixelSize} Å)`);
}
