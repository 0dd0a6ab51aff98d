// u from 0 upwards only.
import { type Image, sampling } from "@cryolab/lib";

export function sinogram(image: Image, angles: Float64Array): Image {
  const n = image.shape[0];
  const c = Math.floor(n / 2);
  const data = new Float64Array(angles.length * n);
  for (let i = 0; i < angles.length; i++) {
    const [cos, sin] = [Math.cos(angles[i]), Math.sin(angles[i])];
    const points = new Float64Array(2 * n * n);
    let at = 0;
    for (let t = -c; t < n - c; t++)
      for (let u = -c; u < n - c; u++) {
        points[at++] = snapped(t * cos - u * sin);
        points[at++] = snapped(t * sin + u * cos);
      }
    const values = sampling.bilinear(image, { shape: [n * n, 2], data: points });
    for (let k = 0; k < n * n; k++) if (k % n >= c) data[i * n + Math.floor(k / n)] += values[k];
  }
  return { shape: [angles.length, n], data };
}

/** Whole but for rounding becomes whole: the border must not fall outside. */
function snapped(v: number): number {
  const whole = Math.round(v);
  return Math.abs(v - whole) < 1e-9 ? whole : v;
}

// canary 5d2dd82270d9d23260b6d620887ee6c6
