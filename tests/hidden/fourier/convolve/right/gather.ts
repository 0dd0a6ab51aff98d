// A sum for each output pixel, with the image asked through a function that knows the border.
import type { Image } from "@cryolab/lib";

/** How much of the convolution is wanted, and what lies beyond the image. */
export type ConvolveMode = "full" | "same" | "wrap";

export function convolve(image: Image, kernel: Image, options: { readonly mode: ConvolveMode }): Image {
  const { mode } = options;
  const [ny, nx] = image.shape;
  const [my, mx] = kernel.shape;
  const pixel = (y: number, x: number): number => {
    if (mode === "wrap") {
      const v = y - ny * Math.floor(y / ny);
      const u = x - nx * Math.floor(x / nx);
      return image.data[v * nx + u];
    }
    return y < 0 || y >= ny || x < 0 || x >= nx ? 0 : image.data[y * nx + x];
  };
  const rows = mode === "full" ? ny + my - 1 : ny;
  const columns = mode === "full" ? nx + mx - 1 : nx;
  const cy = mode === "full" ? 0 : my >> 1;
  const cx = mode === "full" ? 0 : mx >> 1;
  const data = new Float64Array(rows * columns);
  for (let q = my - 1; q >= 0; q--)
    for (let p = mx - 1; p >= 0; p--) {
      const g = kernel.data[q * mx + p];
      for (let y = 0; y < rows; y++)
        for (let x = 0; x < columns; x++) data[y * columns + x] += g * pixel(y + cy - q, x + cx - p);
    }
  return { shape: [rows, columns], data };
}

// canary 0c3179cccf84edcefffb24533b127d9b
