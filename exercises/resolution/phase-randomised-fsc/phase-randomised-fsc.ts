import type * as cryo from "@cryolab/lib";

/**
 * FSC of two half maps after a mask, and corrected for the mask by random phases.
 *
 * corrected = masked below `from`, (masked − random)/(1 − random) from there on, 0 where random ≥ 1
 *
 * @param a - half map, a cube
 * @param b - the other one
 * @param options - mask; first shell with random phases; source of chance
 * @returns three curves over the shells 0 … floor(n/2)
 */
export function maskedFscCorrected(
  a: cryo.Volume,
  b: cryo.Volume,
  options: { readonly mask: cryo.Volume; readonly from: number; readonly rng: cryo.Rng },
): { masked: Float64Array; random: Float64Array; corrected: Float64Array } {
  // TODO: a function that gives one map random phases from a shell on; the rest are two FSCs and a formula.
  throw new Error(
    `TODO: maskedFscCorrected ([${a.shape}], [${b.shape}], from ${options.from}, mask [${options.mask.shape}])`,
  );
}
