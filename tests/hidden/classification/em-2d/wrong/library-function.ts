// Calls the library's own function instead of writing one.
import * as cryo from "@cryolab/lib";

interface Em2dOptions {
  readonly templates: readonly cryo.Image[];
  readonly angles: Float64Array;
  readonly maxShift: number;
  readonly sigma: number;
  readonly shiftSigma: number;
  readonly iterations: number;
}
interface Em2dResult {
  readonly templates: cryo.Image[];
  readonly sigma: number;
  readonly gamma: cryo.RealArray;
  readonly logLikelihood: Float64Array;
}

export function em2d(images: cryo.ImageStack, options: Em2dOptions): Em2dResult {
  return cryo.classification.em2d(images, options);
}

// canary 4c95a8b36e93ab6d9e2b6fb38152dd4c
