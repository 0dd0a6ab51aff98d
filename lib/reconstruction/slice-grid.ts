/**
 * @file Slices put into the spectrum of a volume: every sample is shared out among the eight frequencies around its place,
 * weighted by its CTF. It is the adjoint of `forward.centralSlice`, sample by sample.
 * Source: Penczek (2010), Methods Enzymol. 482, 1, doi:10.1016/S0076-6879(10)82001-4.
 */

import {
  check,
  type Image,
  type ImageSpectrum,
  product,
  type Rotation,
  type Volume,
  type VolumeSpectrum,
} from "../core/index.ts";
import { fftshift, ifft } from "../fourier/index.ts";
import { crop, griddingCorrection } from "../sampling/index.ts";

/** What slices have brought so far, zero frequency first. */
export interface SliceGrid {
  /** Σ w c F */
  readonly sum: VolumeSpectrum;
  /** Σ w c² */
  readonly weight: Volume;
}

/**
 * A grid that no slice has reached.
 *
 * @param n - side of the spectrum
 * @throws RangeError if n is not a whole number ≥ 1
 * @example
 * sliceGrid(2).weight.data.length // 8
 */
export function sliceGrid(n: number): SliceGrid {
  check(Number.isInteger(n) && n >= 1, () => `sliceGrid: n must be a whole number >= 1, got ${n}`);
  const size = n * n * n;
  return {
    sum: { shape: [n, n, n], re: new Float64Array(size), im: new Float64Array(size) },
    weight: { shape: [n, n, n], data: new Float64Array(size) },
  };
}

/** Checks a grid of side n and returns n; `name` is the function that asks. */
function checkGrid({ sum, weight }: SliceGrid, name: string): number {
  const n = weight.shape[0];
  const size = n * n * n;
  check(
    weight.shape.length === 3 &&
      weight.shape.every((extent) => extent === n) &&
      sum.shape.length === 3 &&
      sum.shape.every((extent) => extent === n) &&
      [weight.data, sum.re, sum.im].every((values) => values.length === size),
    () => `${name}: grid must hold two cubes of one side, got shapes [${sum.shape}] and [${weight.shape}]`,
  );
  return n;
}

/**
 * A grid with one more slice in it.
 *
 * sum(k) += w c F(kx, ky), weight(k) += w c², w the trilinear weight of the sample's place R (kx, ky, 0) at k
 *
 * Neighbours wrap with period n; a sample with a component beyond floor(n/2) is left out. No Friedel mates are added: the
 * slice holds both.
 *
 * @param grid - left as it is
 * @param slice - F, zero frequency first, phases about floor(n/2), shape [n, n]
 * @param view - `rotation`, R; `ctf`, c, of the shape of the slice, 1 everywhere by default
 * @throws RangeError if the sides differ, or R is not nine finite numbers
 * @example
 * insertSlice(sliceGrid(64), fft(ifftshift(projection)), { rotation: R }).weight.shape // [64, 64, 64]
 * @see Penczek (2010), doi:10.1016/S0076-6879(10)82001-4
 */
export function insertSlice(
  grid: SliceGrid,
  slice: ImageSpectrum,
  view: { readonly rotation: Rotation; readonly ctf?: Image },
): SliceGrid {
  checkGrid(grid, "insertSlice");
  const { sum, weight } = grid;
  const copy: SliceGrid = {
    sum: { shape: sum.shape, re: sum.re.slice(), im: sum.im.slice() },
    weight: { shape: weight.shape, data: weight.data.slice() },
  };
  addSlice(copy, slice, view, "insertSlice");
  return copy;
}

