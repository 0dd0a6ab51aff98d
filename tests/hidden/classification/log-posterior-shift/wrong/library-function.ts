// Calls the library's own function instead of writing one.
import { classification } from "@cryolab/lib";

interface ShiftModel {
  readonly template: Float64Array;
  readonly sigma: number;
  readonly shiftMean: number;
  readonly shiftSigma: number;
  readonly maxShift: number;
}

export function logPosteriorShift(x: Float64Array, model: ShiftModel): Float64Array {
  return classification.logPosteriorShift(x, model);
}

// canary b1d6983680eee7afd5851b2d008d69b5
