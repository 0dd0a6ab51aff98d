// Calls the library's own function instead of writing one.
import {
  type Image,
  type ImageSpectrum,
  type Rotation,
  reconstruction,
  type Volume,
  type VolumeSpectrum,
} from "@cryolab/lib";

type Grid = { readonly sum: VolumeSpectrum; readonly weight: Volume };

export function insertSlice(grid: Grid, slice: ImageSpectrum, view: { rotation: Rotation; ctf?: Image }): Grid {
  return reconstruction.insertSlice(grid, slice, view);
}

// canary ad1d27aa0f66f9b374f4e8230179a6df
