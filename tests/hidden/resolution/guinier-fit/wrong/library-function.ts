// Calls the library's own functions instead of writing them.
import { resolution, type VolumeSpectrum } from "@cryolab/lib";

export function guinierFit(
  power: Float64Array,
  pixelSize: number,
  options: { readonly n: number; readonly range: readonly [number, number] },
): { B: number; lnF0: number } {
  return resolution.guinierFit(power, pixelSize, options);
}

export function sharpen(F: VolumeSpectrum, B: number, pixelSize: number): VolumeSpectrum {
  return resolution.sharpen(F, B, pixelSize);
}

// canary 3096cc8661e93e89a8f878a1218caa28
