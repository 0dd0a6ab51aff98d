import { expectClose, expectNumber } from "@cryolab/grader/testing";
import { expSO3, logSO3, rotationDistance } from "./exp-log.js";

const one = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
const quarter = Float64Array.of(0, -1, 0, 1, 0, 0, 0, 0, 1);

describe("rotations/exp-log", () => {
  it("[1] turns x to y by (0, 0, π/2)", async () => {
    expectClose(await expSO3(Float64Array.of(0, 0, Math.PI / 2)), quarter, { abs: 1e-12 });
  });

  it("[2] finds the vector of a quarter turn again, and 0 of none", async () => {
    expectClose(await logSO3(quarter), Float64Array.of(0, 0, Math.PI / 2), { abs: 1e-9 });
    expectClose(await logSO3(one), new Float64Array(3), { abs: 1e-9 });
  });

  it("[2] is π/2 away from it", async () => {
    expectNumber(await rotationDistance(quarter, one), Math.PI / 2, { abs: 1e-9 });
  });
});
