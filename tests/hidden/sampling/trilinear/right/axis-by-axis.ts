// A recursive line: a plane is a line of rows, a volume a line of planes.
import type { Points, Volume } from "@cryolab/lib";

/** The value at index v of a line of n values. */
function line(v: number, n: number, value: (i: number) => number): number {
  const i = Math.min(Math.floor(v), Math.max(0, n - 2)); // the last voxel is the upper end of the last piece
  return v === i ? value(i) : value(i) + (v - i) * (value(i + 1) - value(i));
}

export const trilinear = (volume: Volume, points: Points): Float64Array => {
  const [nz, ny, nx] = volume.shape;
  const values: number[] = [];
  for (let i = 0; i < points.shape[0]; i++) {
    const x = points.data[3 * i] + (nx >> 1);
    const y = points.data[3 * i + 1] + (ny >> 1);
    const z = points.data[3 * i + 2] + (nz >> 1);
    const inside = Math.min(x, y, z, nx - 1 - x, ny - 1 - y, nz - 1 - z) >= 0;
    const plane = (k: number) => line(y, ny, (j) => line(x, nx, (l) => volume.data[k * ny * nx + j * nx + l]));
    values.push(inside ? line(z, nz, plane) : 0);
  }
  return Float64Array.from(values);
};

// canary 4b335096acad87f4374ba8967ac80f12
