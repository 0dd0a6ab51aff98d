// Calls the library's own function instead of writing one.
import * as cryo from "@cryolab/lib";

type Image = cryo.Image;
type RealArray = cryo.RealArray;

interface PoseGrid {
  readonly angles: Float64Array;
  readonly maxShift: number;
}
interface PoseModel {
  readonly sigma: number;
  readonly shiftSigma: number;
}

export function logPosteriorPose(
  image: Image,
  template: Image,
  options: { readonly grid: PoseGrid; readonly model: PoseModel },
): RealArray {
  return cryo.classification.logPosteriorPose(image, template, options);
}

// canary 71e5e9314264f6b2afb2a5a1cf1232a5
