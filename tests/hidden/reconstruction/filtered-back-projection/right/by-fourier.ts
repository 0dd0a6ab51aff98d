// Filters by a product of spectra, padded so far that nothing goes round; cubic between samples.
import { fourier, type Image } from "@cryolab/lib";

export function filteredBackProjection(sinogram: Image, angles: Float64Array, step: number): Image {
  const [N, n] = sinogram.shape;
  const kernel = { shape: [1, 4 * n + 1] as const, data: new Float64Array(4 * n + 1) };
  for (let j = -2 * n; j <= 2 * n; j++)
    if (j % 2 !== 0) kernel.data[j + 2 * n] = -1 / (Math.PI * Math.PI * j * j * step);
  kernel.data[2 * n] = 1 / (4 * step);
  const q = fourier.convolve(sinogram, kernel, { mode: "full" }); // n + 4n columns, the row begins at 2n
  const width = 5 * n;
  const c = n >> 1;
  const out = new Float64Array(n * n);
  for (let view = 0; view < N; view++)
    for (let i = 0; i < n * n; i++) {
      const t = ((i % n) - c) * Math.cos(angles[view]) + (Math.floor(i / n) - c) * Math.sin(angles[view]) + c;
      if (t < -1e-9 || t > n - 1 + 1e-9) continue;
      const j = Math.floor(t);
      const u = t - j;
      const at = (k: number) => q.data[view * width + 2 * n + j + k] ?? 0;
      const [a, b, d, e] = [at(-1), at(0), at(1), at(2)];
      out[i] += b + (u / 2) * (d - a + u * (2 * a - 5 * b + 4 * d - e + u * (3 * (b - d) + e - a)));
    }
  for (let i = 0; i < out.length; i++) out[i] *= Math.PI / angles.length;
  return { shape: [n, n], data: out };
}

// canary c06977de26e6d0175fc04e87e66bd84a
