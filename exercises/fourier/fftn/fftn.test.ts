import { expectClose } from "@cryolab/grader/testing";
import { fftn } from "./fftn.js";

const grid = (shape: readonly number[], re: number[]) => ({
  shape,
  re: Float64Array.from(re),
  im: new Float64Array(re.length),
});

describe("fourier/fftn", () => {
  it("[2] turns 1 2 3 4 on two rows into 10 −2 −4 0, and back", async () => {
    const f = grid([2, 2], [1, 2, 3, 4]);
    const F = grid([2, 2], [10, -2, -4, 0]);
    expectClose(await fftn(f), F, { abs: 1e-12 });
    expectClose(await fftn(F, { inverse: true }), f, { abs: 1e-12 });
  });

  it("[2] transforms only rows, or only columns, of two rows and three columns", async () => {
    const f = grid([2, 3], [1, 1, 1, 3, 3, 3]);
    expectClose(await fftn(f, { axes: [1] }), grid([2, 3], [3, 0, 0, 9, 0, 0]), { abs: 1e-12 });
    expectClose(await fftn(f, { axes: [0] }), grid([2, 3], [4, 4, 4, -2, -2, -2]), { abs: 1e-12 });
  });

  it("[1] divides by √N both ways if asked", async () => {
    const f = grid([2, 2], [1, 2, 3, 4]);
    expectClose(await fftn(f, { norm: "ortho" }), grid([2, 2], [5, -1, -2, 0]), { abs: 1e-12 });
    expectClose(await fftn(f, { norm: "ortho", inverse: true }), grid([2, 2], [5, -1, -2, 0]), { abs: 1e-12 });
  });
});
