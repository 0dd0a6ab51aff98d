// Divides the sample by its CTF.
import type { Image, ImageSpectrum, Rotation, Volume, VolumeSpectrum } from "@cryolab/lib";

export interface SliceGrid {
  readonly sum: VolumeSpectrum;
  readonly weight: Volume;
}

export function insertSlice(
  grid: SliceGrid,
  slice: ImageSpectrum,
  view: { readonly rotation: Rotation; readonly ctf?: Image },
): SliceGrid {
  const n = slice.shape[0];
  const top = Math.floor(n / 2);
  const R = view.rotation;
  const re = Float64Array.from(grid.sum.re);
  const im = Float64Array.from(grid.sum.im);
  const weight = Float64Array.from(grid.weight.data);
  const signed = (i: number) => (i >= n - top ? i - n : i);
  for (let at = 0; at < n * n; at++) {
    const [kx, ky] = [signed(at % n), signed(Math.floor(at / n))];
    const place = [0, 1, 2].map((axis) => R[3 * axis] * kx + R[3 * axis + 1] * ky);
    if (place.some((k) => Math.abs(k) > top + 1e-9)) continue;
    const c = view.ctf ? view.ctf.data[at] : 1;
    const low = place.map(Math.floor);
    for (let corner = 0; corner < 8; corner++) {
      let w = 1;
      let to = 0;
      // z first: its index is the slowest
      for (let axis = 2; axis >= 0; axis--) {
        const k = low[axis] + ((corner >> axis) & 1);
        w *= 1 - Math.abs(place[axis] - k);
        to = to * n + ((k + n) % n);
      }
      re[to] += (w / c) * slice.re[at];
      im[to] += (w / c) * slice.im[at];
      weight[to] += w * c * c;
    }
  }
  return { sum: { shape: [n, n, n], re, im }, weight: { shape: [n, n, n], data: weight } };
}

// canary e0f5d00f6c7c72517c91844dda45a223
