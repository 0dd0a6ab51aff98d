import type { Image, ImageSpectrum, Rotation, Volume, VolumeSpectrum } from "@cryolab/lib";

/** What slices have brought so far, zero frequency first: Σ w c F and Σ w c². */
export interface SliceGrid {
  readonly sum: VolumeSpectrum;
  readonly weight: Volume;
}

/**
 * A grid with one more slice in it.
 *
 * sum(k) += w c F(kx, ky), weight(k) += w c², w the trilinear weight at k of the place R (kx, ky, 0)
 *
 * @param grid - sums over the slices so far, [n, n, n]
 * @param slice - F, zero frequency first, shape [n, n]
 * @param view - rotation R; ctf c, 1 if left out
 * @returns new sums
 */
export function insertSlice(
  grid: SliceGrid,
  slice: ImageSpectrum,
  view: { readonly rotation: Rotation; readonly ctf?: Image },
): SliceGrid {
  // TODO: copies of the three arrays; then the loop of centralSlice with its arrow turned.
  throw new Error(`TODO: insertSlice (grid ${grid.sum.shape}, slice ${slice.shape}, R ${view.rotation})`);
}
