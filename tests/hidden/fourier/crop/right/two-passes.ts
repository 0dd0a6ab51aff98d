// Rows first, then columns, each as its own matrix from old to new values; no transform at all.
import type { Image } from "@cryolab/lib";

export function fourierCrop(image: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  if (n > image.shape[0]) throw new RangeError(`n must not exceed ${image.shape[0]}, got ${n}`);
  return both(image, n, pixelSize);
}

export function fourierPad(image: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  if (n < image.shape[0]) throw new RangeError(`n must not be below ${image.shape[0]}, got ${n}`);
  return both(image, n, pixelSize);
}

function both(image: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  const N = image.shape[0];
  const once = columnsResized(image.data, N, n);
  const data = columnsResized(once, N, n);
  return { image: { shape: [n, n], data }, pixelSize: pixelSize / (n / N) };
}

/** Resizes the first axis of an N-row array and turns rows into columns. */
function columnsResized(a: Float64Array, N: number, n: number): Float64Array {
  const width = a.length / N;
  const out = new Float64Array(n * width);
  const small = Math.min(n, N);
  for (let j = 0; j < n; j++)
    for (let i = 0; i < N; i++) {
      const u = (j - Math.floor(n / 2)) / n;
      const v = (i - Math.floor(N / 2)) / N;
      let weight = i === j ? 1 : 0;
      if (n !== N) {
        weight = 1 / N;
        for (let k = 1; 2 * k <= small; k++) {
          if (2 * k < small) weight += (2 / N) * Math.cos(2 * Math.PI * k * (u - v));
          else weight += ((n < N ? 2 : 1) / N) * Math.cos(2 * Math.PI * k * u) * Math.cos(2 * Math.PI * k * v);
        }
      }
      for (let x = 0; x < width; x++) out[x * n + j] += weight * a[i * width + x];
    }
  return out;
}

// canary 2e767c5f840a3736bc78bffe26ee2e61
