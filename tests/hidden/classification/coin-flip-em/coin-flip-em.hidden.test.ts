import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Rng, random } from "@cryolab/lib";
import type * as answer from "./coin-flip-em.ts";

const { coinFlipEm } = await submission<typeof answer>("classification/coin-flip-em");

type Coins = readonly [number, number];
interface Rows {
  readonly heads: Float64Array;
  readonly tosses: Float64Array;
}

/** Rows of two coins of this learner's own, of unequal lengths. */
function rows(rng: Rng): Rows & { readonly start: Coins } {
  const n = 8 + Math.floor(8 * random.uniform(rng));
  const coins = [0.15 + 0.25 * random.uniform(rng), 0.6 + 0.25 * random.uniform(rng)];
  const tosses = Float64Array.from({ length: n }, () => 5 + Math.floor(40 * random.uniform(rng)));
  const heads = tosses.map((t) => {
    const p = coins[random.uniform(rng) < 0.5 ? 0 : 1];
    let h = 0;
    for (let j = 0; j < t; j++) if (random.uniform(rng) < p) h++;
    return h;
  });
  return { heads, tosses, start: [0.3 + 0.1 * random.uniform(rng), 0.5 + 0.1 * random.uniform(rng)] };
}

const nLogP = (n: number, p: number) => (n === 0 ? 0 : n * Math.log(p));

/** ln of ½ L₁ + ½ L₂ summed over rows. */
function logLikelihood({ heads, tosses }: Rows, coins: Coins): number {
  let total = 0;
  for (let i = 0; i < heads.length; i++) {
    const [a, b] = coins.map((p) => nLogP(heads[i], p) + nLogP(tosses[i] - heads[i], 1 - p));
    total += Math.max(a, b) + Math.log((1 + Math.exp(-Math.abs(a - b))) / 2);
  }
  return total;
}

/** One step by odds: γ₁ = 1/(1 + L₂/L₁), no log-sum-exp. */
function step({ heads, tosses }: Rows, [p, q]: Coins): [number, number] {
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < heads.length; i++) {
    const gamma =
      1 /
      (1 +
        Math.exp(
          nLogP(heads[i], q) +
            nLogP(tosses[i] - heads[i], 1 - q) -
            nLogP(heads[i], p) -
            nLogP(tosses[i] - heads[i], 1 - p),
        ));
    sums[0] += gamma * heads[i];
    sums[1] += gamma * tosses[i];
    sums[2] += (1 - gamma) * heads[i];
    sums[3] += (1 - gamma) * tosses[i];
  }
  return [sums[0] / sums[1], sums[2] / sums[3]];
}

function reference(data: Rows, start: Coins): [number, number] {
  let coins: [number, number] = [start[0], start[1]];
  for (let i = 0; i < 10000; i++) {
    const next = step(data, coins);
    const still = Math.abs(next[0] - coins[0]) <= 1e-13 && Math.abs(next[1] - coins[1]) <= 1e-13;
    coins = next;
    if (still) break;
  }
  return coins;
}

/** What comes back, looked at before it is believed. */
interface Found {
  readonly p: [number, number];
  readonly logLikelihood: Float64Array;
}

function neverFalls(values: Float64Array): boolean {
  // rounding of a sum of a few hundred terms of size 30
  return values.length >= 1 && values.every((v, i) => Number.isFinite(v) && (i === 0 || v >= values[i - 1] - 1e-10));
}

describe("classification/coin-flip-em, hidden", () => {
  it("[2] finds the coins of rows of unequal lengths, in the order of the start", async () => {
    const rng = draws("rows");
    for (let i = 0; i < 6; i++) {
      const { heads, tosses, start } = rows(rng);
      const due = reference({ heads, tosses }, start);
      const says = "The two p differ from the fixed point of weighing rows and counting with the weights.";
      const { p } = (await expectUntouched(coinFlipEm, heads, tosses, start)) as Found;
      expectClose(p, due, { abs: 1e-6, says });
      const swapped = (await coinFlipEm(heads, tosses, [start[1], start[0]])) as Found;
      expectClose(swapped.p, [due[1], due[0]], { abs: 1e-6, says: "Exchanged starts must give exchanged coins." });
    }
  });

  it("[2] begins with the likelihood of the start, ends with that of the coins returned, and never falls", async () => {
    const rng = draws("likelihood");
    for (let i = 0; i < 4; i++) {
      const { heads, tosses, start } = rows(rng);
      const found = (await coinFlipEm(heads, tosses, start)) as Found;
      const says = "logLikelihood must be the sum over rows of ln(½L₁ + ½L₂).";
      expectClose(found.logLikelihood?.slice?.(0, 1), Float64Array.of(logLikelihood({ heads, tosses }, start)), {
        rel: 1e-9,
        says: `${says} The first is that of the start.`,
      });
      expectClose(found.p, reference({ heads, tosses }, start), {
        abs: 1e-6,
        says: "The coins are not the fixed point.",
      });
      const last = logLikelihood({ heads, tosses }, found.p);
      expectClose(found.logLikelihood.slice(-1), Float64Array.of(last), {
        rel: 1e-9,
        says: `${says} The last is that of the p returned.`,
      });
      expectThat(neverFalls(found.logLikelihood), "The log-likelihood must never fall from entry to entry.");
    }
  });

  it("[1] keeps equal starts equal, ignores rows without a toss, and weighs long rows by their tosses", async () => {
    const heads = Float64Array.of(2, 0, 18, 50);
    const tosses = Float64Array.of(20, 0, 20, 80);
    const { p } = (await coinFlipEm(heads, tosses, [0.5, 0.5])) as Found;
    expectClose(p, [70 / 120, 70 / 120], {
      abs: 1e-9,
      says: "Equal starts stay equal: both become all heads over all tosses.",
    });
    const with0 = (await coinFlipEm(heads, tosses, [0.4, 0.6])) as Found;
    const without = (await coinFlipEm(Float64Array.of(2, 18, 50), Float64Array.of(20, 20, 80), [0.4, 0.6])) as Found;
    expectClose(with0.p, without.p, { abs: 1e-9, says: "A row of 0 tosses must change no coin." });
    expectClose(with0.p, reference({ heads, tosses }, [0.4, 0.6]), {
      abs: 1e-6,
      says: "Sum heads and tosses first, then divide.",
    });
  });

  it("[1] survives certain coins, long rows, and a coin that no row falls to", async () => {
    const sure = (await coinFlipEm(Float64Array.of(30, 0), Float64Array.of(30, 20), [0.8, 0.3])) as Found;
    expectClose(sure.p, [1, 0], { abs: 1e-6, says: "Rows of only heads and only tails make coins of 1 and 0." });
    const long = { heads: Float64Array.of(4000, 1000), tosses: Float64Array.of(5000, 5000) };
    const found = (await coinFlipEm(long.heads, long.tosses, [0.6, 0.4])) as Found;
    expectClose(found.p, [0.8, 0.2], { abs: 1e-6, says: "Rows of thousands of tosses must work: keep logarithms." });
    const none = (await coinFlipEm(Float64Array.of(0), Float64Array.of(0), [0.7, 0.2])) as Found;
    expectClose(none.p, [0.7, 0.2], { abs: 1e-12, says: "Coins without a weighed toss keep their p." });
  });
});

// canary 0cfd5970fdf9d089c2bfa79e3d0444ca
