import { expectClose } from "@cryolab/grader/testing";
import { scatterTrilinear } from "./scatter.js";

const at = (...data: number[]) => ({ shape: [data.length / 3, 3] as const, data: Float64Array.from(data) });

describe("sampling/scatter", () => {
  it("[2] gives a sample on a voxel to this voxel alone, and adds a second one", async () => {
    const due = new Float64Array(27);
    due[14] = 7 + 5; // (x, y, z) = (1, 0, 0) is index (1·3 + 1)·3 + 2
    const weight = new Float64Array(27);
    weight[14] = 2;
    const { sum, weight: found } = await scatterTrilinear(Float64Array.of(7, 5), at(1, 0, 0, 1, 0, 0), 3);
    expectClose(sum, { shape: [3, 3, 3], data: due }, { abs: 1e-12 });
    expectClose(found, { shape: [3, 3, 3], data: weight }, { abs: 1e-12 });
  });

  it("[2] shares a sample between two voxels by nearness", async () => {
    const { sum, weight } = await scatterTrilinear(Float64Array.of(8), at(0, -0.25, -1), 2);
    expectClose(weight.data, Float64Array.of(0, 0.25, 0, 0.75, 0, 0, 0, 0), { abs: 1e-12 });
    expectClose(sum.data, Float64Array.of(0, 2, 0, 6, 0, 0, 0, 0), { abs: 1e-12 });
  });

  it("[1] drops a sample outside", async () => {
    const { weight } = await scatterTrilinear(Float64Array.of(8), at(0.5, 0, 0), 2);
    expectClose(weight.data, new Float64Array(8), {});
  });
});
