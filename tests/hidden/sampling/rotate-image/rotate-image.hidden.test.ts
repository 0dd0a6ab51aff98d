import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Image, type Rng, random } from "@cryolab/lib";
import type * as answer from "./rotate-image.ts";

const { rotateImage } = await submission<typeof answer>("sampling/rotate-image");

type Shape = Image["shape"];

function image(shape: Shape, rng: Rng): Image {
  return { shape, data: Float64Array.from({ length: shape[0] * shape[1] }, () => 2 + random.normal(rng)) };
}

/** Pixels of an image, from the origin. */
function pixels([ny, nx]: Shape): { x: number; y: number }[] {
  const at = (i: number) => ({ x: (i % nx) - Math.floor(nx / 2), y: Math.floor(i / nx) - Math.floor(ny / 2) });
  return Array.from({ length: ny * nx }, (_, i) => at(i));
}

/** The image after k quarter turns, each (x, y) → (−y, x): content is sent out, whole numbers only. */
function quarterTurns(f: Image, k: number): Image {
  const [ny, nx] = f.shape;
  const data = new Float64Array(ny * nx);
  for (const [i, p] of pixels(f.shape).entries()) {
    let { x, y } = p;
    for (let turn = 0; turn < ((k % 4) + 4) % 4; turn++) [x, y] = [-y, x];
    const [column, row] = [x + Math.floor(nx / 2), y + Math.floor(ny / 2)];
    if (column >= 0 && column < nx && row >= 0 && row < ny) data[row * nx + column] = f.data[i];
  }
  return { shape: f.shape, data };
}

/** Index of the source of p by polar coordinates, and how far it is inside. */
function source({ x, y }: { x: number; y: number }, [ny, nx]: Shape, angle: number) {
  const [r, a] = [Math.hypot(x, y), Math.atan2(y, x) - angle];
  const [u, v] = [r * Math.cos(a) + Math.floor(nx / 2), r * Math.sin(a) + Math.floor(ny / 2)];
  return { u, v, depth: Math.min(u, v, nx - 1 - u, ny - 1 - v) };
}

/** The values that are compared: where `due` gives a number. */
async function expectWhere(
  f: Image,
  angle: number,
  options: { order?: 0 | 1 | 3 } | undefined,
  due: (s: ReturnType<typeof source>, i: number) => number | undefined,
  tolerance: { abs: number; says: string },
): Promise<void> {
  const turned = (await (options === undefined ? rotateImage(f, angle) : rotateImage(f, angle, options))) as Image;
  // shape and kind first
  expectClose(turned, f, { abs: Infinity, says: tolerance.says });
  const [found, expected]: [number[], number[]] = [[], []];
  for (const [i, p] of pixels(f.shape).entries()) {
    const value = due(source(p, f.shape, angle), i);
    if (value === undefined) continue;
    found.push(turned.data[i]);
    expected.push(value);
  }
  expectClose(Float64Array.from(found), Float64Array.from(expected), tolerance);
}

const shapes: Shape[] = [
  [7, 7],
  [6, 6],
  [10, 10],
  [5, 8],
  [8, 5],
  [1, 6],
  [5, 1],
  [1, 1],
];
const drawAngle = (rng: Rng) => 14 * random.uniform(rng) - 7;

