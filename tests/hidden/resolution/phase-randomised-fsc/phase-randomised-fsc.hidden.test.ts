import { draws, expectClose, expectThat, submission } from "@cryolab/grader/testing";
import { type Rng, random, type Volume } from "@cryolab/lib";
import type * as answer from "./phase-randomised-fsc.ts";

const { maskedFscCorrected } = await submission<typeof answer>("resolution/phase-randomised-fsc");

type Curves = ReturnType<typeof answer.maskedFscCorrected>;

/** (x, y, z) of every voxel, x fastest. */
const places = (n: number) =>
  Array.from({ length: n ** 3 }, (_, i) => [i % n, Math.floor(i / n) % n, Math.floor(i / (n * n))] as const);

const signed = (i: number, n: number) => Math.min(i, n - i);
const shellAt = (k: readonly number[], n: number) => Math.round(Math.hypot(...k.map((i) => signed(i, n))));

const cube = (n: number, value: (place: readonly [number, number, number]) => number): Volume => ({
  shape: [n, n, n],
  data: Float64Array.from(places(n), value),
});

/** The masked curve by direct sums: cosine and sine part of both maps at every frequency, no fast transform. */
function reference(a: Volume, b: Volume, mask: Volume): Float64Array {
  const n = a.shape[0];
  const grid = places(n);
  const [ab, aa, bb] = [0, 1, 2].map(() => new Float64Array(Math.floor(n / 2) + 1));
  for (const k of grid) {
    let [ac, as, bc, bs] = [0, 0, 0, 0];
    for (const [i, x] of grid.entries()) {
      const turn = (2 * Math.PI * (k[0] * x[0] + k[1] * x[1] + k[2] * x[2])) / n;
      const [cos, sin] = [Math.cos(turn) * mask.data[i], Math.sin(turn) * mask.data[i]];
      ac += a.data[i] * cos;
      as += a.data[i] * sin;
      bc += b.data[i] * cos;
      bs += b.data[i] * sin;
    }
    const s = shellAt(k, n);
    if (s >= ab.length) continue;
    ab[s] += ac * bc + as * bs;
    aa[s] += ac * ac + as * as;
    bb[s] += bc * bc + bs * bs;
  }
  return ab.map((sum, s) => sum / Math.sqrt(aa[s] * bb[s]));
}

const noise = (n: number, rng: Rng) => cube(n, () => random.normal(rng));

/** A mask of this learner's own: a soft ball off the centre, in front of a little of everything. */
function ball(n: number, rng: Rng): Volume {
  const centre = [0, 1, 2].map(() => n * (0.3 + 0.3 * random.uniform(rng)));
  return cube(n, (x) => 0.05 + 1 / (1 + Math.exp(2 * (Math.hypot(...x.map((v, axis) => v - centre[axis])) - n / 3.5))));
}

/** A call; the three curves must be of their kind, and all values finite. */
async function curves(a: Volume, b: Volume, mask: Volume, from: number, rng: Rng): Promise<Curves> {
  const got = (await maskedFscCorrected(a, b, { mask, from, rng })) as Curves;
  const line = new Float64Array(Math.floor(a.shape[0] / 2) + 1);
  const says = "masked, random and corrected must be Float64Arrays of floor(n/2) + 1 finite values.";
  expectClose(got, { masked: line, random: line, corrected: line }, { abs: Number.MAX_VALUE, says });
  return got;
}

// 1e-9: a transform is good to 1e-13 of the largest value, and no shell here is so weak that this counts.
const abs = 1e-9;

/**
 * How often c + a wave of amplitude 1 and random phase is below 0 at one voxel, which is all that the mask lets through:
 * the sign of random in every shell. The other map is a constant; a and b take turns.
 */
async function expectSigns(n: number, k: readonly number[], c: number, due: number, says: string): Promise<void> {
  const runs = 400;
  const voxel = [2, 1, 3].map((v) => v % n);
  const wave = cube(n, (x) => c + Math.cos((2 * Math.PI * k.reduce((sum, v, axis) => sum + v * x[axis], 0)) / n));
  const one = cube(n, () => 1);
  const mask = cube(n, (x) => (x.every((v, axis) => v === voxel[axis]) ? 1 : 0));
  let below = 0;
  for (let run = 0; run < runs; run++) {
    const [a, b] = run % 2 === 0 ? [wave, one] : [one, wave];
    const { random: chance } = await curves(a, b, mask, 2, draws(`wave ${n} ${k} ${run}`));
    below += chance[0] < 0 ? 1 : 0;
  }
  // 4.7 deviations of a binomial: one honest answer in 400,000 is beyond
  expectThat(Math.abs(below - due * runs) < 4.7 * Math.sqrt(runs * due * (1 - due)), says);
}

