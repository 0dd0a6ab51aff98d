import type { Image } from "@cryolab/lib";

/** How much of the convolution is wanted, and what lies beyond the image. */
export type ConvolveMode = "full" | "same" | "wrap";

/**
 * Convolution of an image with a kernel.
 *
 * out[i] = Σ f[j] g[i − j]; same and wrap have the kernel's origin at floor(m/2)
 *
 * @param image - f, shape [ny, nx]
 * @param kernel - g, shape [my, mx]
 * @param options - mode: "full", "same" or "wrap"
 * @returns a new image, shape [ny + my − 1, nx + mx − 1] in full, else [ny, nx]
 */
export function convolve(image: Image, kernel: Image, options: { readonly mode: ConvolveMode }): Image {
  // TODO: mode "full" first: pixel j of the image adds f[j] g[p] to the place j + p. Where does "same" cut it?
  throw new Error(`TODO: convolve (image ${image.shape}, kernel ${kernel.shape}, ${options.mode})`);
}
