// Works on a centred cube with a border, which is folded back onto the grid at the end.
import type { Image, ImageSpectrum, Rotation, Volume, VolumeSpectrum } from "@cryolab/lib";

export function insertSlice(
  { sum, weight }: { sum: VolumeSpectrum; weight: Volume },
  { re, im, shape: [n] }: ImageSpectrum,
  { rotation: R, ctf }: { rotation: Rotation; ctf?: Image },
): { sum: VolumeSpectrum; weight: Volume } {
  const h = n >> 1;
  const m = 2 * h + 4; // frequencies −h − 2 … h + 1
  const boxes = [0, 1, 2].map(() => new Float64Array(m ** 3));
  for (let ky = -h; ky < n - h; ky++)
    for (let kx = -h; kx < n - h; kx++) {
      const x = R[0] * kx + R[1] * ky;
      const y = R[3] * kx + R[4] * ky;
      const z = R[6] * kx + R[7] * ky;
      if (Math.max(Math.abs(x), Math.abs(y), Math.abs(z)) > h + 1e-9) continue;
      const sample = ((ky + n) % n) * n + ((kx + n) % n);
      const c = ctf === undefined ? 1 : ctf.data[sample];
      const values = [c * re[sample], c * im[sample], c * c];
      for (let l = Math.floor(z); l <= Math.floor(z) + 1; l++)
        for (let j = Math.floor(y); j <= Math.floor(y) + 1; j++)
          for (let i = Math.floor(x); i <= Math.floor(x) + 1; i++) {
            const w = (1 - Math.abs(x - i)) * (1 - Math.abs(y - j)) * (1 - Math.abs(z - l));
            const at = ((l + h + 2) * m + j + h + 2) * m + i + h + 2;
            for (let part = 0; part < 3; part++) boxes[part][at] += w * values[part];
          }
    }
  const out = [sum.re, sum.im, weight.data].map((old) => Float64Array.from(old));
  for (let at = 0; at < m ** 3; at++) {
    const [x, y, z] = [at % m, Math.floor(at / m) % m, Math.floor(at / m / m)].map((i) => (i - h - 2 + 3 * n) % n);
    for (let part = 0; part < 3; part++) out[part][(z * n + y) * n + x] += boxes[part][at];
  }
  return { sum: { shape: [n, n, n], re: out[0], im: out[1] }, weight: { shape: [n, n, n], data: out[2] } };
}

// canary 1f28671f58a88362db57a03d9f435c8e
