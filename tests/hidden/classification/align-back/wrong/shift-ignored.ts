// Leaves the shift out.
import type { Image } from "@cryolab/lib";

interface PlanePose {
  readonly angle: number;
  readonly shift: readonly [x: number, y: number];
}

export function alignBack(image: Image, pose: PlanePose): Image {
  const [ny, nx] = image.shape;
  const [cy, cx] = [Math.floor(ny / 2), Math.floor(nx / 2)];
  const [cos, sin] = [Math.cos(pose.angle), Math.sin(pose.angle)];
  const [tx, ty] = [0, 0];
  const data = new Float64Array(ny * nx);
  for (let row = 0; row < ny; row++)
    for (let column = 0; column < nx; column++) {
      const [y, x] = [row - ty - cy, column - tx - cx];
      if (y < -cy || y >= ny - cy || x < -cx || x >= nx - cx) continue; // shows nothing
      const [u, v] = [x * cos + y * sin + cx, y * cos - x * sin + cy];
      const [left, top] = [Math.floor(u), Math.floor(v)];
      for (const i of [left, left + 1])
        for (const j of [top, top + 1])
          if (i >= 0 && i < nx && j >= 0 && j < ny)
            data[j * nx + i] += (1 - Math.abs(u - i)) * (1 - Math.abs(v - j)) * image.data[row * nx + column];
    }
  return { shape: image.shape, data };
}

// canary 296a2678d1074cc5ef01c87febaa0f44
