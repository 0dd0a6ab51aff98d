import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Image, type Rng, random } from "@cryolab/lib";
import type * as answer from "./convolve.ts";

const { convolve } = await submission<typeof answer>("fourier/convolve");

/** Normal numbers about 1: no symmetry, and a sum that is not 0. */
function values([ny, nx]: readonly number[], rng: Rng): Image {
  return { shape: [ny, nx], data: Float64Array.from({ length: ny * nx }, () => 1 + random.normal(rng)) };
}

/** The direct sum for every output pixel: the image is asked at i + c − p, beyond it is 0 or the image again. */
function reference(image: Image, kernel: Image, mode: answer.ConvolveMode): Image {
  const [ny, nx] = image.shape;
  const [my, mx] = kernel.shape;
  const full = mode === "full";
  const [cy, cx] = full ? [0, 0] : [Math.floor(my / 2), Math.floor(mx / 2)];
  const [oy, ox] = full ? [ny + my - 1, nx + mx - 1] : [ny, nx];
  const inside = (i: number, n: number) => (mode === "wrap" ? ((i % n) + n) % n : i >= 0 && i < n ? i : Number.NaN);
  const data = new Float64Array(oy * ox);
  for (let i = 0; i < data.length; i++)
    for (let p = 0; p < my * mx; p++) {
      const y = inside(Math.floor(i / ox) + cy - Math.floor(p / mx), ny);
      const x = inside((i % ox) + cx - (p % mx), nx);
      if (y >= 0 && x >= 0) data[i] += image.data[y * nx + x] * kernel.data[p];
    }
  return { shape: [oy, ox], data };
}

/** Pairs of shapes, image and kernel: odd and even, oblong, single rows and pixels, kernels that reach beyond the image. */
function shapes(rng: Rng): (readonly [readonly number[], readonly number[]])[] {
  const side = (least: number) => least + Math.floor(5 * random.uniform(rng));
  return [
    ...Array.from(
      { length: 3 },
      () =>
        [
          [side(7), side(9)],
          [side(2), side(3)],
        ] as const,
    ),
    [
      [6, 9],
      [3, 5],
    ],
    [
      [7, 6],
      [4, 2],
    ],
    [
      [8, 8],
      [6, 6],
    ],
    [
      [5, 5],
      [5, 5],
    ],
    [
      [3, 4],
      [9, 14],
    ],
    [
      [2, 3],
      [1, 7],
    ],
    [
      [1, 10],
      [1, 4],
    ],
    [
      [10, 1],
      [2, 1],
    ],
    [
      [4, 5],
      [1, 1],
    ],
    [
      [1, 1],
      [3, 2],
    ],
    [
      [1, 1],
      [1, 1],
    ],
  ];
}

// Tolerance: products of spectra of a few hundred values lose some 1e-14 of the largest value.
const rel = 1e-10;

describe("fourier/convolve, hidden", () => {
  it("[3] gives all of the convolution in full", async () => {
    const rng = draws("full");
    for (const [n, m] of shapes(rng)) {
      const [f, g] = [values(n, rng), values(m, rng)];
      const says = "In full, out[i] must be the sum of f[j] g[i − j] over all j, n + m − 1 values on each axis.";
      expectClose(await convolve(f, g, { mode: "full" }), reference(f, g, "full"), { rel, says });
    }
  });

  it("[3] has the image's shape and the kernel's origin at floor(m/2) in same, with 0 beyond the image", async () => {
    const rng = draws("same");
    for (const [n, m] of shapes(rng)) {
      const [f, g] = [values(n, rng), values(m, rng)];
      const says = "In same, look at the border, at kernels with even sides, and at kernels larger than the image.";
      expectClose(await convolve(f, g, { mode: "same" }), reference(f, g, "same"), { rel, says });
    }
  });

  it("[3] continues the image on all sides in wrap, as often as a large kernel needs", async () => {
    const rng = draws("wrap");
    for (const [n, m] of shapes(rng)) {
      const [f, g] = [values(n, rng), values(m, rng)];
      const says =
        "In wrap, indices are taken modulo the image's sides; look at kernels that are even or larger than the image.";
      expectClose(await convolve(f, g, { mode: "wrap" }), reference(f, g, "wrap"), { rel, says });
    }
  });

  it("[1] is exact for δ, and leaves both arguments alone", async () => {
    const f = values([5, 6], draws("untouched"));
    for (const mode of ["full", "same", "wrap"] as const) {
      const g: Image = { shape: [4, 3], data: new Float64Array(12) };
      g.data[2 * 3 + 1] = 1; // the origin of 4 × 3
      const says = "A kernel that is 1 at its origin and else 0 must give the image back.";
      expectClose(await expectUntouched(convolve, f, g, { mode }), reference(f, g, mode), { rel, says });
    }
  });
});

// canary f0fdd4ebbea95ba55fde26feca18820e
