// The radius of oblong arrays in units of each side: an ellipse.
import type { Image, Volume } from "@cryolab/lib";

export function radialAverage(a: Image | Volume): { value: Float64Array; count: Float64Array } {
  const [nx, ny, nz = 1] = [...a.shape].reverse();
  const shells = Math.floor(Math.min(...a.shape) / 2) + 1;
  const value = new Float64Array(shells);
  const count = new Float64Array(shells);
  for (let z = 0, i = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; x++, i++) {
        const least = Math.min(...a.shape);
        const dx = ((x - Math.floor(nx / 2)) * least) / nx;
        const dy = ((y - Math.floor(ny / 2)) * least) / ny;
        const dz = nz === 1 ? 0 : ((z - Math.floor(nz / 2)) * least) / nz;
        const shell = Math.round(Math.sqrt(dx * dx + dy * dy + dz * dz));
        if (shell >= shells) continue;
        value[shell] += a.data[i];
        count[shell]++;
      }
  for (let k = 0; k < shells; k++) if (count[k] > 0) value[k] /= count[k];
  return { value, count };
}

// canary cae0bb200aa06312c4c88d1db1dbf624
