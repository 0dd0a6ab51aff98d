import { expectClose } from "@cryolab/grader/testing";
import { random, resolution, type Volume } from "@cryolab/lib";
import { modifiedFsc } from "./mfsc.js";

const n = 8;
const rng = random.rng("two halves");
function cube(value: (i: number) => number): Volume {
  const voxels = new Float64Array(n * n * n);
  for (let i = 0; i < voxels.length; i++) voxels[i] = value(i);
  return { shape: [n, n, n], data: voxels };
}
const a = cube(() => random.normal(rng));
const b = cube((i) => a.data[i] + random.normal(rng));
const x = (i: number) => i % n;

describe("resolution/mfsc", () => {
  it("[3] is the FSC with a mask of ones and hard shells", async () => {
    const { fsc } = resolution.fourierShellCorrelation(a, b);
    expectClose(await modifiedFsc(a, b, { mask: cube(() => 1), sigma: 0 }), fsc, { abs: 1e-9 });
  });

  it("[2] sees inside the mask alone: two waves in step on the left, against each other on the right", async () => {
    const wave = (i: number) => Math.cos((2 * Math.PI * 2 * x(i)) / n);
    // each side holds whole waves; next to nothing elsewhere, so that no shell is empty
    const first = cube((i) => wave(i) + 1e-6 * a.data[i]);
    const left = cube((i) => (x(i) < 4 ? 1 : 0));
    const same = await modifiedFsc(first, first, { mask: left, sigma: 0 });
    expectClose(same, new Float64Array(5).fill(1), { abs: 1e-9 });
    const turned = cube((i) => -wave(i) + 1e-6 * b.data[i]);
    const opposite = await modifiedFsc(first, turned, { mask: left, sigma: 0 });
    expectClose(opposite.slice(2, 3), Float64Array.of(-1), { abs: 1e-4 });
  });

  it("[2] counts a single voxel as one in every shell: the product of two signs", async () => {
    const mask = cube((i) => (i === 100 ? 0.5 : 0));
    const curve = await modifiedFsc(a, b, { mask, sigma: 0.8 });
    expectClose(curve.map(Math.abs), new Float64Array(5).fill(1), { abs: 1e-9 });
  });
});
