// Newton's method from the left, on the branch that comes first.
import * as cryo from "@cryolab/lib";

export function ctfAliasingLimit(optics: cryo.Optics, n: number, pixelSize: number): number {
  const lambda = cryo.optics.electronWavelength(optics.voltageKv);
  const a = (lambda * (optics.defocusU + optics.defocusV)) / 2;
  const b = optics.csMm * 1e7 * lambda * lambda * lambda;
  const half = (n * pixelSize) / 2;
  const end = 0.5 / pixelSize;
  if (b === 0) {
    const s = half / Math.abs(a);
    return s <= end ? s : Infinity;
  }
  const peak = a > 0 ? Math.sqrt(a / (3 * b)) : 0;
  let s: number;
  if (a > 0 && a * peak - b * peak ** 3 >= half) {
    s = 0; // a concave rise to + half: each step stays to the left
    for (let i = 0; i < 200; i++) {
      const slope = a - 3 * b * s * s;
      if (!(slope > 0)) break;
      s = Math.min(peak, s + (half - a * s + b * s ** 3) / slope);
    }
  } else {
    s = Math.sqrt(Math.max(a, 0) / b) + Math.cbrt(half / b) + 1; // convex beyond the zero: from the right
    for (let i = 0; i < 200; i++) s -= (b * s ** 3 - a * s - half) / (3 * b * s * s - a);
  }
  return s <= end ? s : Infinity;
}

// canary 23c3a0382b59bcd299b03b0406e10613
