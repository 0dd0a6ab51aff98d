import { expectClose } from "@cryolab/grader/testing";
import { eulerFromRotation, rotationFromEuler } from "./euler-zyz.js";

describe("rotations/euler-zyz", () => {
  it("[1] turns x to y by rot = 90°, and x to −z by tilt = 90°", async () => {
    const quarter = Math.PI / 2;
    expectClose(await rotationFromEuler(quarter, 0, 0), Float64Array.of(0, -1, 0, 1, 0, 0, 0, 0, 1), { abs: 1e-12 });
    expectClose(await rotationFromEuler(0, quarter, 0), Float64Array.of(0, 0, 1, 0, 1, 0, -1, 0, 0), { abs: 1e-12 });
  });

  it("[1] turns by psi first and by rot last", async () => {
    const turned = Float64Array.of(0, 0, 1, 1, 0, 0, 0, 1, 0);
    expectClose(await rotationFromEuler(0, Math.PI / 2, Math.PI / 2), turned, { abs: 1e-12 });
  });

  it("[1] finds the angles of that matrix again", async () => {
    const R = Float64Array.of(0, 0, 1, 1, 0, 0, 0, 1, 0);
    expectClose(await eulerFromRotation(R), [0, Math.PI / 2, Math.PI / 2], { abs: 1e-9 });
  });
});
