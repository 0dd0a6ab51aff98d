import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Image, type Rng, random } from "@cryolab/lib";
import type * as answer from "./align-back.ts";

const { alignBack } = await submission<typeof answer>("classification/align-back");

type Shape = Image["shape"];
type Pose = answer.PlanePose;

const pixels = ([ny, nx]: Shape) =>
  Array.from({ length: ny * nx }, (_, i) => ({
    x: (i % nx) - Math.floor(nx / 2),
    y: Math.floor(i / nx) - Math.floor(ny / 2),
  }));

const tent = (d: number) => Math.max(0, 1 - Math.abs(d));

/** The matrix of T: row p, column q; sources by polar coordinates. */
function matrix(shape: Shape, { angle, shift }: Pose): number[][] {
  const places = pixels(shape);
  const inside = (x: number, y: number) => places.some((p) => p.x === x && p.y === y);
  return places.map((p) => {
    const [x, y] = [p.x - shift[0], p.y - shift[1]];
    if (!inside(x, y)) return places.map(() => 0);
    const [r, a] = [Math.hypot(x, y), Math.atan2(y, x) - angle];
    return places.map((q) => tent(r * Math.cos(a) - q.x) * tent(r * Math.sin(a) - q.y));
  });
}

const noise = (shape: Shape, rng: Rng): Image => ({
  shape,
  data: Float64Array.from({ length: shape[0] * shape[1] }, () => 1 + random.normal(rng)),
});

/** 1 where pixels are compared at any angle, 0 elsewhere. */
const disc = (shape: Shape) =>
  Float64Array.from(pixels(shape), ({ x, y }) => (Math.hypot(x, y) <= Math.min(...shape) / 2 - 2 ? 1 : 0));

const whole = (low: number, high: number, rng: Rng) => low + Math.floor((high - low + 1) * random.uniform(rng));

/** Poses of this learner's own: two small shifts, one that loses half of the picture. */
function poses([ny, nx]: Shape, rng: Rng): Pose[] {
  return [
    [whole(1, 2, rng), whole(-3, -1, rng)] as const,
    [0, 0] as const,
    [whole(-3, 3, rng), Math.floor(ny / 2)] as const,
    [-Math.floor(nx / 2), whole(-2, 2, rng)] as const,
  ].map((shift) => ({ angle: 14 * random.uniform(rng) - 7, shift }));
}

// 1e-9: each value is a sum of a few products, the sources are good to 1e-14.
const abs = 1e-9;

/** What is compared of an answer, kind and shape first. */
async function masked(image: Image, pose: Pose, mask: Float64Array, says: string): Promise<Image> {
  const back = (await alignBack(image, pose)) as Image;
  expectClose(back, image, { abs: Number.MAX_VALUE, says });
  return { shape: back.shape, data: back.data.map((v, i) => v * mask[i]) };
}

describe("classification/align-back, hidden", () => {
  it("[4] is the transposed matrix of turn and shift, for odd, even and oblong pictures", async () => {
    const rng = draws("matrices");
    for (const shape of [
      [13, 13],
      [14, 14],
      [10, 16],
      [17, 12],
    ] as const)
      for (const pose of poses(shape, rng)) {
        const image = noise(shape, rng);
        const [T, mask] = [matrix(shape, pose), disc(shape)];
        const due = mask.map((m, q) => (m === 0 ? 0 : T.reduce((sum, row, p) => sum + row[q] * image.data[p], 0)));
        const says =
          "Inside the disc Tᵀx must give every pixel of x back to those that T read for it, with the same weights.";
        expectClose(await masked(image, pose, mask, says), { shape, data: due }, { abs, says });
      }
  });

  it("[2] makes Σ (T A) x and Σ A (Tᵀ x) one number for every template A inside the disc", async () => {
    const rng = draws("products");
    for (const shape of [
      [15, 15],
      [12, 18],
    ] as const)
      for (const pose of poses(shape, rng)) {
        const mask = disc(shape);
        const [A, image] = [noise(shape, rng).data.map((v, i) => v * mask[i]), noise(shape, rng)];
        const T = matrix(shape, pose);
        const seen = image.data.reduce((sum, v, p) => sum + v * T[p].reduce((s, weight, q) => s + weight * A[q], 0), 0);
        const says = "⟨T A, x⟩ and ⟨A, Tᵀ x⟩ differ: this is not the adjoint of turn and shift.";
        const back = await masked(image, pose, mask, says);
        const given = back.data.reduce((sum, v, i) => sum + v * A[i], 0);
        expectClose(given, seen, { abs: 1e-8, says });
      }
  });

  it("[3] undoes quarter turns and shifts exactly, whatever the sides, but for what has left the picture", async () => {
    const rng = draws("quarters");
    for (const shape of [
      [7, 7],
      [6, 6],
      [5, 8],
      [10, 4],
      [1, 1],
      [1, 5],
      [6, 1],
    ] as const)
      for (let k = -1; k < 4; k++) {
        const shift = [whole(-2, 2, rng), whole(-2, 2, rng)] as const;
        const [image, places] = [noise(shape, rng), pixels(shape)];
        const data = Float64Array.from(places, (q) => {
          let { x, y } = q;
          for (let turn = 0; turn < (k + 4) % 4; turn++) [x, y] = [-y, x];
          const [turned, at] = [
            { x, y },
            { x: x + shift[0], y: y + shift[1] },
          ];
          const find = (p: { x: number; y: number }) => places.findIndex((other) => other.x === p.x && other.y === p.y);
          return find(turned) < 0 || find(at) < 0 ? 0 : image.data[find(at)];
        });
        const says =
          "After a quarter turn and a shift the way back must only move pixels: first the shift, then the turn.";
        expectClose(await alignBack(image, { angle: (k * Math.PI) / 2, shift }), { shape, data }, { abs, says });
      }
  });

  it("[1] is 0 when all has left the picture, and leaves its arguments alone", async () => {
    const rng = draws("lost");
    for (const shape of [
      [6, 9],
      [5, 4],
    ] as const) {
      const [image, angle] = [noise(shape, rng), 6 * random.uniform(rng)];
      for (const shift of [[9, 0] as const, [0, -6] as const, [-20, 30] as const]) {
        const says = "A shift by the whole picture or more leaves nothing to give back.";
        const back = await expectUntouched(alignBack, image, { angle, shift });
        const none = { shape, data: new Float64Array(image.data.length) };
        expectClose(back, none, { abs, says });
      }
      const still = await expectUntouched(alignBack, image, { angle: 0, shift: [0, 0] });
      expectClose(still, image, { abs, says: "Without turn and shift the picture must come back, as a copy." });
    }
  });
});

// canary 88f638cb47a733f9c4f6329fd362c17c
