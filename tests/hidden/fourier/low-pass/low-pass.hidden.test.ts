import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { core, type Rng, random, type Volume } from "@cryolab/lib";
import type * as answer from "./low-pass.ts";

const { lowPass } = await submission<typeof answer>("fourier/low-pass");

type Options = Parameters<typeof answer.lowPass>[2];
type Shape3 = readonly [number, number, number];

/** Normal numbers about 1. */
function values(shape: Shape3, rng: Rng): Volume {
  return { shape, data: Float64Array.from({ length: core.product(shape) }, () => 1 + random.normal(rng)) };
}

/** Places, or frequencies from −floor(n/2), of a grid. */
function grid([nz, ny, nx]: Shape3, from = (_: number) => 0): number[][] {
  const axis = (n: number) => Array.from({ length: n }, (_, k) => k - from(n));
  return axis(nz).flatMap((z) => axis(ny).flatMap((y) => axis(nx).map((x) => [z, y, x])));
}

/** All lengths of frequencies of a grid, 1/Å. */
function lengths(shape: Shape3, pixelSize: number): number[] {
  return grid(shape, (n) => Math.floor(n / 2)).map((k) =>
    Math.hypot(...k.map((v, axis) => v / shape[axis] / pixelSize)),
  );
}

/** The gain as an amplitude of half a turn: cos² in place of ½ (1 + cos), 2 to a power in place of an exponential. */
function gain(s: number, { resolution, edge, width = 0 }: Options): number {
  if (edge === "gaussian") return 2 ** -((s * resolution) ** 2);
  if (edge !== "cosine" || width === 0) return s * resolution < 1 ? 1 : 0;
  const t = Math.min(1, Math.max(0, (s - 1 / resolution) / width + 0.5));
  return Math.cos((Math.PI * t) / 2) ** 2;
}

/** A convolution in real space with the filter's own impulse answer, (1/N) Σ g cos 2π k·d/n: no transform of the volume. */
function reference(a: Volume, pixelSize: number, options: Options): Volume {
  const { shape } = a;
  const places = grid(shape);
  const k = grid(shape, (n) => Math.floor(n / 2));
  const g = lengths(shape, pixelSize).map((s) => gain(s, options) / places.length);
  const answerTo = places.map((d) =>
    k.reduce(
      (sum, q, i) => sum + g[i] * Math.cos(2 * Math.PI * q.reduce((t, v, axis) => t + (v * d[axis]) / shape[axis], 0)),
      0,
    ),
  );
  const data = new Float64Array(places.length);
  for (const [i, p] of places.entries())
    for (const [j, q] of places.entries()) {
      const d = p.reduce((at, v, axis) => at * shape[axis] + ((v - q[axis] + shape[axis]) % shape[axis]), 0);
      data[i] += answerTo[d] * a.data[j];
    }
  return { shape, data };
}

const shapes: readonly Shape3[] = [
  [5, 6, 7],
  [6, 4, 5],
  [3, 8, 4],
  [1, 6, 9],
  [1, 1, 10],
  [7, 1, 1],
  [2, 1, 3],
  [1, 1, 1],
];

/** A pixel size, and a cut inside the grid that no frequency lies on. */
function drawn(shape: Shape3, rng: Rng): { pixelSize: number; resolution: number } {
  const pixelSize = 0.7 + 2 * random.uniform(rng);
  for (;;) {
    const cut = (0.15 + 0.4 * random.uniform(rng)) / pixelSize;
    if (lengths(shape, pixelSize).every((s) => Math.abs(s / cut - 1) > 1e-6)) return { pixelSize, resolution: 1 / cut };
  }
}

// Tolerance: a few hundred roundings in a direct sum of a few hundred values of size 1.
const rel = 1e-10;

describe("fourier/low-pass, hidden", () => {
  it("[3] keeps what is below 1/resolution and nothing else with a hard edge, whatever the sides", async () => {
    const rng = draws("hard");
    for (const shape of [...shapes, ...shapes.slice(0, 3)]) {
      const a = values(shape, rng);
      const { pixelSize, resolution } = drawn(shape, rng);
      const says =
        "Hard edge: every frequency with s ≤ 1/resolution stays, all others go; s has each axis's own length, in 1/Å.";
      const due = reference(a, pixelSize, { resolution });
      expectClose(await lowPass(a, pixelSize, { resolution, edge: "hard" }), due, { rel, says });
      const preset = "Without an edge the filter is hard.";
      expectClose(await lowPass(a, pixelSize, { resolution }), due, { rel, says: preset });
    }
  });

  it("[2] falls along half a cosine of the given width, about 1/resolution", async () => {
    const rng = draws("cosine");
    for (const shape of shapes) {
      const a = values(shape, rng);
      const { pixelSize, resolution } = drawn(shape, rng);
      for (const part of [0.3, 1.1, 2]) {
        const options = {
          resolution,
          edge: "cosine",
          width: (part * (0.9 + 0.1 * random.uniform(rng))) / resolution,
        } as const;
        const says = "Cosine edge: 1 up to s_c − width/2, 0 from s_c + width/2, half a cosine between.";
        expectClose(await lowPass(a, pixelSize, options), reference(a, pixelSize, options), { rel, says });
      }
      const sharp = "A cosine edge of width 0, or without a width, is hard.";
      const due = reference(a, pixelSize, { resolution });
      expectClose(await lowPass(a, pixelSize, { resolution, edge: "cosine", width: 0 }), due, { rel, says: sharp });
      expectClose(await lowPass(a, pixelSize, { resolution, edge: "cosine" }), due, { rel, says: sharp });
    }
  });

  it("[1] has a gaussian that is ½ at 1/resolution", async () => {
    const rng = draws("gaussian");
    for (const shape of shapes) {
      const a = values(shape, rng);
      const { pixelSize, resolution } = drawn(shape, rng);
      const options = { resolution, edge: "gaussian" } as const;
      const says = "Gaussian edge: the gain is 2 to the power −(s · resolution)².";
      expectClose(await lowPass(a, pixelSize, options), reference(a, pixelSize, options), { rel, says });
    }
  });

  it("[1] keeps the mean, rings behind a hard edge, and leaves its argument alone", async () => {
    const step: Volume = { shape: [1, 1, 32], data: Float64Array.from({ length: 32 }, (_, x) => (x < 16 ? 0 : 1)) };
    const options = { resolution: 8.5, edge: "hard" } as const;
    const filtered = await expectUntouched(lowPass, step, 1, options);
    expectClose(filtered, reference(step, 1, options), { rel });
    const lowest = filtered.data.reduce((least, v) => Math.min(least, v), 0);
    expectThat(lowest < -0.05, "A step behind a hard edge must swing below 0.");
    const mean = filtered.data.reduce((sum, v) => sum + v, 0) / 32;
    expectClose(mean, 0.5, { abs: 1e-12, says: "The mean must stay." });
  });
});

// canary 5fcb8711c5f3b2382540f3edcff937ee
