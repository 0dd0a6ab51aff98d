/**
 * @file Correlation of two maps inside a mask, shell by shell, with the mask last: each shell is filtered out of the whole
 * maps first, so that the mask cannot spread one shell into another.
 * Source: Penczek (2020), J. Struct. Biol. 212, 107562, doi:10.1016/j.jsb.2020.107562.
 */

import { type ComplexArray, check, type LongWork, progressOf, type Volume } from "../core/index.ts";
import { irfft, rfft } from "../fourier/index.ts";
import { checkCubes } from "./masked-fsc.ts";
import { halfShells, NO_POWER } from "./shells.ts";

/**
 * Modified FSC: the correlation inside a mask of two maps filtered to one shell.
 *
 * u, v = inverse transforms of W A, W B, W = e^(−(|k| − s)²/(2σ²)), |k| in Fourier voxels, corners too
 * mFSC(s) = Σ m u v/√(Σ m u² Σ m v²), s = 0 … floor(n/2)
 *
 * σ = 0 is the hard shell round(|k|) = s; with a mask of ones it is then the FSC. Means stay in, the mask counts once.
 *
 * @param a - half map, a cube
 * @param b - the other, of the same shape
 * @param options - `mask` of the same shape; `sigma`, σ, Fourier voxels; `progress` after every shell, `signal` to stop
 * @returns floor(n/2) + 1 values; 0 where the mask is empty or a shell has no power
 * @throws RangeError if the shapes differ or are no cubes, a value is not finite, or sigma is negative
 * @example
 * modifiedFsc(half1, half2, { mask: sphereMask(8, 2), sigma: 0.5 }).length // 5
 * @see Penczek (2020), doi:10.1016/j.jsb.2020.107562
 */
export function modifiedFsc(
  a: Volume,
  b: Volume,
  options: { readonly mask: Volume; readonly sigma: number } & LongWork,
): Float64Array {
  const { mask, sigma } = options;
  const n = checkCubes(a, b, mask, "modifiedFsc");
  check(sigma >= 0 && sigma < Infinity, () => `modifiedFsc: sigma must be finite and >= 0, got ${sigma}`);
  const [A, B] = [rfft(a), rfft(b)];
  const { shell, weight } = halfShells(a.shape);
  const radius = halfRadii(n);
  const ones = weight.map(() => 1);
  const total = [power(A, weight, ones), power(B, weight, ones)];
  const curve = new Float64Array(Math.floor(n / 2) + 1);
  const tick = progressOf("modifiedFsc: stopped before shell", curve.length, options);
  const window = new Float64Array(weight.length);
  for (let s = 0; s < curve.length; s++) {
    let size = 0; // of the window, as a part of all voxels
    for (let i = 0; i < window.length; i++) {
      const t = (radius[i] - s) / sigma;
      window[i] = sigma === 0 ? Number(shell[i] === s) : Math.exp(-(t * t) / 2);
      size += (weight[i] * window[i] * window[i]) / a.data.length;
    }
    const empty = [A, B].some((F, which) => power(F, weight, window) <= NO_POWER * size * total[which]);
    if (!empty) curve[s] = inside(mask, filtered(A, window, a.shape), filtered(B, window, a.shape));
    tick();
  }
  return curve;
}

/** The map of a half spectrum times a window. */
function filtered(F: ComplexArray, window: Float64Array, shape: Volume["shape"]): Float64Array {
  const re = F.re.map((v, i) => v * window[i]);
  const im = F.im.map((v, i) => v * window[i]);
  return irfft({ shape: F.shape, re, im }, shape).data;
}

/** Σ |W F|² over the full spectrum. */
function power(F: ComplexArray, weight: Float64Array, window: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weight.length; i++)
    sum += weight[i] * window[i] * window[i] * (F.re[i] * F.re[i] + F.im[i] * F.im[i]);
  return sum;
}

/** Σ m u v/√(Σ m u² Σ m v²), 0 without weight. */
function inside(mask: Volume, u: Float64Array, v: Float64Array): number {
  let [uv, uu, vv] = [0, 0, 0];
  for (let i = 0; i < u.length; i++) {
    const m = mask.data[i];
    uv += m * u[i] * v[i];
    uu += m * u[i] * u[i];
    vv += m * v[i] * v[i];
  }
  return uu > 0 && vv > 0 ? uv / (Math.sqrt(uu) * Math.sqrt(vv)) : 0;
}

/** |k| in Fourier voxels at every place of the half spectrum of a cube. */
function halfRadii(n: number): Float64Array {
  const h = Math.floor(n / 2) + 1;
  const line = Int32Array.from({ length: n }, (_, i) => (2 * i < n ? i : i - n));
  const radius = new Float64Array(n * n * h);
  let at = 0;
  for (const z of line)
    for (const y of line) for (let x = 0; x < h; x++) radius[at++] = Math.sqrt(x * x + y * y + z * z);
  return radius;
}
