// A scan up to Nyquist, and halving where the band is left first.
import * as cryo from "@cryolab/lib";

export function ctfAliasingLimit(optics: cryo.Optics, n: number, pixelSize: number): number {
  const x = cryo.optics.electronWavelength(optics.voltageKv);
  const z = 0.5 * optics.defocusU + 0.5 * optics.defocusV;
  const outside = (s: number): boolean =>
    Math.abs(x * s * (z - optics.csMm * 1e7 * (x * s) ** 2)) >= 0.5 * n * pixelSize;
  const steps = 20000;
  for (let k = 1; k <= steps; k++) {
    let high = (0.5 * k) / (steps * pixelSize);
    if (!outside(high)) continue;
    let width = 0.5 / (steps * pixelSize);
    for (let i = 0; i < 30; i++) {
      width /= 2;
      if (outside(high - width)) high -= width;
    }
    return high;
  }
  return Number.POSITIVE_INFINITY;
}

// canary d4f715fb816f44b6a492e0f8af166aa6
