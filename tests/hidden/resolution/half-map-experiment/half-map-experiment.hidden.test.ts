import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { fourier, type Rng, type Volume } from "@cryolab/lib";
import type * as answer from "./half-map-experiment.ts";

const { halfMapExperiment } = await submission<typeof answer>("resolution/half-map-experiment");

interface Curves {
  readonly halves: Float64Array;
  readonly truth: Float64Array;
}

/** A map of this learner's own whose power falls by a factor of fifty from the centre to the border. */
function map(n: number, rng: Rng): Volume {
  return fourier.noiseWithSpectrum([n, n, n], (s) => 1 / (1 + 49 * (2 * s) ** 2), { pixelSize: 1, rng });
}

/** Pairs k, −k of a cube in every shell: what is independent in the spectrum of a real map. */
function pairs(n: number): Float64Array {
  const count = new Float64Array(Math.floor(n / 2) + 1);
  const signed = Array.from({ length: n }, (_, i) => i - Math.floor(n / 2));
  for (const z of signed)
    for (const y of signed)
      for (const x of signed) {
        const shell = Math.round(Math.sqrt(x * x + y * y + z * z));
        if (shell < count.length) count[shell] += 0.5;
      }
  return count;
}

const runs = 3;

/** The mean curves of a few experiments, each with a generator of its own. */
async function experiment(volume: Volume, ssnr: Float64Array, name: string): Promise<Curves> {
  const size = ssnr.length;
  const sum = { halves: new Float64Array(size), truth: new Float64Array(size) };
  for (let run = 0; run < runs; run++) {
    const rng = draws(`${name} ${run}`);
    const found = (await expectUntouched(halfMapExperiment, volume, ssnr, rng)) as Curves;
    // shape and kind first; any correlation lies between −1 and 1
    const says = "halves and truth must be Float64Arrays of floor(n/2) + 1 correlations.";
    expectClose(found, { halves: new Float64Array(size), truth: new Float64Array(size) }, { abs: 1 + 1e-9, says });
    for (let k = 0; k < size; k++) {
      sum.halves[k] += found.halves[k] / runs;
      sum.truth[k] += found.truth[k] / runs;
    }
  }
  return sum;
}

/**
 * A shell of m pairs spreads by at most 0.71/√m, less where it correlates: 5/√m is seven deviations. Shells 0 to 2 hold too
 * few pairs to judge. The mean of all shells, weighted by pairs, is judged by the same rule for all pairs together.
 */
function judge(found: Float64Array, due: Float64Array, n: number, what: string): void {
  const count = pairs(n);
  let [total, difference] = [0, 0];
  for (let k = 3; k < due.length; k++) {
    const m = count[k] * runs;
    expectThat(Math.abs(found[k] - due[k]) < 5 / Math.sqrt(m), `${what} is too far from theory in some shell.`);
    total += m;
    difference += m * (found[k] - due[k]);
  }
  // 3/√m is four deviations; a ratio of sums over few pairs is also off by a little
  expectThat(
    Math.abs(difference / total) < 3 / Math.sqrt(total) + 0.005,
    `The mean of ${what} over all shells is off.`,
  );
}

const theory = (ssnr: Float64Array): Curves => ({
  halves: ssnr.map((S) => S / (1 + S)),
  truth: ssnr.map((S) => Math.sqrt(S / (1 + S))),
});

describe("resolution/half-map-experiment, hidden", () => {
  it("[4] has S/(1 + S) between the halves, whatever S does from shell to shell", async () => {
    const rng = draws("halves");
    for (const n of [24, 21, 18]) {
      const volume = map(n, rng);
      const ssnr = Float64Array.from({ length: Math.floor(n / 2) + 1 }, (_, k) =>
        n === 24 ? (k % 2 === 0 ? 0.2 : 4) : n === 21 ? 3 : 20 * Math.exp(-k / 2),
      );
      const found = await experiment(volume, ssnr, `halves ${n}`);
      judge(found.halves, theory(ssnr).halves, n, "FSC of the two halves");
    }
  });

  it("[3] has √(S/(1 + S)) between one half and the truth", async () => {
    const rng = draws("truth");
    for (const n of [24, 19, 22]) {
      const volume = map(n, rng);
      const ssnr = Float64Array.from({ length: Math.floor(n / 2) + 1 }, (_, k) =>
        n === 24 ? 0.5 : n === 19 ? (k % 3 === 0 ? 5 : 0.4) : 2,
      );
      const found = await experiment(volume, ssnr, `truth ${n}`);
      judge(found.truth, theory(ssnr).truth, n, "FSC of one half with the truth");
    }
  });

  it("[2] has curves of 1 without noise and halves about 0 with noise alone", async () => {
    const rng = draws("limits");
    for (const n of [16, 13]) {
      const volume = map(n, rng);
      const size = Math.floor(n / 2) + 1;
      const clean = await experiment(volume, new Float64Array(size).fill(1e12), `clean ${n}`);
      const ones = new Float64Array(size).fill(1);
      const says = "With S = 10¹² in every shell both curves must be 1.";
      expectClose(clean, { halves: ones, truth: ones }, { abs: 1e-4, says });
      const noisy = await experiment(volume, new Float64Array(size).fill(1e-6), `noisy ${n}`);
      judge(noisy.halves, new Float64Array(size), n, "with noise alone, FSC of the two halves");
      judge(noisy.truth, new Float64Array(size).fill(1e-3), n, "with noise alone, FSC with the truth");
    }
  });

  it("[1] draws from the rng: another one gives other curves, and both curves are of one experiment", async () => {
    const rng = draws("chance");
    const volume = map(14, rng);
    const ssnr = new Float64Array(8).fill(1);
    const curves: Curves[] = [];
    for (let i = 0; i < 2; i++) curves.push((await halfMapExperiment(volume, ssnr, draws(`chance ${i}`))) as Curves);
    const apart = (a: Float64Array, b: Float64Array) => a.slice(1).some((v, k) => Math.abs(v - b[k + 1]) > 1e-3);
    const both = apart(curves[0].halves, curves[1].halves) && apart(curves[0].truth, curves[1].truth);
    expectThat(both, "Two experiments with different rngs must differ in both curves: draw noise, return no formula.");
  });
});

// canary a19ce4cc16546d1c6ccf723f03752d16
