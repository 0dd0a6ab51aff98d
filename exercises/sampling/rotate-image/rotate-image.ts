import type { Image } from "@cryolab/lib";

/** Degree of the pieces between pixels: 0 nearest, 1 bilinear, 3 cubic. */
export type SplineOrder = 0 | 1 | 3;

/**
 * An image turned about floor(n/2) of each axis.
 *
 * g(p) = f(R(−angle) p)
 *
 * @param image - values on the grid, shape [ny, nx]
 * @param angle - radians, from +x towards +y
 * @param options - order 0, 1 (default) or 3
 * @returns image of the same shape
 */
export function rotateImage(image: Image, angle: number, options: { order?: SplineOrder } = {}): Image {
  // TODO: for every pixel of the result its source; then a value between pixels, for one order after the other.
  throw new Error(`TODO: rotateImage (shape ${image.shape}, angle ${angle}, order ${options.order ?? 1})`);
}
