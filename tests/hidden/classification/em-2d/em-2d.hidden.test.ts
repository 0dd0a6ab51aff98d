import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { classification, type Image, type ImageStack, type Rng, random } from "@cryolab/lib";
import type * as answer from "./em-2d.ts";

const { em2d } = await submission<typeof answer>("classification/em-2d");

type Shape = Image["shape"];
type Options = answer.Em2dOptions;

const pixels = ([ny, nx]: Shape) =>
  Array.from({ length: ny * nx }, (_, i) => ({
    x: (i % nx) - Math.floor(nx / 2),
    y: Math.floor(i / nx) - Math.floor(ny / 2),
  }));

/** A move as its matrix: for every pixel of the picture what it reads, [pixel, weight]; sources by polar coordinates. */
type Rows = readonly (readonly (readonly [number, number])[])[];

function turn(shape: Shape, angle: number): Rows {
  const places = pixels(shape);
  const tent = (d: number) => Math.max(0, 1 - Math.abs(d));
  return places.map((p) => {
    const [r, a] = [Math.hypot(p.x, p.y), Math.atan2(p.y, p.x) - angle];
    const weights = places.map((q) => tent(r * Math.cos(a) - q.x) * tent(r * Math.sin(a) - q.y));
    return weights.flatMap((weight, q) => (weight > 1e-12 ? [[q, weight] as const] : []));
  });
}

function moved(rows: Rows, [ny, nx]: Shape, tx: number, ty: number): Rows {
  return rows.map((_, p) => {
    const [column, row] = [(p % nx) - tx, Math.floor(p / nx) - ty];
    return column >= 0 && column < nx && row >= 0 && row < ny ? rows[row * nx + column] : [];
  });
}

const read = (rows: Rows, A: Float64Array) =>
  rows.map((row) => row.reduce((sum, [q, weight]) => sum + weight * A[q], 0));
const square = (x: Float32Array, model: readonly number[]) => model.reduce((sum, v, p) => sum + (x[p] - v) ** 2, 0);

/** All steps over one flat list of explanations (class, matrix), with log-sum-exp in pairs: no library. */
function reference(images: ImageStack, options: Options) {
  const [n, ny, nx] = images.shape;
  const shape = [ny, nx] as const;
  const pictures = Array.from({ length: n }, (_, i) => images.data.slice(i * ny * nx, (i + 1) * ny * nx));
  const side = Array.from({ length: 2 * options.maxShift + 1 }, (_, i) => i - options.maxShift);
  const weightOf = (t: number) => Math.exp(-0.5 * (t / options.shiftSigma) ** 2);
  const total = side.reduce((sum, t) => sum + weightOf(t), 0);
  const moves = Array.from(options.angles, (angle) => turn(shape, angle)).flatMap((rows) =>
    side.flatMap((ty) =>
      side.map((tx) => ({ rows: moved(rows, shape, tx, ty), prior: (weightOf(tx) / total) * (weightOf(ty) / total) })),
    ),
  );
  const classes = options.templates.length;
  const share = 1 / (classes * options.angles.length);
  let [templates, sigma, gamma] = [options.templates.map(({ data }) => data), options.sigma, [] as number[][]];
  const logLikelihood: number[] = [];
  for (let step = 0; step < options.iterations; step++) {
    const models = templates.flatMap((A) => moves.map(({ rows, prior }) => ({ picture: read(rows, A), prior })));
    let likelihood = 0;
    gamma = pictures.map((x) => {
      const logs = models.map(
        ({ picture, prior }) =>
          Math.log(prior * share) -
          0.5 * (x.length * Math.log(2 * Math.PI * sigma ** 2) + square(x, picture) / sigma ** 2),
      );
      const all = logs.reduce((a, b) => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))));
      likelihood += all;
      return logs.map((l) => Math.exp(l - all));
    });
    logLikelihood.push(likelihood);
    templates = templates.map((old, c) => {
      const [sum, weight] = [new Float64Array(old.length), new Float64Array(old.length)];
      for (const [i, x] of pictures.entries())
        for (const [m, { rows }] of moves.entries()) {
          const g = gamma[i][c * moves.length + m];
          for (const [p, row] of rows.entries())
            for (const [q, part] of row) {
              sum[q] += g * part * x[p];
              weight[q] += g * part;
            }
        }
      return old.map((v, q) => (weight[q] > 1e-8 * n ? sum[q] / weight[q] : v));
    });
    const fits = templates.flatMap((A) => moves.map(({ rows }) => read(rows, A)));
    const left = pictures.map((x, i) => fits.reduce((sum, fit, m) => sum + gamma[i][m] * square(x, fit), 0));
    sigma = Math.sqrt(left.reduce((a, b) => a + b) / images.data.length);
  }
  return {
    templates: templates.map((data): Image => ({ shape, data })),
    sigma,
    gamma: {
      shape: [n, classes, options.angles.length, side.length, side.length],
      data: Float64Array.from(gamma.flat()),
    },
    logLikelihood: Float64Array.from(logLikelihood),
  };
}

