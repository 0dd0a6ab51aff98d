// Calls the library's own function instead of writing one.
import { forward, type ImageSpectrum, type Rotation, type VolumeSpectrum } from "@cryolab/lib";

export function centralSlice(F: VolumeSpectrum, R: Rotation): ImageSpectrum {
  return forward.centralSlice(F, R);
}

// canary 3a4d78fc3f04cdffa7b9c78467e8521e
