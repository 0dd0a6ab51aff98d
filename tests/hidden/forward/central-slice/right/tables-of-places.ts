// One place a time as lists of indices and weights, one for each axis.
import type { ImageSpectrum, Rotation, VolumeSpectrum } from "@cryolab/lib";

export const centralSlice = ({ shape: [n], re, im }: VolumeSpectrum, R: Rotation): ImageSpectrum => {
  const top = n >> 1;
  const frequency = (i: number) => (i <= (n - 1) / 2 ? i : i - n);
  const around = (v: number): [index: number, weight: number][] => {
    if (Math.abs(v) > top + 1e-9) return []; // an empty sum is 0
    const low = Math.floor(v);
    return [
      [(low + n) % n, 1 - (v - low)],
      [(low + 1 + n) % n, v - low],
    ];
  };
  const slice = { shape: [n, n] as const, re: new Float64Array(n * n), im: new Float64Array(n * n) };
  for (let i = 0; i < n * n; i++) {
    const [kx, ky] = [frequency(i % n), frequency(Math.floor(i / n))];
    const [xs, ys, zs] = [0, 1, 2].map((row) => around(R[3 * row] * kx + R[3 * row + 1] * ky));
    for (const [x, a] of xs)
      for (const [y, b] of ys)
        for (const [z, c] of zs) {
          slice.re[i] += a * b * c * re[z * n * n + y * n + x];
          slice.im[i] += a * b * c * im[z * n * n + y * n + x];
        }
  }
  return slice;
};

// canary 1a9606af586f5e14523cb89965eed349