const between = (low: number, high: number, rng: Rng) => low + (high - low) * random.uniform(rng);

/** A rough lopsided template; at any angle it may be given a disc outside of which it is 0. */
function motif(shape: Shape, reach: number, rng: Rng): Image {
  const lean = between(0, 6, rng);
  const data = Float64Array.from(pixels(shape), ({ x, y }) =>
    Math.hypot(x, y) <= reach ? 2 * random.normal(rng) + 2 * Math.cos(Math.atan2(y, x) - lean) : 0,
  );
  return { shape, data };
}

/** Pictures of templates in turn, at random poses, with noise of a given deviation. */
function stack(n: number, truth: readonly Image[], angles: Float64Array, maxShift: number, noise: number, rng: Rng) {
  const [ny, nx] = truth[0].shape;
  const turns = Array.from(angles, (angle) => turn([ny, nx], angle));
  const data = new Float32Array(n * ny * nx);
  const grains = new Float64Array(data.length);
  for (let i = 0; i < n; i++) {
    const rows = turns[Math.floor(between(0, angles.length, rng))];
    const [tx, ty] = [0, 1].map(() => Math.round(between(-maxShift, maxShift, rng)));
    const clean = read(moved(rows, [ny, nx], tx, ty), truth[i % truth.length].data);
    for (const [p, v] of clean.entries()) {
      grains[i * ny * nx + p] = noise * random.normal(rng);
      data[i * ny * nx + p] = v + grains[i * ny * nx + p];
    }
  }
  return { images: { shape: [n, ny, nx] as const, data }, grains };
}

/** A start that is somewhat like the truth. */
const near = (A: Image, rng: Rng): Image => ({
  shape: A.shape,
  data: A.data.map((v) => (v === 0 ? 0 : 0.6 * v + 0.5 * random.normal(rng))),
});

const quarters = Float64Array.of(0, Math.PI / 2, Math.PI, -Math.PI / 2);
// 1e-6: γ changes by 1e-9 if exponents of a few hundred are computed by products and FFTs.
const close = { rel: 1e-6, abs: 1e-6 };

/** A problem at any angles, templates inside the disc. */
function anyAngles(shape: Shape, n: number, classes: number, maxShift: number, rng: Rng) {
  const reach = Math.min(...shape) / 2 - 2;
  const angles = Float64Array.from({ length: 3 }, (_, i) => (i === 0 ? 0 : between(-4, 4, rng)));
  const truth = Array.from({ length: classes }, () => motif(shape, reach, rng));
  const { images } = stack(n, truth, angles, maxShift, 1.5, rng);
  const options = { templates: truth.map((A) => near(A, rng)), angles, maxShift, iterations: 1 };
  return { images, options: { ...options, sigma: between(1.5, 2.5, rng), shiftSigma: between(0.8, 2, rng) }, reach };
}

/** A problem of quarter turns, templates up to the border. */
function quarterTurns(shape: Shape, n: number, classes: number, maxShift: number, iterations: number, rng: Rng) {
  const truth = Array.from({ length: classes }, () => motif(shape, Number.MAX_VALUE, rng));
  const { images } = stack(n, truth, quarters, Math.min(1, maxShift), 1.5, rng);
  const options = { templates: truth.map((A) => near(A, rng)), angles: quarters, maxShift, iterations };
  return { images, options: { ...options, sigma: between(1.5, 2.5, rng), shiftSigma: between(0.8, 1.5, rng) } };
}

