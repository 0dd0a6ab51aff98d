/**
 * @file An image brought to another size for the eye: a triangle as wide as the larger of the two pixels, so that nothing
 * is left out when it shrinks. To keep frequencies true, use `fourier.fourierCrop`.
 */

import { check, type Image } from "../core/index.ts";
import { checkRank } from "./check-points.ts";

/** For every new sample, the first old one that it reads and the weights of those from there on, of sum 1. */
function weightsOf(old: number, n: number): { first: number; weights: number[] }[] {
  const scale = old / n;
  const reach = Math.max(1, scale);
  return Array.from({ length: n }, (_, i) => {
    const centre = (i + 0.5) * scale - 0.5; // pixels are squares: the borders of both images lie on each other
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(old - 1, Math.floor(centre + reach));
    const weights: number[] = [];
    for (let j = first; j <= last; j++) weights.push(Math.max(0, 1 - Math.abs(j - centre) / reach));
    const sum = weights.reduce((a, w) => a + w, 0);
    return { first, weights: weights.map((w) => w / sum) };
  });
}

/**
 * An image with other numbers of rows and columns, without aliasing.
 *
 * g(i) = Σ_j w(j − c_i) f(j)/Σ_j w(j − c_i) on each axis, c_i = (i + ½) n/n' − ½, w a triangle of half width max(1, n/n')
 *
 * Borders lie on borders, so that the picture fills the new image; the origin floor(n/2) is not kept. Constants are kept
 * everywhere, ramps inside.
 *
 * @param image - values
 * @param shape - new [ny, nx]
 * @throws RangeError if the image is empty or an extent is not a whole number ≥ 1
 * @example
 * resizeImage(realArray([1, 4], [1, 1, 5, 5]), [1, 1]).data // Float64Array [3]
 */
export function resizeImage(image: Image, shape: readonly [ny: number, nx: number]): Image {
  checkRank(image, [2], "resizeImage: image");
  check(image.data.length > 0, () => `resizeImage: image must have pixels, got shape [${image.shape}]`);
  check(
    shape.length === 2 && shape.every((n) => Number.isInteger(n) && n >= 1),
    () => `resizeImage: shape must be two whole numbers >= 1, got [${shape}]`,
  );
  const [oldY, oldX] = image.shape;
  const [ny, nx] = shape;
  const rows = new Float64Array(oldY * nx);
  for (const [x, { first, weights }] of weightsOf(oldX, nx).entries())
    for (let y = 0; y < oldY; y++)
      for (const [j, w] of weights.entries()) rows[y * nx + x] += w * image.data[y * oldX + first + j];
  const data = new Float64Array(ny * nx);
  for (const [y, { first, weights }] of weightsOf(oldY, ny).entries())
    for (const [j, w] of weights.entries())
      for (let x = 0; x < nx; x++) data[y * nx + x] += w * rows[(first + j) * nx + x];
  return { shape: [ny, nx], data };
}
