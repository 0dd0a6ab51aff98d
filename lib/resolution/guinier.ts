/**
 * @file How fast a map's spectrum falls, and giving the fall back: amplitudes ∝ e^(−B s²/4), power ∝ e^(−B s²/2).
 * Source: Rosenthal & Henderson (2003), J. Mol. Biol. 333, 721, doi:10.1016/j.jmb.2003.07.013.
 */

import { check, product, type VolumeSpectrum } from "../core/index.ts";

function checkPixelSize(pixelSize: number, name: string): void {
  check(pixelSize > 0 && pixelSize < Infinity, () => `${name}: pixelSize must be finite and above 0, got ${pixelSize}`);
}

/**
 * B factor of a map from its Guinier plot: a straight line of ln power against s².
 *
 * ln power = 2 lnF0 − (B/2) s², s = k/(n · pixelSize), least squares without weights over the shells k with n · pixelSize/k
 * inside the range
 *
 * @param power - mean |F|² of shell k at index k; shell 0 is not used, a shell of power 0 is skipped
 * @param pixelSize - Å
 * @param options - `n`, side of the map; `range`, two lengths in Å in either order, ends included
 * @returns `B`, Å², positive for a spectrum that falls, and `lnF0`, of the amplitude at s = 0
 * @throws RangeError if fewer than two shells are left, a power is negative or not finite, or an option is out of range
 * @example
 * const power = Float64Array.from({ length: 33 }, (_, k) => Math.exp(-50 * (k / 64) ** 2));
 * guinierFit(power, 1, { n: 64, range: [10, 2] }).B.toFixed(6) // "100.000000"
 * @see Rosenthal & Henderson (2003), doi:10.1016/j.jmb.2003.07.013
 */
export function guinierFit(
  power: Float64Array,
  pixelSize: number,
  options: { readonly n: number; readonly range: readonly [number, number] },
): { B: number; lnF0: number } {
  const { n, range } = options;
  checkPixelSize(pixelSize, "guinierFit");
  check(Number.isInteger(n) && n >= 1, () => `guinierFit: n must be a whole number >= 1, got ${n}`);
  check(
    range.length === 2 && range.every((d) => d > 0),
    () => `guinierFit: range must be two lengths above 0, got [${range}]`,
  );
  const [fine, coarse] = [Math.min(...range), Math.max(...range)];
  const points: [x: number, y: number][] = [];
  for (let k = 1; k < power.length; k++) {
    const length = (n * pixelSize) / k;
    const slack = 1e-12 * length; // the ends are included, whatever their rounding
    if (length < fine - slack || length > coarse + slack) continue;
    const p = power[k];
    check(p >= 0 && p < Infinity, () => `guinierFit: power must be finite and >= 0, got ${p} at index ${k}`);
    if (p > 0) points.push([1 / (length * length), Math.log(p)]);
  }
  check(
    points.length >= 2,
    () => `guinierFit: range must hold at least two shells with power, got ${points.length} in [${range}] Å`,
  );
  const mean = (axis: 0 | 1): number => points.reduce((sum, p) => sum + p[axis], 0) / points.length;
  const [mx, my] = [mean(0), mean(1)];
  let [xx, xy] = [0, 0];
  for (const [x, y] of points) {
    xx += (x - mx) * (x - mx);
    xy += (x - mx) * (y - my);
  }
  const slope = xy / xx;
  return { B: -2 * slope, lnF0: (my - slope * mx) / 2 };
}

/**
 * A map's spectrum with its fall-off changed.
 *
 * F'(k) = F(k) e^(−B s²/4), s = |k|/(n · pixelSize), corners too: a negative B sharpens, a positive one blurs
 *
 * The value at zero frequency stays. So does the FSC of two maps sharpened alike, but for how much the factor varies inside
 * a shell.
 *
 * @param F - spectrum of a volume, zero frequency first
 * @param B - Å²; `sharpen(F, −fit.B, pixelSize)` undoes what guinierFit found
 * @param pixelSize - Å
 * @throws RangeError if F is no volume's, B is not finite, or pixelSize is not above 0
 * @example
 * sharpen(fft(volume), -50, 1.2).shape // [8, 8, 8]
 * @see Rosenthal & Henderson (2003), doi:10.1016/j.jmb.2003.07.013
 */
export function sharpen(F: VolumeSpectrum, B: number, pixelSize: number): VolumeSpectrum {
  const { shape } = F;
  check(
    shape.length === 3 && F.re.length === product(shape) && F.im.length === product(shape),
    () => `sharpen: F must be the spectrum of a volume, got shape [${shape}] with ${F.re.length} values`,
  );
  check(Number.isFinite(B), () => `sharpen: B must be finite, got ${B}`);
  checkPixelSize(pixelSize, "sharpen");
  // one factor an axis, as s² is a sum
  const [gz, gy, gx] = shape.map((n) =>
    Float64Array.from({ length: n }, (_, i) => {
      const s = (2 * i < n ? i : i - n) / (n * pixelSize);
      return Math.exp((-B * s * s) / 4);
    }),
  );
  const re = new Float64Array(F.re.length);
  const im = new Float64Array(F.re.length);
  let at = 0;
  for (let z = 0; z < gz.length; z++)
    for (let y = 0; y < gy.length; y++) {
      const g = gz[z] * gy[y];
      for (let x = 0; x < gx.length; x++, at++) {
        re[at] = F.re[at] * g * gx[x];
        im[at] = F.im[at] * g * gx[x];
      }
    }
  return { shape, re, im };
}
