// Spectra of a grid padded to powers of two, always full first; wrap is full folded.
import { fourier, type Image } from "@cryolab/lib";

/** How much of the convolution is wanted, and what lies beyond the image. */
export type ConvolveMode = "full" | "same" | "wrap";

export function convolve(image: Image, kernel: Image, options: { readonly mode: ConvolveMode }): Image {
  const [ny, nx] = image.shape;
  const [my, mx] = kernel.shape;
  const up = (n: number) => {
    let size = 1;
    while (size < n) size *= 2;
    return size;
  };
  const shape = [up(ny + my - 1), up(nx + mx - 1)] as const;
  const spectrum = (a: Image) => {
    const re = new Float64Array(shape[0] * shape[1]);
    for (let y = 0; y < a.shape[0]; y++) re.set(a.data.subarray(y * a.shape[1], (y + 1) * a.shape[1]), y * shape[1]);
    return fourier.fftn({ shape, re, im: new Float64Array(re.length) });
  };
  const [F, G] = [spectrum(image), spectrum(kernel)];
  for (let k = 0; k < F.re.length; k++)
    [F.re[k], F.im[k]] = [F.re[k] * G.re[k] - F.im[k] * G.im[k], F.re[k] * G.im[k] + F.im[k] * G.re[k]];
  const back = fourier.fftn(F, { inverse: true }).re;
  const full = options.mode === "full";
  const [oy, ox] = full ? [ny + my - 1, nx + mx - 1] : [ny, nx];
  const data = new Float64Array(oy * ox);
  for (let y = 0; y < ny + my - 1; y++)
    for (let x = 0; x < nx + mx - 1; x++) {
      let v = full ? y : y - Math.floor(my / 2);
      let u = full ? x : x - Math.floor(mx / 2);
      if (options.mode === "wrap") {
        while (v < 0) v += ny;
        while (u < 0) u += nx;
        v %= ny;
        u %= nx;
      }
      if (v >= 0 && u >= 0 && v < oy && u < ox) data[v * ox + u] += back[y * shape[1] + x];
    }
  return { shape: [oy, ox], data };
}

// canary d87065bd9cf1f379092c4156fdb535d4
