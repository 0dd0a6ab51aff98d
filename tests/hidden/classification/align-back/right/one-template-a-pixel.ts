// Every value is a product: T of a template that is one pixel, with the picture.
import * as cryo from "@cryolab/lib";

/** A move of a picture in its plane: turned first, then moved. */
export interface PlanePose {
  /** radians, from +x towards +y */
  readonly angle: number;
  /** (x, y), whole pixels; content goes by +shift */
  readonly shift: readonly [x: number, y: number];
}

export function alignBack(image: cryo.Image, pose: PlanePose): cryo.Image {
  const data = image.data.map((_, q) => {
    const unit = { shape: image.shape, data: new Float64Array(image.data.length) };
    unit.data[q] = 1;
    const moved = cryo.sampling.shiftZeroFill(cryo.sampling.rotateImage(unit, pose.angle), pose.shift);
    return moved.data.reduce((sum, weight, p) => sum + weight * image.data[p], 0);
  });
  return { shape: image.shape, data };
}

// canary c7dae2ff2c2f26ca527f6bb13498493e
