// Sources by steps along rows, cubics by Lagrange's four points, and whole places snapped.
import type { Image } from "@cryolab/lib";

export type SplineOrder = 0 | 1 | 3;

const snap = (v: number) => (Math.abs(v - Math.round(v)) < 1e-9 ? Math.round(v) : v);

export const rotateImage = (image: Image, angle: number, options?: { order?: SplineOrder }): Image => {
  const order = options?.order ?? 1;
  const [ny, nx] = image.shape;
  const [cy, cx] = [Math.floor(ny / 2), Math.floor(nx / 2)];
  const stepX = [Math.cos(angle), -Math.sin(angle)];
  const data = new Float64Array(nx * ny);
  for (let row = 0; row < ny; row++) {
    // the source of column cx of this row; a step in y is the step in x, turned
    const start = [cx - (row - cy) * stepX[1], cy + (row - cy) * stepX[0]];
    for (let column = 0; column < nx; column++) {
      const u = snap(start[0] + (column - cx) * stepX[0]);
      const v = snap(start[1] + (column - cx) * stepX[1]);
      if (u < 0 || v < 0 || u > nx - 1 || v > ny - 1) continue;
      for (const [y, wy] of weights(v, ny, order))
        for (const [x, wx] of weights(u, nx, order)) data[row * nx + column] += wx * wy * image.data[y * nx + x];
    }
  }
  return { shape: image.shape, data };
};

/** Indices and weights of the order + 1 places around v; a cubic that does not fit becomes a line. */
function weights(v: number, n: number, order: SplineOrder): [index: number, weight: number][] {
  if (Number.isInteger(v)) return [[v, 1]];
  if (order === 0) return [[Math.floor(v + 0.5), 1]];
  const low = Math.floor(v);
  const nodes = order === 3 && low >= 1 && low + 2 < n ? [low - 1, low, low + 1, low + 2] : [low, low + 1];
  return nodes.map((a) => [a, nodes.reduce((w, b) => (a === b ? w : (w * (v - b)) / (a - b)), 1)]);
}

// canary 52af833c56a6430021e77dd7cd2ffdab
