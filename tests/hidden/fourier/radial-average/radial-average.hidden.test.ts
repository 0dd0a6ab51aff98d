import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { core, fourier, type Image, random, type Volume } from "@cryolab/lib";
import type * as answer from "./radial-average.ts";

const { radialAverage } = await submission<typeof answer>("fourier/radial-average");

/** The pixels of shell k by their squared distance, (k − ½)² < r² < (k + ½)²: no root, no rounding. */
function reference({ shape, data }: Image | Volume): { value: Float64Array; count: Float64Array } {
  const shells = Math.floor(Math.min(...shape) / 2) + 1;
  const value = new Float64Array(shells);
  const count = new Float64Array(shells);
  for (let k = 0; k < shells; k++) {
    let sum = 0;
    for (let i = 0; i < data.length; i++) {
      let squared = 0;
      for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
        squared += ((rest % shape[axis]) - Math.floor(shape[axis] / 2)) ** 2;
        rest = Math.floor(rest / shape[axis]);
      }
      if ((k === 0 || squared > (k - 0.5) ** 2) && squared < (k + 0.5) ** 2) {
        sum += data[i];
        count[k]++;
      }
    }
    value[k] = count[k] === 0 ? 0 : sum / count[k];
  }
  return { value, count };
}

const noise = <S extends readonly number[]>(shape: S, name: string) => {
  const rng = draws(name);
  return { shape, data: Float64Array.from({ length: core.product(shape) }, () => random.normal(rng)) };
};

// Tolerance: sums of a few thousand values of size 1 in another order.
const close = { abs: 1e-11 };

describe("fourier/radial-average, hidden", () => {
  it("[1] has the mean and the count of every shell, for images and volumes, odd and even, oblong too", async () => {
    const shapes = [
      [8, 8],
      [9, 9],
      [10, 10],
      [6, 11],
      [11, 6],
      [1, 7],
      [1, 1],
      [2, 3],
      [8, 8, 8],
      [7, 7, 7],
      [5, 8, 6],
      [2, 9, 4],
    ];
    for (const shape of shapes) {
      const a = noise(shape as unknown as readonly [number, number], `noise ${shape}`) as Image | Volume;
      const says =
        "Some shell of an image or a volume has another mean or another count: centre at floor(n/2), shells by rounding.";
      expectClose(await expectUntouched(radialAverage, a), reference(a), { ...close, says });
    }
  });

  it("[1] counts 350, 5034 and 20234 voxels in shells 5, 20 and 40 of 128³", async () => {
    const ones: Volume = { shape: [128, 128, 128], data: new Float64Array(128 ** 3).fill(1) };
    const found = (await radialAverage(ones)) as { value: Float64Array; count: Float64Array };
    expectClose(found.value, new Float64Array(65).fill(1), {
      ...close,
      says: "The mean of ones must be 1 in all 65 shells of 128³.",
    });
    expectClose(
      found.count?.filter((_, k) => [5, 20, 40].includes(k)),
      Float64Array.of(350, 5034, 20234),
      {
        says: "Shells 5, 20 and 40 of 128³ must hold 350, 5034 and 20234 voxels.",
      },
    );
  });

  it("[1] finds a wave's ring in its power, and the power of all shells is that of the picture", async () => {
    for (const [n, k] of [
      [32, 9],
      [33, 12],
    ]) {
      const data = new Float64Array(n * n);
      for (let i = 0; i < n * n; i++) data[i] = 2 * Math.cos((2 * Math.PI * k * (i % n)) / n + 0.3);
      const F = fourier.centredFft({ shape: [n, n] as const, data });
      const power: Image = { shape: [n, n], data: F.re.map((re, i) => re * re + F.im[i] * F.im[i]) };
      const found = (await radialAverage(power)) as { value: Float64Array; count: Float64Array };
      const says = "The power of a wave of frequency k must stand in shell k, and value · count must sum to all of it.";
      expectClose(found, reference(power), { rel: 1e-12, says });
      const energy = found.value.reduce((sum, v, i) => sum + v * found.count[i], 0);
      expectClose(energy, n * n * data.reduce((sum, v) => sum + v * v, 0), { rel: 1e-9, says });
    }
  });
});

// canary b500833f693b4760fddeb31f36af3b75
