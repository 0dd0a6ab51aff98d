import type { Matrix } from "@cryolab/lib";

/**
 * Mean of traces after each has been moved to where it fits a reference best.
 *
 * qᵢ = arg max Σ xᵢ(j) reference(j − q), average(j) = Σ xᵢ(j + qᵢ)/n, zeros from outside
 *
 * @param x - n traces of m samples, shape [n, m]
 * @param reference - m values
 * @returns the average, and the lag of every trace
 */
export function alignAndAverage(x: Matrix, reference: Float64Array): { average: Float64Array; lags: Int32Array } {
  // TODO: for one trace, the sum for every lag from −(m − 1) to m − 1; keep the best; then move back and add.
  throw new Error(`TODO: alignAndAverage (${x.shape[0]} traces, reference of ${reference.length})`);
}
