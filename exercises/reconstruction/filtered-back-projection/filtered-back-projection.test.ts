import { expectClose } from "@cryolab/grader/testing";
import { filteredBackProjection } from "./filtered-back-projection.js";

const side = -1 / Math.PI ** 2;

/** The values of a picture of side 5 that are compared: the middle, and its four neighbours. */
const cross = ({ data }: { data: Float64Array }) => [7, 11, 12, 13, 17].map((i) => data[i]);

describe("reconstruction/filtered-back-projection", () => {
  it("[2] smears the filtered row along y at θ = 0", async () => {
    const p = { shape: [1, 5] as const, data: Float64Array.of(0, 0, 1, 0, 0) };
    const f = await filteredBackProjection(p, Float64Array.of(0), 1);
    const due = [0.25, side, 0.25, side, 0.25].map((q) => Math.PI * q);
    expectClose(cross(f), due, { abs: 1e-9 });
  });

  it("[3] has y along the shadow at 90°, and the step once", async () => {
    const p = { shape: [1, 5] as const, data: Float64Array.of(0, 0, 0, 1, 0) };
    const f = await filteredBackProjection(p, Float64Array.of(Math.PI / 2), 2);
    const due = [0, side, side, side, 0.25].map((q) => (Math.PI * q) / 2);
    expectClose(cross(f), due, { abs: 1e-9 });
  });

  it("[2] brings a disc back with the height 1", async () => {
    const [n, a, N] = [32, 12, 40];
    const data = Float64Array.from(
      { length: n * N },
      (_, i) => 2 * Math.sqrt(Math.max(0, a * a - ((i % n) - 16) ** 2)),
    );
    const angles = Float64Array.from({ length: N }, (_, i) => (Math.PI * i) / N);
    const f = await filteredBackProjection({ shape: [N, n], data }, angles, 1);
    const inside = [16 * n + 16, 16 * n + 20, 12 * n + 13].map((i) => f.data[i]);
    expectClose(inside, [1, 1, 1], { abs: 0.06 });
  });
});
