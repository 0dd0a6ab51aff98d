import type * as cryo from "@cryolab/lib";

/**
 * Correlation inside a mask of two maps filtered to one shell after the other.
 *
 * mFSC(s) = Σ m u v/√(Σ m u² Σ m v²), u and v the maps times W = e^(−(|k| − s)²/(2σ²)) in Fourier space
 *
 * @param a - half map, a cube
 * @param b - the other one
 * @param options - mask; width of the window in Fourier voxels, 0 for hard shells
 * @returns floor(n/2) + 1 values
 */
export function modifiedFsc(
  a: cryo.Volume,
  b: cryo.Volume,
  options: { readonly mask: cryo.Volume; readonly sigma: number },
): Float64Array {
  // TODO: transform both maps once; for one s, W; then back, and three sums inside the mask.
  throw new Error(`TODO: modifiedFsc ([${a.shape}], [${b.shape}], mask [${options.mask.shape}], σ ${options.sigma})`);
}
