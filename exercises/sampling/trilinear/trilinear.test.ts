import { expectClose } from "@cryolab/grader/testing";
import { trilinear } from "./trilinear.js";

describe("sampling/trilinear", () => {
  it("[1] reads 10, 15, 20 from the origin to the voxel above it", async () => {
    const line = { shape: [1, 1, 3] as const, data: Float64Array.of(7, 10, 20) };
    const points = { shape: [3, 3] as const, data: Float64Array.of(0, 0, 0, 0.5, 0, 0, 1, 0, 0) };
    expectClose(await trilinear(line, points), Float64Array.of(10, 15, 20), { abs: 1e-12 });
  });

  it("[2] weighs eight voxels: x first, z last; 0 outside", async () => {
    const cube = { shape: [2, 2, 2] as const, data: Float64Array.of(0, 1, 10, 11, 100, 101, 110, 111) };
    const points = { shape: [3, 3] as const, data: Float64Array.of(-0.5, -0.75, -0.25, -1, 0, -1, 0.5, 0, 0) };
    expectClose(await trilinear(cube, points), Float64Array.of(0.5 + 2.5 + 75, 10, 0), { abs: 1e-12 });
  });
});
