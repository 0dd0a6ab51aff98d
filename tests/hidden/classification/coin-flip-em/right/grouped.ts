// Rows that are alike are weighed once; coins in an array, a trace of every step.
import { classification } from "@cryolab/lib";

export function coinFlipEm(
  heads: Float64Array,
  tosses: Float64Array,
  start: readonly [number, number],
): { p: [number, number]; logLikelihood: Float64Array } {
  const groups = new Map<string, { h: number; t: number; rows: number }>();
  for (let i = 0; i < heads.length; i++) {
    const key = `${heads[i]}/${tosses[i]}`;
    const group = groups.get(key) ?? { h: heads[i], t: tosses[i], rows: 0 };
    group.rows++;
    groups.set(key, group);
  }
  const power = (n: number, x: number): number => (n === 0 ? 0 : n * Math.log(x));
  const E = (coins: readonly number[]) =>
    [...groups.values()].map((g) => ({
      ...g,
      ...classification.posterior(
        Float64Array.from(coins, (x) => power(g.h, x) + power(g.t - g.h, 1 - x) - Math.log(2)),
      ),
    }));
  let coins: number[] = [...start];
  let weighed = E(coins);
  const evidence = (): number => weighed.reduce((s, g) => s + g.rows * g.logEvidence, 0);
  const trace = [evidence()];
  for (let i = 0; i < 10000; i++) {
    const next = coins.map((old, c) => {
      const t = weighed.reduce((s, g) => s + g.rows * g.probabilities[c] * g.t, 0);
      return t === 0 ? old : weighed.reduce((s, g) => s + g.rows * g.probabilities[c] * g.h, 0) / t;
    });
    const still = next.every((x, c) => Math.abs(x - coins[c]) <= 1e-12);
    coins = next.map((x) => Math.min(1, x)); // 1 + 2e-16 is no probability
    weighed = E(coins);
    trace.push(evidence());
    if (still) break;
  }
  return { p: [coins[0], coins[1]], logLikelihood: Float64Array.from(trace) };
}

// canary b6f592bc3da25106bcde6b5333a9e049
