import { expectClose } from "@cryolab/grader/testing";
import { pca } from "./pca.js";

const root = Math.sqrt(5);

describe("linalg/pca", () => {
  it("[2] finds the one direction of three samples on a line, and nothing beside it", async () => {
    const { vectors, ...rest } = await pca({ shape: [3, 2], data: Float64Array.of(0, 0, 1, 2, 2, 4) }, 2);
    const scores = { shape: [3, 2], data: Float64Array.of(-root, 0, 0, 0, root, 0) };
    expectClose(rest, { mean: Float64Array.of(1, 2), values: Float64Array.of(10 / 3, 0), scores }, { abs: 1e-9 });
    expectClose(vectors.shape, [2, 2], {});
    expectClose(vectors.data.slice(0, 2), Float64Array.of(1 / root, 2 / root), { abs: 1e-9 });
  });

  it("[2] takes two samples of three values, the largest entry of a vector positive", async () => {
    const got = await pca({ shape: [2, 3], data: Float64Array.of(1, 0, 7, -1, 4, 7) }, 1);
    const vectors = { shape: [1, 3], data: Float64Array.of(-1 / root, 2 / root, 0) };
    const scores = { shape: [2, 1], data: Float64Array.of(-root, root) };
    const due = { mean: Float64Array.of(0, 2, 7), values: Float64Array.of(5), vectors, scores };
    expectClose(got, due, { abs: 1e-9 });
  });

  it("[1] puts the largest variance first", async () => {
    const { values } = await pca({ shape: [4, 2], data: Float64Array.of(1, 5, -1, 5, 1, -5, -1, -5) }, 2);
    expectClose(values, Float64Array.of(25, 1), { abs: 1e-9 });
  });
});
