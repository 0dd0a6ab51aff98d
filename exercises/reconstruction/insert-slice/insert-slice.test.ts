import { expectClose } from "@cryolab/grader/testing";
import type { ImageSpectrum } from "@cryolab/lib";
import { insertSlice, type SliceGrid } from "./insert-slice.js";

function empty(n: number): SliceGrid {
  const [shape, zeros] = [[n, n, n] as const, () => new Float64Array(n ** 3)];
  return { sum: { shape, re: zeros(), im: zeros() }, weight: { shape, data: zeros() } };
}

/** A slice of side 3 with one sample, 2 + 4i at (kx, ky) = (1, 0). */
const slice: ImageSpectrum = {
  shape: [3, 3],
  re: Float64Array.of(0, 2, 0, 0, 0, 0, 0, 0, 0),
  im: Float64Array.of(0, 4, 0, 0, 0, 0, 0, 0, 0),
};
const one = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
const abs = 1e-12;

describe("reconstruction/insert-slice", () => {
  it("[2] fills the plane kz = 0 when R is 1, each sample with weight 1", async () => {
    const due = empty(3);
    due.sum.re[1] = 2;
    due.sum.im[1] = 4;
    due.weight.data.fill(1, 0, 9);
    expectClose(await insertSlice(empty(3), slice, { rotation: one }), due, { abs });
  });

  it("[2] carries (1, 0) to R (1, 0, 0), here the y axis, and weighs by the CTF", async () => {
    const ctf = { shape: [3, 3] as const, data: Float64Array.of(0, -0.5, 0, 0, 0, 0, 0, 0, 0) };
    const rotation = Float64Array.of(0, 0, 1, 1, 0, 0, 0, 1, 0);
    const due = empty(3);
    due.sum.re[3] = -1;
    due.sum.im[3] = -2;
    due.weight.data[3] = 0.25;
    expectClose(await insertSlice(empty(3), slice, { rotation, ctf }), due, { abs });
  });

  it("[1] adds to what the grid holds", async () => {
    const twice = await insertSlice(await insertSlice(empty(3), slice, { rotation: one }), slice, { rotation: one });
    expectClose([twice.sum.re[1], twice.sum.im[1], twice.weight.data[1]], [4, 8, 2], { abs });
  });
});
