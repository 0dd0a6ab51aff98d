// A convolution with the shape turned round: coefficients of a product of polynomials.
export function crossCorrelate(x: Float64Array, a: Float64Array): { lags: Int32Array; c: Float64Array } {
  const turned = [...a].reverse();
  const c = new Array<number>(x.length + a.length - 1).fill(0);
  turned.forEach((v, j) => {
    x.forEach((u, i) => {
      c[i + j] += u * v;
    });
  });
  const lags = Int32Array.from(c.keys());
  for (let i = 0; i < lags.length; i++) lags[i] -= a.length - 1;
  return { lags, c: Float64Array.from(c) };
}

// canary 4f2191f7dbcba377330b8809d5bb5863
