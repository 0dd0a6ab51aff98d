// Padded threefold by hand, neighbours looked up with period N.
import { fourier, type ImageSpectrum, type LineSpectrum } from "@cryolab/lib";

export const centralLine = (F: ImageSpectrum, angle: number): LineSpectrum => {
  const [n] = F.shape;
  const N = 3 * n;
  const f = fourier.ifft(F).re; // its origin is index 0, negative places at the end
  const wide = new Float64Array(N * N);
  const h = Math.floor(n / 2);
  for (let y = -h; y < n - h; y++)
    for (let x = -h; x < n - h; x++) wide[((y + N) % N) * N + ((x + N) % N)] = f[((y + n) % n) * n + ((x + n) % n)];
  const G = fourier.fft({ shape: [N, N] as const, data: wide });
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const k = 3 * (2 * i < n ? i : i - n);
    const [x, y] = [k * Math.cos(angle), k * Math.sin(angle)];
    const [a, b] = [Math.floor(x), Math.floor(y)];
    for (const [p, wx] of [
      [a, a + 1 - x],
      [a + 1, x - a],
    ])
      for (const [q, wy] of [
        [b, b + 1 - y],
        [b + 1, y - b],
      ]) {
        const at = ((q + 2 * N) % N) * N + ((p + 2 * N) % N);
        re[i] += wx * wy * G.re[at];
        im[i] += wx * wy * G.im[at];
      }
  }
  return { shape: [n], re, im };
};

// canary 77fe48acf9b8eb1bec38ee96a76d7668
