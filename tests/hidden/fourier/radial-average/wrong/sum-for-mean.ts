// Sums in place of means.
import type { Image, Volume } from "@cryolab/lib";

export function radialAverage(a: Image | Volume): { value: Float64Array; count: Float64Array } {
  const [nx, ny, nz = 1] = [...a.shape].reverse();
  const shells = Math.floor(Math.min(...a.shape) / 2) + 1;
  const value = new Float64Array(shells);
  const count = new Float64Array(shells);
  for (let z = 0, i = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; x++, i++) {
        const dx = x - Math.floor(nx / 2);
        const dy = y - Math.floor(ny / 2);
        const dz = z - Math.floor(nz / 2);
        const shell = Math.round(Math.sqrt(dx * dx + dy * dy + dz * dz));
        if (shell >= shells) continue;
        value[shell] += a.data[i];
        count[shell]++;
      }
  return { value, count };
}

// canary bfea1cdbe570576e567b7bf73b6da06b
