// Calls the library's own step instead of writing one.
import * as cryo from "@cryolab/lib";

export interface ShiftModel {
  readonly template: Float64Array;
  readonly sigma: number;
  readonly shiftMean: number;
  readonly shiftSigma: number;
  readonly maxShift: number;
}

export function emStep1d(x: cryo.Matrix, model: ShiftModel): ShiftModel & { logLikelihood: number } {
  return cryo.classification.emStep1d(x, model);
}

// canary 9a023a3a23a5e0c1e7dd5acb9983f377
