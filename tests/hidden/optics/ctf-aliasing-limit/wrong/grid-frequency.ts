// Returns a frequency of the grid.
import * as cryo from "@cryolab/lib";

export function ctfAliasingLimit(optics: cryo.Optics, n: number, pixelSize: number): number {
  const lambda = cryo.optics.electronWavelength(optics.voltageKv);
  const defocus = (optics.defocusU + optics.defocusV) / 2;
  const cs = optics.csMm * 1e7; // mm to Å
  const half = (n * pixelSize) / 2;
  const nyquist = 1 / (2 * pixelSize);
  const moved = (s: number): number => Math.abs(lambda * defocus * s - cs * lambda ** 3 * s ** 3);
  const top = defocus > 0 && cs > 0 ? Math.min(nyquist, Math.sqrt(defocus / (3 * cs)) / lambda) : nyquist;
  // |d| grows up to its top; beyond it falls to 0 and grows again
  let [low, high] = moved(top) >= half ? [0, top] : [top, nyquist];
  if (moved(high) < half) return Infinity;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (moved(middle) >= half) high = middle;
    else low = middle;
  }
  return Math.ceil(high * n * pixelSize) / (n * pixelSize);
}

// canary 6b420c41cdc4fdac924203b32e847925
