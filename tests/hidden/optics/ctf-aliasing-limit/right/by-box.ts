// In units of Nyquist and half a box; a recursion on intervals that can hold a crossing.
import * as cryo from "@cryolab/lib";

export function ctfAliasingLimit(optics: cryo.Optics, n: number, pixelSize: number): number {
  const lambda = cryo.optics.electronWavelength(optics.voltageKv);
  const nyquist = 1 / (2 * pixelSize);
  const box = (n * pixelSize) / 2;
  const linear = (lambda * (optics.defocusU + optics.defocusV) * nyquist) / (2 * box);
  const cubic = (optics.csMm * 1e7 * lambda ** 3 * nyquist ** 3) / box;
  const d = (u: number): number => Math.abs(linear * u - cubic * u ** 3);
  // no point of [u, w] can be beyond d(u) + slope · (w − u)
  const search = (u: number, w: number): number => {
    const slope = Math.max(
      Math.abs(linear),
      Math.abs(linear - 3 * cubic * w * w),
      Math.abs(linear - 3 * cubic * u * u),
    );
    if (Math.max(d(u), d(w)) + (slope * (w - u)) / 2 < 1) return Infinity;
    if (w - u < 1e-8) return d(w) >= 1 ? w : Infinity;
    const middle = (u + w) / 2;
    const left = search(u, middle);
    return left < Infinity ? left : search(middle, w);
  };
  return search(0, 1) * nyquist;
}

// canary ceb4dd1929e3591787db04bac878f988
