// Crop gathers, pad scatters; each axis of the spectrum in turn, two functions without a common part.
import { fourier, type Image } from "@cryolab/lib";

export function fourierCrop(image: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  const N = image.shape[0];
  if (n > N) throw new RangeError(`fourierCrop: ${n} is more than ${N}`);
  const F = fourier.centredFft(image);
  const G = { shape: [n, n] as const, re: new Float64Array(n * n), im: new Float64Array(n * n) };
  // all old entries that fold onto a new one
  const sources = (K: number): number[] => {
    const k = K - Math.floor(n / 2);
    const mid = Math.floor(N / 2);
    return n < N && 2 * k === -n ? [mid + k, mid - k] : [mid + k];
  };
  for (let y = 0; y < n; y++)
    for (let x = 0; x < n; x++)
      for (const v of sources(y))
        for (const u of sources(x)) {
          G.re[y * n + x] += F.re[v * N + u];
          G.im[y * n + x] += F.im[v * N + u];
        }
  const f = fourier.centredIfft(G);
  return { image: { shape: [n, n], data: f.re.map((v) => (v * n * n) / N / N) }, pixelSize: (pixelSize * N) / n };
}

export function fourierPad(image: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  const N = image.shape[0];
  if (n < N) throw new RangeError(`fourierPad: ${n} is less than ${N}`);
  const F = fourier.centredFft(image);
  const G = { shape: [n, n] as const, re: new Float64Array(n * n), im: new Float64Array(n * n) };
  const shift = Math.floor(n / 2) - Math.floor(N / 2);
  for (let y = 0; y < N; y++)
    for (let x = 0; x < N; x++) {
      const split = (i: number) => (n > N && N % 2 === 0 && i === 0 ? [0, N] : [i]);
      const [rows, columns] = [split(y), split(x)];
      for (const v of rows)
        for (const u of columns) {
          const to = (v + shift) * n + u + shift;
          G.re[to] += F.re[y * N + x] / rows.length / columns.length;
          G.im[to] += F.im[y * N + x] / rows.length / columns.length;
        }
    }
  const f = fourier.centredIfft(G);
  return { image: { shape: [n, n], data: f.re.map((v) => (v * n * n) / N / N) }, pixelSize: (pixelSize * N) / n };
}

// canary 073e371254c9209dc1a9c0b44857d9d5
