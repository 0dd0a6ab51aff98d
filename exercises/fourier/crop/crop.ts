import type { Image } from "@cryolab/lib";

/**
 * Image with fewer pixels and the same mean, by cutting its spectrum.
 *
 * @param image - square, shape [N, N], origin at floor(N/2)
 * @param n - new side, 1 … N
 * @param pixelSize - Å
 * @returns image of shape [n, n], origin at floor(n/2), and its pixel size, Å
 * @throws RangeError if n is larger than N
 */
export function fourierCrop(image: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  // TODO: for every k that the new image has, where is F(k) in the old spectrum? The lone −n/2 of even n comes last.
  throw new Error(`TODO: fourierCrop (shape ${image.shape}, n = ${n}, ${pixelSize} Å)`);
}

/**
 * Image with more pixels and the same mean, by zeros around its spectrum.
 *
 * @param image - square, shape [N, N], origin at floor(N/2)
 * @param n - new side, N or more
 * @param pixelSize - Å
 * @returns image of shape [n, n], origin at floor(n/2), and its pixel size, Å
 * @throws RangeError if n is smaller than N
 */
export function fourierPad(image: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  // TODO: the same the other way; an even N has one coefficient for −N/2 and +N/2, and each gets one half.
  throw new Error(`TODO: fourierPad (shape ${image.shape}, n = ${n}, ${pixelSize} Å)`);
}
