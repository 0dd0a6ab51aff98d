import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Image, type Rng, random } from "@cryolab/lib";
import type * as answer from "./e-step-fft.ts";

const { eStepFft } = await submission<typeof answer>("classification/e-step-fft");

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

// Tolerance: transforms and tables carry a rounding error of 1e-14 of the largest exponent.
const close = { rel: 1e-9, abs: 1e-9 };

async function expectReference(image: Image, template: Image, options: Options, says: string): Promise<void> {
  const got = await expectUntouched(eStepFft, image, template, options);
  expectClose(got, reference(image, template, options), { ...close, says });
}

describe("classification/e-step-fft, hidden", () => {
  it("[4] agrees with pictures made pose by pose, on 9 × 9, even and oblong ones, at four angles", async () => {
    const rng = draws("scenes");
    const cases: [Shape, number][] = [
      [[9, 9], 3],
      [[10, 10], 2],
      [[8, 13], 2],
      [[12, 7], 2],
    ];
    for (const [shape, maxShift] of cases) {
      const template = inDisc(shape, rng);
      const angles = Float64Array.from({ length: 4 }, () => between(-4, 7, rng));
      const model = { sigma: between(0.8, 3, rng), shiftSigma: between(0.6, 1.7, rng) };
      const image = picture(template, angles[2], maxShift, model.sigma, rng);
      const says =
        "Some log γ is off: correlation x(p + t) B(p), norm of what is left of B, entry (angle, ty + Q, tx + Q).";
      await expectReference(image, template, { grid: { angles, maxShift }, model }, says);
    }
  });

  it("[3] knows the norm of what a shift leaves of a lopsided template, small values and large ones", async () => {
    const rng = draws("norms");
    const cases: [Shape, number, number][] = [
      [[5, 5], 3, 1],
      [[6, 6], 4, 1],
      [[4, 7], 2, 100],
      [[7, 7], 2, 30],
    ];
    for (const [shape, maxShift, size] of cases) {
      const corner = normals(shape[0] * shape[1], rng).map((v, i) => size * (Math.abs(v) + (i < shape[1] ? 3 : 0)));
      const template = { shape, data: corner };
      const angles = shape[0] % 2 === 1 && shape[0] === shape[1] ? [0, Math.PI / 2, -Math.PI / 2] : [0];
      const grid = { angles: Float64Array.from(angles), maxShift };
      const options = { grid, model: { sigma: size * between(1, 2, rng), shiftSigma: between(1.5, 4, rng) } };
      const says =
        "With mass on one side of A the norm of what is left differs from shift to shift: mirrored, cut or forgotten norms show.";
      await expectReference({ shape, data: new Float64Array(corner.length) }, template, options, says);
      await expectReference(picture(template, 0, 1, size, rng), template, options, says);
    }
  });

  it("[2] takes lines, single pixels, no shift, and shifts beyond the picture", async () => {
    const rng = draws("small");
    const cases: [Shape, number][] = [
      [[1, 1], 0],
      [[1, 1], 2],
      [[1, 6], 2],
      [[4, 1], 5],
      [[2, 2], 5],
      [[3, 3], 7],
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

  it("[2] stays finite and right for any σ, and where data and prior contradict each other", async () => {
    const rng = draws("extremes");
    for (const [sigma, shiftSigma] of [
      [0.01, 1],
      [1e4, 0.8],
      [0.1, 0.03],
      [0.1, 300],
    ]) {
      const template = inDisc([11, 12], rng);
      const angles = Float64Array.of(between(0, 3, rng), between(3, 6, rng));
      const image = { shape: template.shape, data: sent(turned(template, angles[1]), template.shape, 2, -1) };
      const options = { grid: { angles, maxShift: 2 }, model: { sigma, shiftSigma } };
      const says =
        "With an extreme σ or σq some log γ is not finite, or wrong: the largest exponent, prior included, comes out first.";
      await expectReference(image, template, options, says);
    }
  });

  it("[2] takes 64 × 64 pixels, 12 angles and shifts up to 16 in its stride", async () => {
    const rng = draws("large");
    const shape = [64, 64] as const;
    const Q = 16;
    const template = inDisc(shape, rng);
    const angles = Float64Array.from({ length: 12 }, (_, i) => 0.5 * i + between(0, 0.4, rng));
    const image = { shape, data: normals(4096, rng).map((v, i) => 20 * v + template.data[i]) };
    const model = { sigma: 20, shiftSigma: 6 };
    const got = (await eStepFft(image, template, { grid: { angles, maxShift: Q }, model })) as { data: Float64Array };
    const kind = { shape: [12, 33, 33], data: new Float64Array(12 * 33 * 33) };
    expectClose(got, kind, { abs: Number.MAX_VALUE, says: "log γ must be of shape [angles, 2Q + 1, 2Q + 1]." });
    const sum = got.data.reduce((total, l) => total + Math.exp(l), 0);
    expectThat(Math.abs(sum - 1) < 1e-9, "The probabilities e^(log γ) of all poses together must sum to 1.");
    // an angle, a handful of shifts: the differences of log γ are those of the exponents
    const a = Math.floor(between(0, 12, rng));
    const b = turned(template, angles[a]);
    const [found, due] = [new Float64Array(20), new Float64Array(20)];
    for (let i = 0; i < 20; i++) {
      const [tx, ty] = [0, 1].map(() => Math.floor(between(-Q, Q + 1, rng)));
      const moved = sent(b, shape, tx, ty);
      const left = image.data.reduce((total, v, p) => total + ((v - moved[p]) / model.sigma) ** 2, 0);
      due[i] = -0.5 * (left + (tx * tx + ty * ty) / model.shiftSigma ** 2);
      found[i] = got.data[(a * 33 + ty + Q) * 33 + tx + Q];
    }
    const says = "In a large picture log γ of two shifts does not differ as it should.";
    expectClose(
      found.map((v) => v - found[0]),
      due.map((v) => v - due[0]),
      { ...close, abs: 1e-7, says },
    );
  });
});

// canary 5fb0c61f238d3493bcc31804f7ddb4c2
