// A step that calls itself, with the sufficient statistics of both coins as records.
export function coinFlipEm(
  heads: Float64Array,
  tosses: Float64Array,
  start: readonly [number, number],
): { p: [number, number]; logLikelihood: Float64Array } {
  const n = heads.length;
  const ln = (k: number, x: number): number => (k > 0 ? k * Math.log(x) : 0);
  const path: number[] = [];
  const climb = (coins: readonly [number, number], left: number): [number, number] => {
    const counted = [
      { h: 0, t: 0 },
      { h: 0, t: 0 },
    ];
    let sum = 0;
    for (let i = n - 1; i >= 0; i--) {
      const l = coins.map((x) => ln(heads[i], x) + ln(tosses[i] - heads[i], 1 - x));
      const far = Math.abs(l[0] - l[1]);
      const weaker = Math.exp(-far) / (1 + Math.exp(-far));
      const gamma = l[0] > l[1] ? [1 - weaker, weaker] : [weaker, 1 - weaker];
      sum += Math.max(l[0], l[1]) + Math.log1p(Math.exp(-far)) - Math.log(2);
      counted.forEach((count, c) => {
        count.h += gamma[c] * heads[i];
        count.t += gamma[c] * tosses[i];
      });
    }
    path.push(sum);
    const next = counted.map(({ h, t }, c) => (t > 0 ? Math.min(h / t, 1) : coins[c]));
    const still = Math.max(Math.abs(next[0] - coins[0]), Math.abs(next[1] - coins[1])) <= 1e-12;
    return still || left === 0 ? [coins[0], coins[1]] : climb([next[0], next[1]], left - 1);
  };
  const p = climb(start, 5000);
  return { p, logLikelihood: Float64Array.from(path) };
}

// canary 69cd99dd85e17d0eadd1a3c9b291e3c5
