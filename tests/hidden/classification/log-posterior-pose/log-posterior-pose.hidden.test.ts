import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Image, type Rng, random } from "@cryolab/lib";
import type * as answer from "./log-posterior-pose.ts";

const { logPosteriorPose } = await submission<typeof answer>("classification/log-posterior-pose");

type Shape = Image["shape"];
interface Options {
  readonly grid: answer.PoseGrid;
  readonly model: answer.PoseModel;
}

const pixels = ([ny, nx]: Shape) =>
  Array.from({ length: ny * nx }, (_, i) => ({
    x: (i % nx) - Math.floor(nx / 2),
    y: Math.floor(i / nx) - Math.floor(ny / 2),
  }));

/** R_a A, its sources by polar coordinates: every pixel is the sum of all of A under a tent about its source. */
function turned({ shape, data }: Image, angle: number): Float64Array {
  const places = pixels(shape);
  const tent = (d: number) => Math.max(0, 1 - Math.abs(d));
  return Float64Array.from(places, ({ x, y }) => {
    const [r, a] = [Math.hypot(x, y), Math.atan2(y, x) - angle];
    const [u, v] = [r * Math.cos(a), r * Math.sin(a)];
    return places.reduce((sum, q, i) => (data[i] === 0 ? sum : sum + data[i] * tent(u - q.x) * tent(v - q.y)), 0);
  });
}

/** S_t B: content is sent on, and lost beyond the border. */
function sent(b: Float64Array, [ny, nx]: Shape, tx: number, ty: number): Float64Array {
  const out = new Float64Array(ny * nx);
  b.forEach((value, i) => {
    const [column, row] = [(i % nx) + tx, Math.floor(i / nx) + ty];
    if (column >= 0 && column < nx && row >= 0 && row < ny) out[row * nx + column] = value;
  });
  return out;
}

/** Pose by pose; the constant by adding logarithms in pairs. */
function reference(image: Image, template: Image, { grid, model }: Options) {
  const shifts = Array.from({ length: 2 * grid.maxShift + 1 }, (_, i) => i - grid.maxShift);
  const logs = Array.from(grid.angles, (angle) => {
    const b = turned(template, angle);
    return shifts.map((ty) =>
      shifts.map((tx) => {
        const moved = sent(b, image.shape, tx, ty);
        const z2 = image.data.reduce((sum, v, i) => sum + ((v - moved[i]) / model.sigma) ** 2, 0);
        return -0.5 * (z2 + (tx / model.shiftSigma) ** 2 + (ty / model.shiftSigma) ** 2);
      }),
    );
  }).flat(2);
  const all = logs.reduce((a, b) => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))));
  return { shape: [grid.angles.length, shifts.length, shifts.length], data: Float64Array.from(logs, (l) => l - all) };
}

const between = (low: number, high: number, rng: Rng) => low + (high - low) * random.uniform(rng);
const normals = (n: number, rng: Rng) => Float64Array.from({ length: n }, () => random.normal(rng));

/** A lopsided template inside the disc that turns leave inside the frame. */
function inDisc(shape: Shape, rng: Rng): Image {
  const reach = Math.max(0, Math.min(...shape) / 2 - 2);
  const data = Float64Array.from(pixels(shape), ({ x, y }) =>
    Math.hypot(x, y) <= reach ? 1.5 * random.normal(rng) + (x > 0 ? 3 : 1) : 0,
  );
  return { shape, data };
}

/** A picture of a template at a pose of its own, in noise. */
function picture(template: Image, angle: number, maxShift: number, noise: number, rng: Rng): Image {
  const [tx, ty] = [0, 1].map(() => Math.floor(between(-maxShift, maxShift + 1, rng)));
  const clean = sent(turned(template, angle), template.shape, tx, ty);
  return { shape: template.shape, data: clean.map((v) => v + noise * random.normal(rng)) };
}

// Tolerance: exponents of size |l| carry a rounding error of 1e-15 |l| a pixel, also if squares are multiplied out.
const close = { rel: 1e-9, abs: 1e-9 };

async function expectReference(image: Image, template: Image, options: Options, says: string): Promise<void> {
  const got = await expectUntouched(logPosteriorPose, image, template, options);
  expectClose(got, reference(image, template, options), { ...close, says });
}

