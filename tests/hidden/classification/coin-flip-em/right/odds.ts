// By odds: the logarithm of L₁/L₂ of each row is linear in heads and tosses.
export function coinFlipEm(
  heads: Float64Array,
  tosses: Float64Array,
  start: readonly [number, number],
): { p: [number, number]; logLikelihood: Float64Array } {
  let [p, q] = start;
  const half = (h: number, t: number, x: number): number =>
    (h > 0 ? h * Math.log(x) : 0) + (t > h ? (t - h) * Math.log1p(-x) : 0);
  const likelihood = (): number => {
    let sum = 0;
    heads.forEach((h, i) => {
      const [a, b] = [half(h, tosses[i], p), half(h, tosses[i], q)];
      const top = Math.max(a, b);
      sum += top + Math.log(Math.exp(a - top) + Math.exp(b - top)) - Math.LN2;
    });
    return sum;
  };
  const seen = [likelihood()];
  for (let i = 0; i < 10000; i++) {
    let [hp, tp, hq, tq] = [0, 0, 0, 0];
    heads.forEach((h, j) => {
      const a = half(h, tosses[j], p);
      const b = half(h, tosses[j], q);
      const gamma = a >= b ? 1 / (1 + Math.exp(b - a)) : Math.exp(a - b) / (1 + Math.exp(a - b));
      hp += gamma * h;
      tp += gamma * tosses[j];
      hq += (1 - gamma) * h;
      tq += (1 - gamma) * tosses[j];
    });
    const [p2, q2] = [tp > 0 ? hp / tp : p, tq > 0 ? hq / tq : q];
    const move = Math.max(Math.abs(p2 - p), Math.abs(q2 - q));
    [p, q] = [p2, q2];
    if (move <= 1e-12) break;
  }
  seen.push(likelihood());
  return { p: [p, q], logLikelihood: Float64Array.from(seen) };
}

// canary 2a305357dc5d53cb8a3f4de5615ad6fb
