import { expectClose } from "@cryolab/grader/testing";
import type { Volume } from "@cryolab/lib";
import { projectVolume } from "./project-volume.js";

/** A cube of side 5 with 3 at (1, 0, 0) and 5 at (0, 1, −1) from the origin. */
function two(): Volume {
  const data = new Float64Array(125);
  data[(2 * 5 + 2) * 5 + 3] = 3;
  data[(1 * 5 + 3) * 5 + 2] = 5;
  return { shape: [5, 5, 5], data };
}

describe("forward/project-volume", () => {
  it("[2] adds up along z when R is 1", async () => {
    const due = new Float64Array(25);
    due[2 * 5 + 3] = 3;
    due[3 * 5 + 2] = 5;
    const one = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
    expectClose(await projectVolume(two(), one), { shape: [5, 5], data: due }, { abs: 1e-9 });
  });

  it("[3] shows a voxel at p where Rᵀp is: R turns x to y, y to z, z to x", async () => {
    const due = new Float64Array(25);
    due[2 * 5 + 2] = 3; // (1, 0, 0) goes to (0, 0, 1)
    due[1 * 5 + 3] = 5; // (0, 1, −1) goes to (1, −1, 0)
    const R = Float64Array.of(0, 0, 1, 1, 0, 0, 0, 1, 0);
    expectClose(await projectVolume(two(), R), { shape: [5, 5], data: due }, { abs: 1e-9 });
  });
});