describe("sampling/rotate-image, hidden", () => {
  it("[3] permutes pixels by quarter turns about floor(n/2), whatever the sides and the order", async () => {
    const rng = draws("quarters");
    for (const shape of shapes)
      for (const order of [undefined, 0, 1, 3] as const)
        for (const k of [0, 1, 2, 3, -1, 5]) {
          const f = image(shape, rng);
          const options = order === undefined ? [] : [{ order }];
          const says =
            "k quarter turns must only move pixels about floor(n/2), +x towards +y; those without a source read 0.";
          expectClose(await rotateImage(f, (k * Math.PI) / 2, ...options), quarterTurns(f, k), { abs: 1e-9, says });
        }
    await expectUntouched(rotateImage, image([4, 5], rng), 0.3);
    await expectUntouched(rotateImage, image([4, 5], rng), 0, { order: 3 });
  });

  it("[3] reads bilinear values at any angle, which is what it does by default", async () => {
    const rng = draws("bilinear");
    for (const shape of [
      [15, 15],
      [14, 14],
      [12, 19],
      [21, 10],
    ] as const)
      for (const options of [undefined, {}, { order: 1 as const }]) {
        const f = image(shape, rng);
        const [ny, nx] = shape;
        const tent = (d: number) => Math.max(0, 1 - Math.abs(d));
        const due = ({ u, v, depth }: ReturnType<typeof source>) => {
          if (depth < -1.001) return 0;
          if (depth < 1) return undefined;
          return f.data.reduce((sum, value, i) => sum + value * tent(u - (i % nx)) * tent(v - Math.floor(i / nx)), 0);
        };
        const says =
          "By order 1 every pixel must be the bilinear value of its source, R(−angle) p about floor(n/2); 0 if it is outside.";
        const angles = [drawAngle(rng), drawAngle(rng), 1e-3, Math.PI / 4];
        for (const angle of angles) await expectWhere(f, angle, options, due, { abs: 1e-9 * ny, says });
      }
  });

  it("[2] takes the nearest pixel by order 0", async () => {
    const rng = draws("nearest");
    for (const shape of [
      [15, 15],
      [14, 14],
      [9, 16],
    ] as const) {
      const f = image(shape, rng);
      // half-way between two pixels either is right
      const clear = (v: number) => Math.abs(v - Math.floor(v) - 0.5) > 1e-6;
      const due = ({ u, v, depth }: ReturnType<typeof source>) => {
        if (depth < -1.001) return 0;
        return depth >= 1 && clear(u) && clear(v) ? f.data[Math.round(v) * shape[1] + Math.round(u)] : undefined;
      };
      const says = "By order 0 every pixel must be the one nearest to its source.";
      for (const angle of [drawAngle(rng), drawAngle(rng), 0.01])
        await expectWhere(f, angle, { order: 0 }, due, { abs: 1e-9, says });
    }
  });

  it("[2] by order 3 follows a smooth blob and keeps ramps", async () => {
    const rng = draws("cubic");
    for (const shape of [
      [41, 41],
      [40, 44],
    ] as const) {
      const [ny, nx] = shape;
      const centre = { x: 5 + 4 * random.uniform(rng), y: -7 - 2 * random.uniform(rng) };
      // σ = 2.2: bilinear values are up to 5 % low at the peak, cubic ones 1 %
      const blob = (x: number, y: number) => Math.exp(-((x - centre.x) ** 2 + (y - centre.y) ** 2) / (2 * 2.2 ** 2));
      const f: Image = { shape, data: Float64Array.from(pixels(shape), ({ x, y }) => blob(x, y)) };
      const [a, b, c] = [random.normal(rng), 1 + random.uniform(rng), -1 - random.uniform(rng)];
      const ramp: Image = { shape, data: Float64Array.from(pixels(shape), ({ x, y }) => a + b * x + c * y) };
      const at = (value: (x: number, y: number) => number, least: number) => (s: ReturnType<typeof source>) =>
        s.depth < least ? undefined : value(s.u - Math.floor(nx / 2), s.v - Math.floor(ny / 2));
      for (let i = 0; i < 6; i++) {
        const angle = drawAngle(rng);
        const says = "By order 3 a smooth blob must be right to 2 % of its peak: better than bilinear.";
        await expectWhere(f, angle, { order: 3 }, at(blob, 4), { abs: 0.02, says });
        // the border of a spline is felt as 0.27 to the power of the depth
        const plain = "By order 3 a ramp a + bx + cy must come back exactly, away from the border.";
        await expectWhere(
          ramp,
          angle,
          { order: 3 },
          at((x, y) => a + b * x + c * y, 10),
          { abs: 1e-4, says: plain },
        );
      }
    }
  });
});

// canary 85dcb2999b9d55d09b4cfaf543320275
