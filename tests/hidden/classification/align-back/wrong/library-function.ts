// Calls the library's own function instead of writing one.
import * as cryo from "@cryolab/lib";

interface PlanePose {
  readonly angle: number;
  readonly shift: readonly [x: number, y: number];
}

export function alignBack(image: cryo.Image, pose: PlanePose): cryo.Image {
  return cryo.classification.alignBack(image, pose);
}

// canary c9f2c844506759d6494e5a0f2b0feb06
