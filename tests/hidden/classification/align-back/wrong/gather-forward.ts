// Reads where it should give, with the angle of the turn: the picture is turned on.
import * as cryo from "@cryolab/lib";

interface PlanePose {
  readonly angle: number;
  readonly shift: readonly [x: number, y: number];
}

export function alignBack(image: cryo.Image, pose: PlanePose): cryo.Image {
  const [tx, ty] = pose.shift;
  return cryo.sampling.rotateImage(cryo.sampling.shiftZeroFill(image, [-tx, -ty]), pose.angle);
}

// canary fbb09e5690fd8b05f01728f99ade650e
