// Turns back first and moves back then.
import type { Image } from "@cryolab/lib";

interface PlanePose {
  readonly angle: number;
  readonly shift: readonly [x: number, y: number];
}

export function alignBack(image: Image, pose: PlanePose): Image {
  const [ny, nx] = image.shape;
  const [cy, cx] = [Math.floor(ny / 2), Math.floor(nx / 2)];
  const [cos, sin] = [Math.cos(pose.angle), Math.sin(pose.angle)];
  const [tx, ty] = pose.shift;
  const data = new Float64Array(ny * nx);
  for (let row = 0; row < ny; row++)
    for (let column = 0; column < nx; column++) {
      const [y, x] = [row - cy, column - cx];
      const [u, v] = [x * cos + y * sin + cx - tx, y * cos - x * sin + cy - ty];
      const [left, top] = [Math.floor(u), Math.floor(v)];
      for (const i of [left, left + 1])
        for (const j of [top, top + 1])
          if (i >= 0 && i < nx && j >= 0 && j < ny)
            data[j * nx + i] += (1 - Math.abs(u - i)) * (1 - Math.abs(v - j)) * image.data[row * nx + column];
    }
  return { shape: image.shape, data };
}

// canary f723281e3dc9513861a65a75fbd99d6a
