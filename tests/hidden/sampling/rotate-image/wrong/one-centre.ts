// The centre of x for both axes.
import type { Image } from "@cryolab/lib";

export type SplineOrder = 0 | 1 | 3;

export function rotateImage(image: Image, angle: number, options: { order?: SplineOrder } = {}): Image {
  const { order = 1 } = options;
  const [ny, nx] = image.shape;
  const [cy, cx] = [Math.floor(nx / 2), Math.floor(nx / 2)];
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const data = new Float64Array(ny * nx);
  for (let y = -cy, i = 0; y < ny - cy; y++)
    for (let x = -cx; x < nx - cx; x++, i++) {
      const u = onto(c * x + s * y + cx, nx - 1);
      const v = onto(c * y - s * x + cy, ny - 1);
      if (u >= 0 && u <= nx - 1 && v >= 0 && v <= ny - 1) data[i] = sample(image, u, v, order);
    }
  return { shape: image.shape, data };
}

/** A position within 1e-9 outside an axis belongs to its end: cos 90° is 6e-17. */
function onto(position: number, last: number): number {
  if (position < 0 && position > -1e-9) return 0;
  if (position > last && position < last + 1e-9) return last;
  return position;
}

/** The value at column u, row v. */
function sample({ shape: [ny, nx], data }: Image, u: number, v: number, order: SplineOrder): number {
  const pixel = (x: number, y: number): number =>
    data[Math.max(0, Math.min(ny - 1, y)) * nx + Math.max(0, Math.min(nx - 1, x))];
  if (order === 0) return pixel(Math.round(u), Math.round(v));
  const [x, y] = [Math.floor(u), Math.floor(v)];
  const [fx, fy] = [u - x, v - y];
  if (order === 1) {
    const upper = (1 - fx) * pixel(x, y) + fx * pixel(x + 1, y);
    const lower = (1 - fx) * pixel(x, y + 1) + fx * pixel(x + 1, y + 1);
    return (1 - fy) * upper + fy * lower;
  }
  const row = (r: number): number => cubic(pixel(x - 1, r), pixel(x, r), pixel(x + 1, r), pixel(x + 2, r), fx);
  return cubic(row(y - 1), row(y), row(y + 1), row(y + 2), fy);
}

/** Catmull-Rom between p1 and p2. */
function cubic(p0: number, p1: number, p2: number, p3: number, u: number): number {
  return p1 + 0.5 * u * (p2 - p0 + u * (2 * p0 - 5 * p1 + 4 * p2 - p3 + u * (3 * (p1 - p2) + p3 - p0)));
}

// canary a9553abafacb73220823b503f7c74d1a
