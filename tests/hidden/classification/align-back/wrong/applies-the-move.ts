// Applies T itself: turned and moved once more.
import * as cryo from "@cryolab/lib";

interface PlanePose {
  readonly angle: number;
  readonly shift: readonly [x: number, y: number];
}

export function alignBack(image: cryo.Image, pose: PlanePose): cryo.Image {
  return cryo.sampling.shiftZeroFill(cryo.sampling.rotateImage(image, pose.angle), pose.shift);
}

// canary 9ae3c8a23bc1dfc68be4d3b59643c0f9
