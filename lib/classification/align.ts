/**
 * @file Averaging after alignment by the best lag: what one does without thinking, and what finds a face in noise.
 * Source: Henderson (2013), PNAS 110, 18037, doi:10.1073/pnas.1314449110.
 */

import { check, checkFinite, type Matrix } from "../core/index.ts";
import { crossCorrelate } from "../fourier/index.ts";

/**
 * Mean of traces after each has been moved to where it fits a reference best.
 *
 * qᵢ = arg max over −(m − 1) … m − 1 of Σ_j xᵢ[j] · reference[j − q];   average[j] = Σᵢ xᵢ[j + qᵢ]/n, 0 beyond the ends
 *
 * It divides by n at every pixel. Pure noise comes out as the reference.
 *
 * @param x - traces, one a row, shape [n, m]
 * @param reference - m values
 * @returns `average`, m values, and `lags`, one a trace: how far the trace is moved against the reference
 * @throws RangeError if there is no trace, the reference is not as long as one, or a value is not finite
 * @example
 * alignAndAverage(realArray([1, 3], [0, 0, 5]), Float64Array.of(1, 0, 0)).average // Float64Array [5, 0, 0]
 * @see Henderson (2013), doi:10.1073/pnas.1314449110
 */
export function alignAndAverage(x: Matrix, reference: Float64Array): { average: Float64Array; lags: Int32Array } {
  const [n, m] = x.shape;
  check(
    x.shape.length === 2 && n >= 1 && m >= 1 && x.data.length === n * m,
    () => `alignAndAverage: x must hold at least one trace, got shape [${x.shape}]`,
  );
  check(
    reference.length === m,
    () => `alignAndAverage: reference must be as long as a trace, ${m}, got ${reference.length}`,
  );
  checkFinite(x.data, "alignAndAverage: x");
  checkFinite(reference, "alignAndAverage: reference");
  const average = new Float64Array(m);
  const lags = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const trace = x.data.subarray(i * m, (i + 1) * m);
    const correlation = crossCorrelate(trace, reference);
    let best = 0;
    for (let k = 1; k < correlation.c.length; k++) if (correlation.c[k] > correlation.c[best]) best = k;
    const q = correlation.lags[best];
    lags[i] = q;
    const end = Math.min(m, m - q);
    for (let j = Math.max(0, -q); j < end; j++) average[j] += trace[j + q] / n;
  }
  return { average, lags };
}
