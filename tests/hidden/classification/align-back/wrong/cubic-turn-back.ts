// Turns by −angle with cubic pieces: sharper, but not the adjoint.
import * as cryo from "@cryolab/lib";

interface PlanePose {
  readonly angle: number;
  readonly shift: readonly [x: number, y: number];
}

export function alignBack(image: cryo.Image, pose: PlanePose): cryo.Image {
  const [tx, ty] = pose.shift;
  return cryo.sampling.rotateImage(cryo.sampling.shiftZeroFill(image, [-tx, -ty]), -pose.angle, { order: 3 });
}

// canary 5978308c0d91b5e6ede9978d1b5be458
