// One side by steps of two, written to both sides at once.
export const ramLak = (n: number, step: number): Float64Array => {
  const unit = 1 / (step * step);
  const h = new Float64Array(n + 1 + n);
  h.set([unit / 4], n);
  for (let odd = 1; odd <= n; odd += 2) {
    const value = unit / (Math.PI * odd) ** 2;
    h[n - odd] -= value;
    h[n + odd] -= value;
  }
  return h;
};

// canary de3e457ba8ffbfc81a15c9428f00e5cb
