import { classification } from "@cryolab/lib";

/** Two coins from rows of tosses, by expectation maximisation. */
export function coinFlipEm(
  heads: Float64Array,
  tosses: Float64Array,
  start: readonly [number, number],
): { p: [number, number]; logLikelihood: Float64Array } {
  let coins: [number, number] = [start[0], start[1]];
  const trace: number[] = [];
  for (let step = 0; step <= 10000; step++) {
    const sumHeads = [0, 0];
    const sumTosses = [0, 0];
    let total = 0;
    for (let i = 0; i < heads.length; i++) {
      const logs = Float64Array.from(
        coins,
        (q) => Math.log(0.5) + times(heads[i], q) + times(tosses[i] - heads[i], 1 - q),
      );
      const { probabilities: gamma, logEvidence } = classification.posterior(logs);
      total += logEvidence;
      for (let c = 0; c < 2; c++) {
        sumHeads[c] += gamma[c] * heads[i];
        sumTosses[c] += gamma[c] * tosses[i];
      }
    }
    trace.push(total);
    const p: [number, number] = [0, 1].map((c) => (sumTosses[c] > 0 ? sumHeads[c] / sumTosses[c] : coins[c])) as [
      number,
      number,
    ];
    const still = Math.abs(p[0] - coins[0]) <= 1e-12 && Math.abs(p[1] - coins[1]) <= 1e-12;
    if (still || step === 10000) break;
    coins = p;
  }
  return { p: coins, logLikelihood: Float64Array.from(trace) };
}

/** n ln p, 0 for n = 0. */
function times(n: number, p: number): number {
  return n === 0 ? 0 : n * Math.log(p);
}

// canary 793809d3fcfb72869fc1b67f77a31b64