describe("classification/em-2d, hidden", () => {
  it("[5] weighs all classes, angles and shifts: γ and the log-likelihood of the start", async () => {
    const rng = draws("weights");
    for (const [shape, n, classes, maxShift] of [
      [[9, 9], 4, 2, 1],
      [[10, 12], 3, 1, 1],
      [[8, 7], 3, 3, 2],
    ] as const) {
      const { images, options } = anyAngles(shape, n, classes, maxShift, rng);
      const { gamma, logLikelihood } = reference(images, options);
      const got = await em2d(images, options);
      const says =
        "γ of the first step differs: one posterior a picture over classes, angles and shifts, with the given start.";
      expectClose(got, { gamma }, { ...close, says });
      expectClose(
        got,
        { logLikelihood },
        { ...close, says: "The log-likelihood of the start differs: every factor of p(x, c, a, t) counts." },
      );
    }
  });

  it("[4] averages what comes back by the adjoint, weighted by what has been seen, at any angle", async () => {
    const rng = draws("adjoint");
    for (const [shape, n, classes, maxShift] of [
      [[11, 11], 5, 1, 1],
      [[10, 13], 4, 2, 2],
    ] as const) {
      const { images, options, reach } = anyAngles(shape, n, classes, maxShift, rng);
      const inside = pixels(shape).map(({ x, y }) => (Math.hypot(x, y) <= reach ? 1 : 0));
      const cut = (list: readonly Image[]) => list.map((A) => ({ ...A, data: A.data.map((v, q) => v * inside[q]) }));
      const got = (await em2d(images, options)) as { templates: Image[] };
      const says = "Inside the disc the new templates are not Σ γ Tᵀx over Σ γ Tᵀ1.";
      expectClose(got, { templates: options.templates }, { abs: Number.MAX_VALUE, says });
      expectClose(cut(got.templates), cut(reference(images, options).templates), { ...close, says });
    }
  });

  it("[4] agrees in everything after one step of quarter turns, on odd, even and oblong pictures", async () => {
    const rng = draws("one step");
    for (const [shape, n, classes, maxShift] of [
      [[5, 5], 6, 2, 1],
      [[6, 4], 5, 1, 1],
      [[3, 3], 4, 2, 4],
      [[1, 1], 3, 2, 1],
      [[1, 4], 1, 1, 0],
    ] as const) {
      const { images, options } = quarterTurns(shape, n, classes, maxShift, 1, rng);
      const { templates, sigma, ...rest } = reference(images, options);
      const got = await expectUntouched(em2d, images, options);
      expectClose(got, rest, { ...close, says: "With quarter turns γ or the log-likelihood differs." });
      const says =
        "With quarter turns the new templates differ: Σ γ Tᵀx over Σ γ Tᵀ1, pixels seen by none keep their value.";
      expectClose(got, { templates }, { ...close, says });
      expectClose(
        got,
        { sigma },
        { ...close, says: "The new σ differs: all pixels of all pictures, the new templates, the root last." },
      );
    }
  });

  it("[3] agrees in everything after three steps, and when a sharp γ leaves pixels unseen", async () => {
    const rng = draws("three steps");
    for (const sharp of [false, true]) {
      const { images, options } = quarterTurns([5, 5], sharp ? 2 : 8, sharp ? 1 : 2, 2, 3, rng);
      // every picture moved by (2, 1): what T brings beyond the border is in none of them
      if (sharp) {
        const rows = moved(turn([5, 5], 0), [5, 5], 2, 1);
        const clean = read(
          rows,
          options.templates[0].data.map((v) => 9 * v),
        );
        for (let p = 0; p < images.data.length; p++) images.data[p] = clean[p % 25] + 0.4 * random.normal(rng);
      }
      const start = sharp
        ? {
            ...options,
            templates: options.templates.map((A) => ({ ...A, data: A.data.map((v) => 9 * v) })),
            sigma: 0.5,
          }
        : options;
      const says =
        "After three steps the result differs: every step begins with the templates and the σ of the one before.";
      expectClose(await em2d(images, start), reference(images, start), { ...close, says });
    }
  });

  it("[4] climbs, finds the noise to 3 %, parts two motifs, and shows each", async () => {
    const rng = draws("climb");
    const truth = [0, 1].map(() => motif([9, 9], 3.5, rng));
    const { images, grains } = stack(60, truth, quarters, 1, 1, rng);
    const options = { templates: truth.map((A) => near(A, rng)), angles: quarters, maxShift: 1, shiftSigma: 1 };
    const got = (await em2d(images, { ...options, sigma: 1.5, iterations: 8 })) as answer.Em2dResult;
    const { templates, gamma, logLikelihood } = got;
    const kinds = { templates: truth, sigma: 1, gamma: { shape: [60, 2, 4, 3, 3], data: new Float64Array(4320) } };
    const says = "templates, sigma, gamma or logLikelihood is not of the right kind.";
    expectClose(got, { ...kinds, logLikelihood: new Float64Array(8) }, { abs: Number.MAX_VALUE, says });
    for (let step = 1; step < 8; step++)
      expectThat(
        logLikelihood[step] >= logLikelihood[step - 1] - 1e-8 * Math.abs(logLikelihood[step]),
        "With quarter turns the log-likelihood falls from one step to the next.",
      );
    // the noise drawn, less the share that two templates fit
    const due = Math.sqrt((grains.reduce((sum, v) => sum + v * v, 0) / grains.length) * (1 - 2 / 60));
    expectClose(got.sigma, due, { rel: 0.03, says: "After eight steps σ is not that of the noise." });
    const classOf = (i: number) => {
      const share = (c: number) => gamma.data.slice((2 * i + c) * 36, (2 * i + c + 1) * 36).reduce((a, b) => a + b);
      return share(0) > share(1) ? 0 : 1;
    };
    const found = Int32Array.from({ length: 60 }, (_, i) => classOf(i));
    const rand = classification.adjustedRand(
      found,
      Int32Array.from(found, (_, i) => i % 2),
    );
    expectThat(rand > 0.9, "Two motifs are not parted: γ summed over poses should name the class.");
    for (const [c, A] of truth.entries()) {
      const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, q) => sum + v * b[q], 0);
      const B = templates[c].data;
      const cosine = dot(A.data, B) / Math.sqrt(dot(A.data, A.data) * dot(B, B));
      expectThat(cosine > 0.95, "A template that began near its motif does not show it after eight steps.");
    }
  });
});

// canary 37cb8f62eaeb268c976039e1d20800cb
