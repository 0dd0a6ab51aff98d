// Cubics from slopes: f and its central differences at the corners of a cell.
import type { Image } from "@cryolab/lib";

export type SplineOrder = 0 | 1 | 3;

export function rotateImage(image: Image, angle: number, options: { order?: SplineOrder } = {}): Image {
  const [ny, nx] = image.shape;
  const at = (y: number, x: number) => (y >= 0 && y < ny && x >= 0 && x < nx ? image.data[y * nx + x] : 0);
  /** The value at v of a line of which f gives the pixels. */
  const line = (v: number, f: (i: number) => number): number => {
    if (options.order === 0) return f(Math.round(v));
    const i = Math.floor(v);
    const t = v - i;
    if (t < 1e-9) return f(i);
    if (t > 1 - 1e-9) return f(i + 1);
    if (options.order !== 3) return f(i) * (1 - t) + f(i + 1) * t;
    const slope = (j: number) => (f(j + 1) - f(j - 1)) / 2;
    return (
      f(i) * (1 + 2 * t) * (1 - t) ** 2 +
      f(i + 1) * t * t * (3 - 2 * t) +
      slope(i) * t * (1 - t) ** 2 +
      slope(i + 1) * t * t * (t - 1)
    );
  };
  const turned: number[] = [];
  for (let j = 0; j < ny; j++)
    for (let k = 0; k < nx; k++) {
      const [x, y] = [k - Math.floor(nx / 2), j - Math.floor(ny / 2)];
      const column = Math.floor(nx / 2) + x * Math.cos(-angle) - y * Math.sin(-angle);
      const row = Math.floor(ny / 2) + x * Math.sin(-angle) + y * Math.cos(-angle);
      turned.push(line(row, (r) => line(column, (q) => at(r, q))));
    }
  return { shape: image.shape, data: Float64Array.from(turned) };
}

// canary 611d21816b63e37d13ccd35e1d30f3dc
