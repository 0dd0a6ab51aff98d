import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { core, type RealArray, random } from "@cryolab/lib";
import type * as answer from "./fftshift.ts";

const { fftshift, ifftshift } = await submission<typeof answer>("fourier/fftshift");

/** Values that are all different, so that no two places can be mistaken for one another. */
function numbered(shape: readonly number[]): RealArray {
  return { shape, data: core.linspace(1, core.product(shape), core.product(shape)) };
}

/** The definition with one index for each axis: the value at (k₁, k₂, …) goes to (kᵢ + dᵢ) mod nᵢ. */
function reference(a: RealArray, axes: readonly number[], sign: 1 | -1): RealArray {
  const { shape } = a;
  const data = new Float64Array(a.data.length);
  for (let i = 0; i < data.length; i++) {
    const index: number[] = [];
    for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
      index[axis] = rest % shape[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    let to = 0;
    for (const [axis, n] of shape.entries()) {
      const d = axes.includes(axis) ? sign * Math.floor(n / 2) : 0;
      to = to * n + ((((index[axis] + d) % n) + n) % n);
    }
    data[to] = a.data[i];
  }
  return { shape, data };
}

const shapes = [[1], [2], [3], [7], [8], [3, 4], [5, 2], [1, 6], [3, 4, 5], [2, 1, 3]];

describe("fourier/fftshift, hidden", () => {
  it("[1] moves every entry to its place, on one, two and three axes, odd and even", async () => {
    const rng = draws("shapes");
    const drawn = Array.from({ length: 4 }, () => [3, 3].map((least) => least + Math.floor(9 * random.uniform(rng))));
    for (const shape of [...shapes, ...drawn]) {
      const a = numbered(shape);
      const all = shape.map((_, axis) => axis);
      const says = "Entry k of an axis must move by floor(n/2) forwards, around the end: some shape fails.";
      expectClose(await fftshift(a), reference(a, all, 1), { says });
      const back = "Entry k of an axis must move by floor(n/2) backwards, around the start: some shape fails.";
      expectClose(await ifftshift(a), reference(a, all, -1), { says: back });
      const undone = "ifftshift must undo fftshift, for odd n too.";
      expectClose(await ifftshift(await fftshift(a)), a, { says: undone });
    }
  });

  it("[1] rolls the axes that are asked for and no other; an empty list moves nothing", async () => {
    for (const shape of [
      [3, 4, 5],
      [2, 3, 3],
    ])
      for (const axes of [[], [0], [1], [2], [0, 2], [2, 1], [0, 1, 2]]) {
        const a = numbered(shape);
        const says = "Only the axes in the list are rolled.";
        expectClose(await fftshift(a, axes), reference(a, axes, 1), { says });
        expectClose(await ifftshift(a, axes), reference(a, axes, -1), { says });
      }
  });

  it("[1] brings δ at floor(n/2) to the first entry, and leaves its argument alone", async () => {
    for (const shape of [[9], [4, 7], [3, 2, 5]]) {
      const delta = { shape, data: new Float64Array(core.product(shape)) };
      delta.data[shape.reduce((i, n) => i * n + Math.floor(n / 2), 0)] = 1;
      const first = { shape, data: new Float64Array(delta.data.length) };
      first.data[0] = 1;
      expectClose(await expectUntouched(ifftshift, delta), first, { says: "δ at floor(n/2) must come to index 0." });
      expectClose(await expectUntouched(fftshift, first), delta, { says: "δ at 0 must come to floor(n/2)." });
    }
    await expectUntouched(fftshift, numbered([4]), []);
  });
});

// canary 8c2aaf959985a80464bbe1fe28ad9c4c
