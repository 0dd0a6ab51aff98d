// Every pixel adds a copy of the kernel; same is cut out of full, wrap is full folded.
import type { Image } from "@cryolab/lib";

/** How much of the convolution is wanted, and what lies beyond the image. */
export type ConvolveMode = "full" | "same" | "wrap";

export function convolve(image: Image, kernel: Image, options: { readonly mode: ConvolveMode }): Image {
  const [ny, nx] = image.shape;
  const [my, mx] = kernel.shape;
  const [ly, lx] = [ny + my - 1, nx + mx - 1];
  const full = new Float64Array(ly * lx);
  for (let y = 0; y < ny; y++)
    for (let x = 0; x < nx; x++)
      for (let q = 0; q < my; q++)
        for (let p = 0; p < mx; p++) full[(y + q) * lx + x + p] += image.data[y * nx + x] * kernel.data[q * mx + p];
  if (options.mode === "full") return { shape: [ly, lx], data: full };
  const data = new Float64Array(ny * nx);
  for (let y = 0; y < ly; y++)
    for (let x = 0; x < lx; x++) {
      const [v, u] = [y - Math.floor(my / 2), x - Math.floor(mx / 2)];
      if (options.mode === "wrap") data[(((v % ny) + ny) % ny) * nx + (((u % nx) + nx) % nx)] += full[y * lx + x];
      else if (v >= 0 && v < ny && u >= 0 && u < nx) data[v * nx + u] += full[y * lx + x];
    }
  return { shape: image.shape, data };
}

// canary a6009fd5cb990ffac748d7c1913481be
