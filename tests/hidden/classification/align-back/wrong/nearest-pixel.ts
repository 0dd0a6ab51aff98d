// Gives all to the nearest pixel.
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
      const [y, x] = [row - ty - cy, column - tx - cx];
      if (y < -cy || y >= ny - cy || x < -cx || x >= nx - cx) continue; // shows nothing
      const [u, v] = [x * cos + y * sin + cx, y * cos - x * sin + cy];
      for (const i of [Math.round(u)])
        for (const j of [Math.round(v)])
          if (i >= 0 && i < nx && j >= 0 && j < ny) data[j * nx + i] += image.data[row * nx + column];
    }
  return { shape: image.shape, data };
}

// canary 37b6dd8482c95b13c7d8e470c8b554a6
