import { expectClose, expectThat } from "@cryolab/grader/testing";
import { random, type Volume } from "@cryolab/lib";
import { maskedFscCorrected } from "./phase-randomised-fsc.js";

const n = 12;
const rng = random.rng("two halves");
function cube(value: (i: number) => number): Volume {
  const voxels = new Float64Array(n * n * n);
  for (let i = 0; i < voxels.length; i++) voxels[i] = value(i);
  return { shape: [n, n, n], data: voxels };
}
const [a, b] = [cube(() => random.normal(rng)), cube(() => random.normal(rng))];
const sum = cube((i) => a.data[i] + b.data[i]);

describe("resolution/phase-randomised-fsc", () => {
  it("[3] leaves shells below `from` alone and makes the others forget, with a mask of ones", async () => {
    const options = { mask: cube(() => 1), from: 3, rng: random.rng(1) };
    const { masked, random: chance } = await maskedFscCorrected(sum, sum, options);
    expectClose(masked, new Float64Array(7).fill(1), { abs: 1e-9 });
    expectClose(chance.slice(0, 3), Float64Array.of(1, 1, 1), { abs: 1e-9 });
    for (const value of chance.slice(4)) expectThat(Math.abs(value) < 0.6, "From `from` on random must be near 0.");
  });

  it("[2] finds a knife's own agreement: one voxel correlates in every shell", async () => {
    const mask = cube((i) => (i === 700 ? 1 : 0));
    const { masked, random: chance } = await maskedFscCorrected(a, b, { mask, from: 3, rng: random.rng(2) });
    expectClose(masked, new Float64Array(7).fill(Math.sign(a.data[700] * b.data[700])), { abs: 1e-9 });
    expectClose(chance.map(Math.abs), new Float64Array(7).fill(1), { abs: 1e-9 });
  });

  it("[2] takes random out of masked from `from` on", async () => {
    const mask = cube((i) => Math.exp(-((i % n) ** 2) / 8));
    const {
      masked,
      random: chance,
      corrected,
    } = await maskedFscCorrected(sum, a, { mask, from: 3, rng: random.rng(3) });
    const due = masked.map((m, s) => (s < 3 ? m : (m - chance[s]) / (1 - chance[s])));
    expectClose(corrected, due, { abs: 1e-9 });
  });
});
