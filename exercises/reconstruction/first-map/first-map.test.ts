import { expectClose, expectThat } from "@cryolab/grader/testing";
import { data, forward, type Optics, type Pose, random, rotations } from "@cryolab/lib";
import { firstMap } from "./first-map.js";

const n = 20;
const pixelSize = 3;
const rng = random.rng("a first stack");
const object = data.phantomVolume(data.gaussianPhantom(8, rng, { radius: 14, sigma: 4.5 }), n, { pixelSize });
const lens = { voltageKv: 300, csMm: 2.7, amplitudeContrast: 0.1, phaseShift: 0, bFactor: 0, astigmatismAngle: 0 };
const poses = Array.from({ length: 80 }, (): Pose => {
  const rotation = rotations.rotationFromQuaternion(rotations.randomQuaternions(1, rng).data);
  return { rotation, origin: [3 * random.normal(rng), 3 * random.normal(rng)] };
});
const optics = poses.map((): Optics => {
  const defocus = 8000 + 6000 * random.uniform(rng);
  return { ...lens, defocusU: defocus, defocusV: defocus };
});
const stack = forward.simulateStack(object, pixelSize, { poses, optics, snr: 2, rng });

describe("reconstruction/first-map", () => {
  it("[3] reports maps of the size of the images, a half for each particle and an FSC for each shell", async () => {
    const { map, halves, half, fsc } = await firstMap(stack, { pixelSize, rng: random.rng(1) });
    const cube = { shape: [n, n, n], data: new Float64Array(n ** 3) };
    expectClose({ map, halves }, { map: cube, halves: [cube, cube] }, { abs: 1e6 });
    expectClose(half, new Uint8Array(80), { abs: 1 });
    expectClose(fsc, new Float64Array(n / 2 + 1), { abs: 2 });
  });

  it("[3] resolves 80 particles of blobs of 4.5 Å to something between 6 and 15 Å", async () => {
    const { resolution } = await firstMap(stack, { pixelSize, rng: random.rng(2) });
    expectThat(resolution >= 6 && resolution <= 15, `The resolution must be from 6 to 15 Å, got ${resolution}.`);
  });

  it("[2] claims nothing of noise", async () => {
    const noise = { ...stack, images: { ...stack.images, data: stack.images.data.map(() => random.normal(rng)) } };
    const { resolution } = await firstMap(noise, { pixelSize, rng: random.rng(3) });
    expectThat((n * pixelSize) / resolution <= 3, `The resolution of noise must be Infinity, got ${resolution}.`);
  });
});
