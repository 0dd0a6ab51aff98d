/**
 * @file Projection in real space: the sum of a turned volume along z. With R active, the volume turned by Rᵀ is
 * V(R p), so each image pixel walks along the line R (x, y, ·) through the volume that stands still.
 */

import { check, type Image, product, type Rotation, type Volume } from "../core/index.ts";

/**
 * Projection of a volume seen in view R.
 *
 * P(x, y) = Σ_z V(R (x, y, z)), trilinear between voxels, 0 outside, coordinates from floor(n/2) of each axis
 *
 * The lengths are voxels: multiply by the pixel size for the integral in Å.
 *
 * @param volume - map, shape [nz, ny, nx], commonly a cube
 * @param R - rotation, nine numbers row by row
 * @returns image, shape [ny, nx]; the sum goes over nz samples
 * @throws RangeError if the volume has no three axes, or R is not nine finite numbers
 * @example
 * projectVolume(volume, rotationFromEuler(0, 0, 0)) // the plain sum over z
 * @see Crowther, DeRosier & Klug (1970), Proc. R. Soc. A 317, 319, doi:10.1098/rspa.1970.0119
 */
export function projectVolume(volume: Volume, R: Rotation): Image {
  const { shape, data } = volume;
  check(
    shape.length === 3 && data.length === product(shape),
    () => `projectVolume: volume must have 3 axes, got shape [${shape}] with ${data.length} values`,
  );
  check(R.length === 9 && R.every(Number.isFinite), () => `projectVolume: R must be nine finite numbers, got [${R}]`);
  const [nz, ny, nx] = shape;
  const [cz, cy, cx] = [Math.floor(nz / 2), Math.floor(ny / 2), Math.floor(nx / 2)];
  const [sx, sy, sz] = [R[2], R[5], R[8]]; // one step along z
  const slack = 1e-9; // cos 90° is 6e-17: rounding must not push the border outside
  const [xMax, yMax, zMax] = [nx - 1 + slack, ny - 1 + slack, nz - 1 + slack];
  const plane = ny * nx;
  const projection = new Float64Array(plane);
  for (let j = 0; j < ny; j++)
    for (let i = 0; i < nx; i++) {
      const x0 = R[0] * (i - cx) + R[1] * (j - cy) + cx;
      const y0 = R[3] * (i - cx) + R[4] * (j - cy) + cy;
      const z0 = R[6] * (i - cx) + R[7] * (j - cy) + cz;
      let sum = 0;
      for (let k = -cz; k < nz - cz; k++) {
        const x = x0 + sx * k;
        const y = y0 + sy * k;
        const z = z0 + sz * k;
        if (x < -slack || x > xMax || y < -slack || y > yMax || z < -slack || z > zMax) continue;
        const xi = x | 0; // towards 0: what lies 1e-9 before the border belongs to it
        const yi = y | 0;
        const zi = z | 0;
        const fx = x - xi;
        const fy = y - yi;
        const fz = z - zi;
        // a neighbour without weight is not read: it may lie outside, or be NaN
        const dx = fx > 0 && xi < nx - 1 ? 1 : 0;
        const dy = fy > 0 && yi < ny - 1 ? nx : 0;
        const a = zi * plane + yi * nx + xi;
        const b = fz > 0 && zi < nz - 1 ? a + plane : a;
        const a0 = data[a] * (1 - fx) + data[a + dx] * fx;
        const a1 = data[a + dy] * (1 - fx) + data[a + dy + dx] * fx;
        const b0 = data[b] * (1 - fx) + data[b + dx] * fx;
        const b1 = data[b + dy] * (1 - fx) + data[b + dy + dx] * fx;
        sum += (a0 * (1 - fy) + a1 * fy) * (1 - fz) + (b0 * (1 - fy) + b1 * fy) * fz;
      }
      projection[j * nx + i] = sum;
    }
  return { shape: [ny, nx], data: projection };
}
