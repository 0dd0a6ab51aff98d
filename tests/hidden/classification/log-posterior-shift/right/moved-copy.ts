// A moved copy of the template for every shift; the logarithms are added one after the other.
/** What is believed of a trace: its template, the noise, and how shifts are spread. */
export interface ShiftModel {
  /** A, one value a sample; it counts as 0 outside */
  readonly template: Float64Array;
  /** σ, standard deviation of the noise */
  readonly sigma: number;
  /** μ, mean of the shifts, in samples */
  readonly shiftMean: number;
  /** σq, their standard deviation, in samples */
  readonly shiftSigma: number;
  /** Q: shifts are −Q … Q */
  readonly maxShift: number;
}

export function logPosteriorShift(x: Float64Array, model: ShiftModel): Float64Array {
  const m = x.length;
  const { maxShift: Q } = model;
  const logs: number[] = [];
  let all = -Infinity;
  for (let q = -Q; q <= Q; q++) {
    const copy = new Float64Array(m);
    model.template.forEach((v, a) => {
      if (a + q >= 0 && a + q < m) copy[a + q] = v;
    });
    let r2 = 0;
    for (let j = m - 1; j >= 0; j--) r2 += ((x[j] - copy[j]) / model.sigma) ** 2;
    const l = -(r2 + ((q - model.shiftMean) / model.shiftSigma) ** 2) / 2;
    logs.push(l);
    const [high, low] = l > all ? [l, all] : [all, l];
    all = high + Math.log1p(Math.exp(low - high));
  }
  return new Float64Array(logs.map((l) => l - all));
}

// canary e1311b00323a2e52480f7022777b5e49
