// Hands the turned points over as (z, y, x).
import { type Image, type Rotation, sampling, type Volume } from "@cryolab/lib";

export function projectVolume(volume: Volume, R: Rotation): Image {
  const n = volume.shape[0];
  const c = Math.floor(n / 2);
  const points = new Float64Array(3 * n * n * n);
  let at = 0;
  for (let y = -c; y < n - c; y++)
    for (let x = -c; x < n - c; x++)
      for (let z = -c; z < n - c; z++) {
        points[at++] = snapped(R[6] * x + R[7] * y + R[8] * z);
        points[at++] = snapped(R[3] * x + R[4] * y + R[5] * z);
        points[at++] = snapped(R[0] * x + R[1] * y + R[2] * z);
      }
  const values = sampling.trilinear(volume, { shape: [n * n * n, 3], data: points });
  const data = new Float64Array(n * n);
  for (let i = 0; i < values.length; i++) data[Math.floor(i / n)] += values[i];
  return { shape: [n, n], data };
}

/** Whole but for rounding becomes whole: cos 90° is 6e-17, and the border must not fall outside. */
function snapped(v: number): number {
  const whole = Math.round(v);
  return Math.abs(v - whole) < 1e-9 ? whole : v;
}

// canary 2d30a72f1dd4196eba98c7609da412b8
