// A running mean for each shell, added up from the last pixel to the first.
import type { Image, Volume } from "@cryolab/lib";

export function radialAverage(a: Image | Volume): { value: Float64Array; count: Float64Array } {
  const extents = [1, ...a.shape].slice(-3);
  const [nz, ny, nx] = extents;
  const last = Math.floor(Math.min(...a.shape) / 2);
  const value = new Float64Array(last + 1);
  const count = new Float64Array(last + 1);
  for (let i = a.data.length - 1; i >= 0; i--) {
    const x = (i % nx) - (nx >> 1);
    const y = (Math.floor(i / nx) % ny) - (ny >> 1);
    const z = Math.floor(i / (nx * ny)) - (nz >> 1);
    const k = Math.floor(Math.hypot(x, y, z) + 0.5);
    if (k <= last) value[k] += (a.data[i] - value[k]) / ++count[k];
  }
  return { value, count };
}

// canary e7efc65459eb1dab94918cbb3cb2e687
