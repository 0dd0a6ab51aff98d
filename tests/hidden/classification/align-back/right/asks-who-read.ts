// Every pixel of the result looks for those that read it, near R(angle) q: a gather with the weights of the scatter.
import type { Image } from "@cryolab/lib";

/** A move of a picture in its plane: turned first, then moved. */
export interface PlanePose {
  /** radians, from +x towards +y */
  readonly angle: number;
  /** (x, y), whole pixels; content goes by +shift */
  readonly shift: readonly [x: number, y: number];
}

export function alignBack(image: Image, pose: PlanePose): Image {
  const [ny, nx] = image.shape;
  const [cx, cy] = [nx >> 1, ny >> 1];
  const { angle, shift } = pose;
  const value = (x: number, y: number): number => {
    if (x < -cx || y < -cy || x >= nx - cx || y >= ny - cy) return 0;
    const [column, row] = [x + shift[0] + cx, y + shift[1] + cy];
    return column >= 0 && row >= 0 && column < nx && row < ny ? image.data[row * nx + column] : 0;
  };
  const out = { shape: image.shape, data: new Float64Array(ny * nx) };
  for (let q = 0; q < ny * nx; q++) {
    const [qx, qy] = [(q % nx) - cx, Math.floor(q / nx) - cy];
    const px = Math.round(qx * Math.cos(angle) - qy * Math.sin(angle));
    const py = Math.round(qx * Math.sin(angle) + qy * Math.cos(angle));
    for (let y = py - 2; y <= py + 2; y++)
      for (let x = px - 2; x <= px + 2; x++) {
        const du = Math.abs(x * Math.cos(angle) + y * Math.sin(angle) - qx);
        const dv = Math.abs(y * Math.cos(angle) - x * Math.sin(angle) - qy);
        if (du < 1 && dv < 1) out.data[q] += (1 - du) * (1 - dv) * value(x, y);
      }
  }
  return out;
}

// canary 2660f6f04542efb037fdb1d2d5ba92a4
