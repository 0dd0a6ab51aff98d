import type * as cryo from "@cryolab/lib";

/**
 * FSC of two half maps of known noise, and of one of them with the truth.
 *
 * A = V + N₁, B = V + N₂, E|N(k)|² = P/S in every shell
 *
 * @param volume - V, a cube
 * @param ssnr - S of one half, shells 0 … floor(n/2)
 * @param rng - source of chance
 * @returns FSC(A, B) and FSC(A, V)
 */
export function halfMapExperiment(
  volume: cryo.Volume,
  ssnr: Float64Array,
  rng: cryo.Rng,
): { halves: Float64Array; truth: Float64Array } {
  // TODO: the mean power of V in every shell first; then noise of that power over ssnr, twice; then two curves.
  throw new Error(
    `TODO: halfMapExperiment (shape [${volume.shape}], ${ssnr.length} shells, ${rng.state.length} words)`,
  );
}