describe("classification/log-posterior-pose, hidden", () => {
  it("[5] agrees with pictures made pose by pose, for odd, even and oblong ones", async () => {
    const rng = draws("scenes");
    const cases: [Shape, number, number][] = [
      [[9, 9], 3, 2],
      [[10, 10], 2, 3],
      [[14, 9], 3, 1],
      [[8, 13], 2, 2],
      [[13, 13], 4, 1],
    ];
    for (const [shape, count, maxShift] of cases) {
      const template = inDisc(shape, rng);
      const angles = Float64Array.from({ length: count }, () => between(-4, 7, rng));
      const model = { sigma: between(0.8, 3, rng), shiftSigma: between(0.6, 1.7, rng) };
      const image = picture(template, angles[count - 1], maxShift, model.sigma, rng);
      const says =
        "Some log γ is off: A turned about floor(n/2) by order 1, then moved by +t with zeros; entry (angle, ty + Q, tx + Q).";
      await expectReference(image, template, { grid: { angles, maxShift }, model }, says);
    }
  });

  it("[2] weighs a template that leaves the picture by what of it is still seen", async () => {
    const rng = draws("edge");
    for (const [shape, maxShift] of [
      [[5, 5], 3],
      [[3, 3], 4],
      [[7, 7], 2],
    ] as [Shape, number][]) {
      const template = { shape, data: normals(shape[0] * shape[1], rng).map((v, i) => 2 * v + (i < shape[1] ? 4 : 0)) };
      const grid = { angles: Float64Array.of(0, Math.PI / 2, Math.PI, -Math.PI / 2), maxShift };
      const options = { grid, model: { sigma: between(1, 2, rng), shiftSigma: between(1.5, 4, rng) } };
      const says =
        "With mass at the border of A the part of it that is in sight changes with the pose, and its norm with it.";
      await expectReference(picture(template, 0, 1, 0.5, rng), template, options, says);
      await expectReference({ shape, data: new Float64Array(template.data.length) }, template, options, says);
    }
  });

  it("[2] takes lines, single pixels, no shift, and shifts beyond the picture", async () => {
    const rng = draws("small");
    const cases: [Shape, number][] = [
      [[1, 1], 0],
      [[1, 1], 2],
      [[1, 6], 2],
      [[4, 1], 5],
      [[2, 2], 3],
      [[6, 10], 0],
    ];
    for (const [shape, maxShift] of cases) {
      const template = { shape, data: normals(shape[0] * shape[1], rng) };
      const image = { shape, data: normals(shape[0] * shape[1], rng) };
      const options = { grid: { angles: Float64Array.of(0), maxShift }, model: { sigma: 0.7, shiftSigma: 1.3 } };
      const says = `For pictures of shape [${shape}] and shifts up to ${maxShift} some log γ is off.`;
      await expectReference(image, template, options, says);
    }
  });

  it("[2] stays finite and right with a σ that is tiny or huge, and the probabilities sum to 1", async () => {
    const rng = draws("sigma");
    for (const sigma of [0.02, 5e-4, 1e4]) {
      const template = inDisc([11, 11], rng);
      const angles = Float64Array.from({ length: 3 }, (_, i) => 2 * i + between(0, 1, rng));
      const image = picture(template, angles[0] + 0.3, 1, 0.3, rng);
      const options = { grid: { angles, maxShift: 1 }, model: { sigma, shiftSigma: between(0.8, 2, rng) } };
      const says =
        "With a very small or very large σ some log γ is not finite, or wrong: take the largest exponent out first.";
      await expectReference(image, template, options, says);
      const { data } = await logPosteriorPose(image, template, options);
      const sum = data.reduce((total, l) => total + Math.exp(l), 0);
      // exponents of 1e9 are known to 1e-6
      expectThat(Math.abs(sum - 1) < 1e-4, "The probabilities e^(log γ) of all poses together must sum to 1.");
    }
  });

  it("[2] follows a prior as sharp as the data that contradict it", async () => {
    const rng = draws("prior");
    for (const shiftSigma of [0.03, 300]) {
      const template = inDisc([12, 10], rng);
      const angles = Float64Array.of(between(0, 3, rng), between(3, 6, rng));
      const image = { shape: template.shape, data: sent(turned(template, angles[1]), template.shape, 2, -1) };
      const options = { grid: { angles, maxShift: 2 }, model: { sigma: 0.1, shiftSigma } };
      const says =
        "Where data and prior contradict each other, or the prior is flat, log γ is off: the largest exponent is that of their sum.";
      await expectReference(image, template, options, says);
    }
  });
});

// canary 3ccaca1317eef9abb4a9df501ce726a5
