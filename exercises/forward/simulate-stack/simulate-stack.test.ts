import { expectClose } from "@cryolab/grader/testing";
import { type Optics, type Pose, random, type Volume } from "@cryolab/lib";
import { simulateStack } from "./simulate-stack.js";

/** A lens whose CTF is 1 everywhere: amplitude contrast only, in focus. */
const clear: Optics = {
  voltageKv: 300,
  csMm: 0,
  amplitudeContrast: 1,
  defocusU: 0,
  defocusV: 0,
  astigmatismAngle: 0,
  phaseShift: 0,
  bFactor: 0,
};
const one = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
const pose = (x: number, y: number): Pose => ({ rotation: one, origin: [x, y] });

/** Side 9, one voxel of 5 at (x, y, z) = (1, 0, 2). */
const point: Volume = { shape: [9, 9, 9], data: new Float64Array(729).fill(5, 527, 528) };

function image(at: number, value: number): { shape: readonly number[]; data: Float32Array } {
  return { shape: [1, 9, 9], data: new Float32Array(81).fill(value, at, at + 1) };
}

describe("forward/simulate-stack", () => {
  it("[2] is the sum over z times the pixel size for R = 1 and a clear lens", async () => {
    const options = { poses: [pose(0, 0)], optics: [clear], rng: random.rng("visible") };
    expectClose((await simulateStack(point, 2, options)).images, image(41, 10), { abs: 1e-4 });
  });

  it("[3] moves content by −origin, in Å, and gives poses and optics back", async () => {
    const options = { poses: [pose(4, -2)], optics: [clear], rng: random.rng("visible") };
    const found = await simulateStack(point, 2, options);
    expectClose(found.images, image(48, 10), { abs: 1e-4 });
    expectClose(found.poses, options.poses, { abs: 0 });
    expectClose(found.optics, options.optics, { abs: 0 });
  });

  it("[2] keeps the mean when it crops", async () => {
    const options = { poses: [pose(0, 0)], optics: [clear], n: 5, rng: random.rng("visible") };
    const { images } = await simulateStack(point, 2, options);
    expectClose(images.shape, [1, 5, 5], {});
    let total = 0;
    for (const v of images.data) total += v;
    expectClose(total / 25, 10 / 81, { abs: 1e-5 });
  });
});
