// Turns back by half the angle, twice: blurred twice.
import * as cryo from "@cryolab/lib";

interface PlanePose {
  readonly angle: number;
  readonly shift: readonly [x: number, y: number];
}

export function alignBack(image: cryo.Image, pose: PlanePose): cryo.Image {
  const [tx, ty] = pose.shift;
  const half = cryo.sampling.rotateImage(cryo.sampling.shiftZeroFill(image, [-tx, -ty]), -pose.angle / 2);
  return cryo.sampling.rotateImage(half, -pose.angle / 2);
}

// canary 6222988dc83769b82cafe8956142f733
