/**
 * Linear cross-correlation of a trace with a shape.
 *
 * c(q) = Σ x[m + q] a[m], q = −(na − 1) … nx − 1, zero beyond the ends
 *
 * @param x - the trace, shape [nx]
 * @param a - the shape, shape [na]
 * @returns lags q, ascending, and c at each of them, shape [nx + na − 1]
 */
export function crossCorrelate(x: Float64Array, a: Float64Array): { lags: Int32Array; c: Float64Array } {
  // TODO: how long must both be, with zeros behind, so that no end meets the other's beginning?
  throw new Error(`TODO: crossCorrelate (${x.length} and ${a.length} values)`);
}
