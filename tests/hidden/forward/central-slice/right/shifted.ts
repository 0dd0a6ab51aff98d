// Moves the zero frequency to the middle first, repeats the first plane of even n at the end, interpolates there.
import type { ImageSpectrum, Rotation, VolumeSpectrum } from "@cryolab/lib";

export function centralSlice(F: VolumeSpectrum, R: Rotation): ImageSpectrum {
  const n = F.shape[0];
  const h = Math.floor(n / 2);
  const m = 2 * h + 1; // frequencies −h … h
  const centred = (part: Float64Array) =>
    Float64Array.from({ length: m ** 3 }, (_, i) => {
      const [z, y, x] = [Math.floor(i / m / m), Math.floor(i / m) % m, i % m].map((v) => (v - h + n) % n);
      return part[(z * n + y) * n + x];
    });
  const line = (u: number, a: number, b: number) => (u === 0 ? a : a + u * (b - a));
  const read = (part: Float64Array, p: readonly number[]): number => {
    if (p.some((v) => v < -1e-9 || v > m - 1 + 1e-9)) return 0;
    const [x, y, z] = p.map((v) => Math.max(0, Math.min(m - 1, v)));
    const [a, b, c] = [x, y, z].map(Math.floor);
    const row = (k: number, j: number) => line(x - a, part[(k * m + j) * m + a], part[(k * m + j) * m + a + 1]);
    const plane = (k: number) => line(y - b, row(k, b), y === b ? 0 : row(k, b + 1));
    return line(z - c, plane(c), z === c ? 0 : plane(c + 1));
  };
  const values = ([F.re, F.im] as const).map((part) => {
    const box = centred(part);
    return Float64Array.from({ length: n * n }, (_, i) => {
      const [kx, ky] = [i % n, Math.floor(i / n)].map((v) => (v < n - h ? v : v - n));
      return read(
        box,
        [0, 3, 6].map((row) => R[row] * kx + R[row + 1] * ky + h),
      );
    });
  });
  return { shape: [n, n], re: values[0], im: values[1] };
}

// canary f5fc76c9174388e1a8fd26725f8bb6f4
