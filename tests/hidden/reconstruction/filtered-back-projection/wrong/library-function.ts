// Calls the library's own function instead of writing one.
import { type Image, reconstruction } from "@cryolab/lib";

export function filteredBackProjection(sinogram: Image, angles: Float64Array, step: number): Image {
  return reconstruction.filteredBackProjection(sinogram, angles, step);
}

// canary 120931821bf6b72ee9ed550d84399304