describe("resolution/phase-randomised-fsc, hidden", () => {
  it("[3] multiplies by the mask once and correlates: `masked` by direct sums", async () => {
    const rng = draws("masked");
    for (const n of [4, 5, 7, 8, 2]) {
      const a = noise(n, rng);
      const b = { shape: a.shape, data: a.data.map((v) => v + 0.7 * random.normal(rng)) };
      const mask = ball(n, rng);
      const { masked } = await curves(a, b, mask, 1 + (n % 3), draws(`phases ${n}`));
      expectClose(masked, reference(a, b, mask), { abs, says: "masked is not the FSC of m·a and m·b." });
    }
  });

  it("[2] takes random out of masked from `from` on, and only there", async () => {
    const rng = draws("formula");
    for (const [n, from] of [
      [9, 1],
      [10, 3],
      [11, 5],
      [6, 4],
      [1, 1],
      [2, 1],
    ]) {
      const [a, b, mask] = [noise(n, rng), noise(n, rng), ball(n, rng)];
      const { masked, random: chance, corrected } = await curves(a, b, mask, from, draws(`phases ${n}`));
      const due = masked.map((m, s) => (s < from ? m : (m - chance[s]) / (1 - chance[s])));
      // where 1 − random is rounding the quotient is anything
      const plain = (curve: Float64Array) => curve.map((v, s) => (s >= from && chance[s] > 1 - 1e-6 ? 0 : v));
      const says = "corrected is not made of the answer's own masked and random; negative values stay.";
      expectClose(plain(corrected), plain(due), { rel: abs, abs, says });
    }
    const constant = cube(2, () => 1);
    const voxel = cube(2, ([x, y, z]) => (x + y + z === 0 ? 1 : 0));
    const sure = await curves(constant, constant, voxel, 1, draws("sure"));
    const says = "Where random is 1 or more corrected must be 0.";
    expectThat(
      sure.random.every((r, s) => s < 1 || r < 1 || sure.corrected[s] === 0),
      says,
    );
  });

  it("[2] keeps what lies below `from`, and gives each half phases of its own", async () => {
    const rng = draws("ones");
    for (const [n, from] of [
      [15, 3],
      [14, 1],
      [16, 5],
      [8, 9],
    ]) {
      const [a, ones] = [noise(n, rng), cube(n, () => 1)];
      const b = { shape: a.shape, data: a.data.map((v) => v + 0.2 * random.normal(rng)) };
      const { masked, random: chance } = await curves(a, b, ones, from, draws(`phases ${n}`));
      const below = "With a mask of ones random must equal masked in shells below `from`.";
      expectClose(chance.slice(0, from), masked.slice(0, from), { abs, says: below });
      const count = masked.map(() => 0);
      for (const k of places(n)) count[shellAt(k, n)]++;
      // m pairs of coefficients spread by 1/√m: 5.5 deviations
      for (let s = Math.max(from, 2); s < chance.length; s++)
        expectThat(
          Math.abs(chance[s]) < 5.5 / Math.sqrt(count[s] / 2),
          "With a mask of ones random must be 0 from `from` on, but for chance: both halves get phases, not the same.",
        );
    }
  });

  it("[2] keeps amplitudes: without power from `from` on random is masked, leaks and all", async () => {
    const rng = draws("low");
    for (const [n, from] of [
      [12, 3],
      [13, 2],
    ]) {
      // waves below `from` only
      const waves = places(n).filter((k) => shellAt(k, n) < from);
      const map = () => {
        const parts = waves.map((k) => ({ k, size: random.normal(rng), phase: 7 * random.uniform(rng) }));
        return cube(n, (x) =>
          parts.reduce((sum, { k, size, phase }) => {
            const turn = k.reduce((total, v, axis) => total + v * x[axis], 0) / n;
            return sum + size * Math.cos(2 * Math.PI * turn + phase);
          }, 0),
        );
      };
      const [a, b, mask] = [map(), map(), ball(n, rng)];
      const { masked, random: chance } = await curves(a, b, mask, from, draws(`phases ${n}`));
      const says =
        "Maps without power from `from` on have nothing to be randomised: random must equal masked at every shell.";
      expectClose(chance, masked, { abs: 1e-7, says });
    }
  });

  it("[4] gives every wave a phase of its own, and keeps the map real and the wave as high as it was", async () => {
    const c = 0.7;
    const due = Math.acos(c) / Math.PI;
    const lone =
      "One wave among zeros gets a random phase and keeps its amplitude: for that F(−k) must remain the mate of F(k).";
    await expectSigns(5, [1, 2, 0], c, due, lone);
    await expectSigns(5, [0, 1, 2], c, due, lone);
    await expectSigns(
      4,
      [1, 2, 2],
      c,
      due,
      "A wave in a corner of Fourier space must be randomised as well, and remain as high.",
    );
    await expectSigns(4, [0, 2, 0], c, 0.5, "A wave with k = −k gets a random sign, and remains as high as it was.");
  });
});

// canary a51cb740d89c6f37a55f9d8941e3a7c5