/** insertSlice in place; `name` is the function that asks. */
export function addSlice(
  grid: SliceGrid,
  slice: ImageSpectrum,
  view: { readonly rotation: Rotation; readonly ctf?: Image | undefined },
  name: string,
): void {
  const n = grid.weight.shape[0];
  const { rotation: R, ctf } = view;
  check(
    slice.shape.length === 2 && slice.shape.every((extent) => extent === n) && slice.re.length === n * n,
    () => `${name}: slice must have shape [${n},${n}], got [${slice.shape}]`,
  );
  check(R.length === 9 && R.every(Number.isFinite), () => `${name}: R must be nine finite numbers, got [${R}]`);
  check(
    ctf === undefined || (ctf.shape.every((extent) => extent === n) && ctf.data.length === n * n),
    () => `${name}: ctf must have shape [${n},${n}], got [${ctf!.shape}]`,
  );
  const { re, im } = grid.sum;
  const { data: weight } = grid.weight;
  const half = Math.floor(n / 2);
  const limit = half + 1e-9; // cos 90° is 6e-17: rounding must not push Nyquist outside
  for (let j = 0; j < n; j++) {
    const ky = j < n - half ? j : j - n;
    for (let i = 0; i < n; i++) {
      const kx = i < n - half ? i : i - n;
      const x = R[0] * kx + R[1] * ky;
      const y = R[3] * kx + R[4] * ky;
      const z = R[6] * kx + R[7] * ky;
      if (Math.abs(x) > limit || Math.abs(y) > limit || Math.abs(z) > limit) continue;
      const at = j * n + i;
      const c = ctf === undefined ? 1 : ctf.data[at];
      const [fRe, fIm, c2] = [c * slice.re[at], c * slice.im[at], c * c];
      const [xi, yi, zi] = [Math.floor(x), Math.floor(y), Math.floor(z)];
      for (let dz = 0; dz < 2; dz++) {
        const wz = dz === 0 ? 1 - (z - zi) : z - zi;
        const plane = wrap(zi + dz, n) * n;
        for (let dy = 0; dy < 2; dy++) {
          const wy = wz * (dy === 0 ? 1 - (y - yi) : y - yi);
          const row = (plane + wrap(yi + dy, n)) * n;
          for (let dx = 0; dx < 2; dx++) {
            const w = wy * (dx === 0 ? 1 - (x - xi) : x - xi);
            if (w === 0) continue;
            const to = row + wrap(xi + dx, n);
            re[to] += w * fRe;
            im[to] += w * fIm;
            weight[to] += w * c2;
          }
        }
      }
    }
  }
}

/** The index of frequency k, −n ≤ k < 2n: frequencies wrap with period n. */
function wrap(k: number, n: number): number {
  return k < 0 ? k + n : k < n ? k : k - n;
}

/**
 * The map that a grid of slices stands for.
 *
 * F = sum/(weight + 1/snr), transformed back, cut to the side N/padding, divided by Π sinc²(x/N), N the side of the grid
 *
 * @param grid - sums over slices, left as they are
 * @param options - `snr`: power ratio of signal and noise of one slice, ∞ is no regularisation; `padding`: how many times
 *   larger than the map the grid is, 1 by default
 * @returns cube, its origin at floor(n/2); 0 where no slice has been at snr ∞
 * @throws RangeError if the grid is not two cubes of one side, snr is not above 0, or padding is no divisor of the side
 * @example
 * finishMap(sliceGrid(4), { snr: 1 }).shape // [4, 4, 4]
 * @see Penczek (2010), doi:10.1016/S0076-6879(10)82001-4
 */
export function finishMap(grid: SliceGrid, options: { readonly snr: number; readonly padding?: number }): Volume {
  const { snr, padding = 1 } = options;
  const N = checkGrid(grid, "finishMap");
  check(snr > 0, () => `finishMap: snr must be above 0, got ${snr}`);
  check(
    Number.isInteger(padding) && padding >= 1 && N % padding === 0,
    () => `finishMap: padding must be a whole number that divides the side ${N}, got ${padding}`,
  );
  const n = N / padding;
  const { sum, weight } = grid;
  const re = new Float64Array(product(sum.shape));
  const im = new Float64Array(re.length);
  for (let k = 0; k < re.length; k++) {
    const denominator = weight.data[k] + 1 / snr;
    if (denominator === 0) continue;
    re[k] = sum.re[k] / denominator;
    im[k] = sum.im[k] / denominator;
  }
  const wide: Volume = fftshift({ shape: sum.shape, data: ifft({ shape: sum.shape, re, im }).re });
  return griddingCorrection(crop(wide, [n, n, n]), { padding });
}
