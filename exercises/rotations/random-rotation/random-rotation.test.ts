import { expectClose, expectThat } from "@cryolab/grader/testing";
import { random } from "@cryolab/lib";
import { randomQuaternions, rotationFromQuaternion } from "./random-rotation.js";

describe("rotations/random-rotation", () => {
  it("[2] turns x to y by (1, 0, 0, 1), a quarter turn about z", async () => {
    const R = Float64Array.of(0, -1, 0, 1, 0, 0, 0, 0, 1);
    expectClose(await rotationFromQuaternion(Float64Array.of(1, 0, 0, 1)), R, { abs: 1e-12 });
  });

  it("[1] draws three quaternions of length 1 with w ≥ 0", async () => {
    const { shape, data } = await randomQuaternions(3, random.rng("visible"));
    expectClose(Array.from(shape), [3, 4], {});
    for (let i = 0; i < 3; i++) {
      expectClose(Math.hypot(...data.slice(4 * i, 4 * i + 4)), 1, { abs: 1e-12 });
      expectThat(data[4 * i] >= 0, "w must not be negative.");
    }
  });
});
