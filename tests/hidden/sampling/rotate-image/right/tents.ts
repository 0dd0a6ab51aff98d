// All three orders as sums of a kernel over 4 × 4 pixels, which beyond the border are left out one by one.
import type { Image } from "@cryolab/lib";

export type SplineOrder = 0 | 1 | 3;

const kernels: Record<SplineOrder, (d: number) => number> = {
  0: (d) => (d >= -0.5 && d < 0.5 ? 1 : 0),
  1: (d) => Math.max(0, 1 - Math.abs(d)),
  // Keys' cubic with a = −1/2
  3: (d) => {
    const t = Math.abs(d);
    if (t >= 2) return 0;
    return t < 1 ? 1.5 * t ** 3 - 2.5 * t ** 2 + 1 : -0.5 * t ** 3 + 2.5 * t ** 2 - 4 * t + 2;
  },
};

export function rotateImage(image: Image, angle: number, { order = 1 }: { order?: SplineOrder } = {}): Image {
  const [ny, nx] = image.shape;
  const kernel = kernels[order];
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const data = image.data.map((_, i) => {
    const x = (i % nx) - (nx >> 1);
    const y = Math.floor(i / nx) - (ny >> 1);
    const u = x * c + y * s + (nx >> 1);
    const v = y * c - x * s + (ny >> 1);
    let sum = 0;
    for (let row = Math.floor(v) - 1; row <= Math.floor(v) + 2; row++)
      for (let column = Math.floor(u) - 1; column <= Math.floor(u) + 2; column++)
        if (row >= 0 && row < ny && column >= 0 && column < nx)
          sum += kernel(u - column) * kernel(v - row) * image.data[row * nx + column];
    return sum;
  });
  return { shape: [ny, nx], data };
}

// canary 4739f70c3b88156c0a8aec9b22f5bbcf
