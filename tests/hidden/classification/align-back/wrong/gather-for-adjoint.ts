// Moves back and turns by −angle, reading between pixels: the inverse as far as there is one, not the adjoint.
import * as cryo from "@cryolab/lib";

interface PlanePose {
  readonly angle: number;
  readonly shift: readonly [x: number, y: number];
}

export function alignBack(image: cryo.Image, pose: PlanePose): cryo.Image {
  const [tx, ty] = pose.shift;
  return cryo.sampling.rotateImage(cryo.sampling.shiftZeroFill(image, [-tx, -ty]), -pose.angle);
}

// canary b215b12f66f793844eed2c06ef21a3e3
