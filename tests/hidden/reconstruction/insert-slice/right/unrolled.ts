// The eight neighbours written out one after another.
import type { Image, ImageSpectrum, Rotation, Volume, VolumeSpectrum } from "@cryolab/lib";

type Grid = { readonly sum: VolumeSpectrum; readonly weight: Volume };

export const insertSlice = (grid: Grid, slice: ImageSpectrum, view: { rotation: Rotation; ctf?: Image }): Grid => {
  const n = grid.weight.shape[0];
  const result: Grid = structuredClone({ sum: grid.sum, weight: grid.weight });
  const frequency = (i: number) => i - n * Math.round(i / n + (2 * i === n ? 0.1 : 0));
  const mod = (i: number) => i - n * Math.floor(i / n);
  for (let s = 0; s < n * n; s++) {
    const k = [frequency(s % n), frequency(Math.floor(s / n))];
    const dot = (row: number) => view.rotation[3 * row] * k[0] + view.rotation[3 * row + 1] * k[1];
    const [x, y, z] = [dot(0), dot(1), dot(2)];
    if (!(Math.abs(x) <= n / 2 + 1e-9 && Math.abs(y) <= n / 2 + 1e-9 && Math.abs(z) <= n / 2 + 1e-9)) continue;
    if (n % 2 === 1 && [x, y, z].some((v) => Math.abs(v) > (n - 1) / 2 + 1e-9)) continue;
    const [u, v, w] = [x, y, z].map((a) => a - Math.floor(a));
    const [i, j, l] = [x, y, z].map((a) => mod(Math.floor(a)));
    const [i1, j1, l1] = [i, j, l].map((a) => mod(a + 1));
    const c = view.ctf === undefined ? 1 : view.ctf.data[s];
    const add = (weight: number, a: number, b: number, d: number): void => {
      const to = d * n * n + b * n + a;
      result.sum.re[to] += weight * c * slice.re[s];
      result.sum.im[to] += weight * c * slice.im[s];
      result.weight.data[to] += weight * c * c;
    };
    add((1 - u) * (1 - v) * (1 - w), i, j, l);
    add(u * (1 - v) * (1 - w), i1, j, l);
    add((1 - u) * v * (1 - w), i, j1, l);
    add(u * v * (1 - w), i1, j1, l);
    add((1 - u) * (1 - v) * w, i, j, l1);
    add(u * (1 - v) * w, i1, j, l1);
    add((1 - u) * v * w, i, j1, l1);
    add(u * v * w, i1, j1, l1);
  }
  return result;
};

// canary 0f559a029f4020040b42f7cf05f431ec
