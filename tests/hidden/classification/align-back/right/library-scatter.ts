// Moved back by shiftZeroFill, then the sources of the turn handed to scatterTrilinear, in a plane of space.
import { type Image, sampling } from "@cryolab/lib";

/** A move of a picture in its plane: turned first, then moved. */
export interface PlanePose {
  /** radians, from +x towards +y */
  readonly angle: number;
  /** (x, y), whole pixels; content goes by +shift */
  readonly shift: readonly [x: number, y: number];
}

export function alignBack(image: Image, pose: PlanePose): Image {
  const [ny, nx] = image.shape;
  const moved = sampling.shiftZeroFill(image, [-pose.shift[0], -pose.shift[1]]);
  const [c, s] = [Math.cos(pose.angle), Math.sin(pose.angle)];
  const onto = (v: number, low: number, high: number) => {
    if (v < low && v > low - 1e-9) return low;
    return v > high && v < high + 1e-9 ? high : v;
  };
  const [cx, cy] = [Math.floor(nx / 2), Math.floor(ny / 2)];
  const points = new Float64Array(3 * ny * nx);
  for (let i = 0; i < ny * nx; i++) {
    const [x, y] = [(i % nx) - cx, Math.floor(i / nx) - cy];
    points[3 * i] = onto(c * x + s * y, -cx, nx - 1 - cx);
    points[3 * i + 1] = onto(c * y - s * x, -cy, ny - 1 - cy);
  }
  const { sum } = sampling.scatterTrilinear(moved.data, { shape: [ny * nx, 3], data: points }, [1, ny, nx]);
  return { shape: image.shape, data: sum.data };
}

// canary a2bd1603ebc31aca43c43d9ff12efc18
