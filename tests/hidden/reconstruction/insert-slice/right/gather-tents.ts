// A list of (entry, weight, sample) first, then three sums over the list.
import type { Image, ImageSpectrum, Rotation, Volume, VolumeSpectrum } from "@cryolab/lib";

interface Grid {
  readonly sum: VolumeSpectrum;
  readonly weight: Volume;
}

export function insertSlice(grid: Grid, slice: ImageSpectrum, view: { rotation: Rotation; ctf?: Image }): Grid {
  const n = slice.shape[1];
  const limit = Math.floor(n / 2) + 1e-9;
  const [a, b, , c, d, , e, f] = view.rotation;
  const shares: [entry: number, weight: number, sample: number][] = [];
  const axis = (v: number): [number, number][] => {
    const k = Math.floor(v);
    const index = (i: number) => ((i % n) + n) % n;
    return Math.abs(v) > limit
      ? []
      : [
          [index(k), k + 1 - v],
          [index(k + 1), v - k],
        ];
  };
  for (let j = 0; j < n; j++)
    for (let i = 0; i < n; i++) {
      const kx = 2 * i < n ? i : i - n;
      const ky = 2 * j < n ? j : j - n;
      for (const [z, wz] of axis(e * kx + f * ky))
        for (const [y, wy] of axis(c * kx + d * ky))
          for (const [x, wx] of axis(a * kx + b * ky)) shares.push([(z * n + y) * n + x, wx * wy * wz, j * n + i]);
    }
  const lens = (sample: number) => view.ctf?.data[sample] ?? 1;
  const plus = (old: Float64Array, value: (sample: number) => number) => {
    const out = old.slice();
    for (const [entry, weight, sample] of shares) out[entry] += weight * value(sample);
    return out;
  };
  return {
    sum: {
      shape: grid.sum.shape,
      re: plus(grid.sum.re, (s) => lens(s) * slice.re[s]),
      im: plus(grid.sum.im, (s) => lens(s) * slice.im[s]),
    },
    weight: { shape: grid.weight.shape, data: plus(grid.weight.data, (s) => lens(s) ** 2) },
  };
}

// canary 1372ade075fa3caec61b9d0d7bc09125
