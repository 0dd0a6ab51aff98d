import { expectClose, expectRejects } from "@cryolab/grader/testing";
import { fourierCrop, fourierPad } from "./crop.js";

const constant = (n: number, value: number) => ({ shape: [n, n] as const, data: new Float64Array(n * n).fill(value) });

describe("fourier/crop", () => {
  it("[2] keeps a constant, and the extent in Å", async () => {
    expectClose(await fourierCrop(constant(6, 5), 4, 2), { image: constant(4, 5), pixelSize: 3 }, { abs: 1e-12 });
    expectClose(await fourierPad(constant(3, 5), 6, 2), { image: constant(6, 5), pixelSize: 1 }, { abs: 1e-12 });
  });

  it("[2] puts new pixels between the old ones: 1 −1 along x becomes 1 0 −1 0", async () => {
    const coarse = { shape: [2, 2] as const, data: Float64Array.of(-1, 1, -1, 1) };
    const fine = { shape: [4, 4] as const, data: Float64Array.from({ length: 16 }, (_, i) => [-1, 0, 1, 0][i % 4]) };
    expectClose(await fourierPad(coarse, 4, 3), { image: fine, pixelSize: 1.5 }, { abs: 1e-12 });
    expectClose(await fourierCrop(fine, 2, 1.5), { image: coarse, pixelSize: 3 }, { abs: 1e-12 });
  });

  it("[1] refuses sizes on the wrong side", async () => {
    await expectRejects(fourierCrop, [constant(4, 1), 5, 1], { name: "RangeError" });
    await expectRejects(fourierPad, [constant(4, 1), 3, 1], { name: "RangeError" });
  });
});
