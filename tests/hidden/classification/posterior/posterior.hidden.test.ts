import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { random } from "@cryolab/lib";
import type * as answer from "./posterior.ts";

const { posterior } = await submission<typeof answer>("classification/posterior");

/**
 * The same by pairs: pᵢ = 1/Σⱼ e^(ℓⱼ − ℓᵢ), where an exponential too large makes p zero; the evidence by adding one
 * weight after the other, ln(e^a + e^b) = max + ln(1 + e^(−|a − b|)).
 */
function reference(l: Float64Array): { probabilities: Float64Array; logEvidence: number } {
  const probabilities = l.map((li) => (li === -Infinity ? 0 : 1 / l.reduce((sum, lj) => sum + Math.exp(lj - li), 0)));
  const logEvidence = l.reduce(
    (a, b) => (Math.max(a, b) === -Infinity ? -Infinity : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)))),
    -Infinity,
  );
  return { probabilities, logEvidence };
}

// Tolerance: ℓ itself is rounded to 1e-11 at ±1e5, which is a relative error of 1e-11 in every weight.
const close = { rel: 1e-10, abs: 1e-12 };

describe("classification/posterior, hidden", () => {
  it("[1] agrees with a sum over pairs, from −100000 to +100000", async () => {
    const rng = draws("shifts");
    for (const offset of [0, -1e5, 1e5, 700, -745, 3e4]) {
      const n = 5 + Math.floor(20 * random.uniform(rng));
      const l = Float64Array.from({ length: n }, () => offset + 6 * random.normal(rng));
      const { probabilities, logEvidence } = reference(l);
      const found = (await expectUntouched(posterior, l)) as { probabilities: unknown; logEvidence: unknown };
      const says =
        "Probabilities must not depend on what is added to every log-weight; large and small ones must work alike.";
      expectClose(found, { probabilities, logEvidence }, { ...close, says });
      const sum = (found.probabilities as Float64Array).reduce((a, b) => a + b, 0);
      expectClose(sum, 1, { abs: 1e-12, says: "Probabilities must sum to 1." });
    }
  });

  it("[1] gives the impossible probability 0, alone and beside the possible", async () => {
    const cases = [
      [-Infinity, 2, -Infinity, 1],
      [-Infinity, -1e5],
      [-Infinity],
      [-Infinity, -Infinity, -Infinity],
      [-700],
      [4],
    ];
    for (const values of cases) {
      const l = Float64Array.from(values);
      const found = await posterior(l);
      const due = reference(l);
      const says = "With some or all log-weights −∞: probability 0 each, and evidence −∞ only if all of them are.";
      expectClose((found as typeof due).probabilities, due.probabilities, { ...close, says });
      // −∞ is compared by itself: a difference of two is no number
      const { logEvidence } = found as { logEvidence: unknown };
      if (due.logEvidence === -Infinity) expectThat(logEvidence === -Infinity, says);
      else expectClose(logEvidence, due.logEvidence, { ...close, says });
    }
  });

  it("[1] shares the weight among equals and keeps small probabilities to the last digit", async () => {
    const equal = new Float64Array(7).fill(-12345.678);
    const says = "Equal log-weights share the probability; the evidence is theirs plus ln n.";
    expectClose(
      await posterior(equal),
      { probabilities: new Float64Array(7).fill(1 / 7), logEvidence: -12345.678 + Math.log(7) },
      { ...close, says },
    );
    const l = Float64Array.of(0, -20, -30, -36);
    const found = (await posterior(l)) as { probabilities: Float64Array };
    expectClose(found, reference(l), { ...close, says: "Probabilities far apart must be right as well." });
    const ratio = found.probabilities[2] / found.probabilities[0];
    expectClose(ratio, Math.exp(-30), {
      rel: 1e-9,
      says: "A probability of 1e-13 must be right to nine digits: keep double precision.",
    });
  });
});

// canary 7debc919a0063c842b2e551222d09321
