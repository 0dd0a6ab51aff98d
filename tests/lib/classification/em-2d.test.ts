import { classification, core, type Image, type ImageStack, random, sampling } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, normals, seeded } from "../../support/draw.ts";

const { adjustedRand, alignBack, em2d, gaugeAlign } = classification;
const quarters = Float64Array.of(0, Math.PI / 2, Math.PI, 1.5 * Math.PI);

const move = (a: Image, angle: number, tx: number, ty: number): Image =>
  sampling.shiftZeroFill(sampling.rotateImage(a, angle), [tx, ty]);
const stackOf = (images: readonly Image[]): ImageStack =>
  core.imageStack(
    [images.length, images[0].shape[0], images[0].shape[1]],
    Float32Array.from(images.flatMap((x) => [...x.data])),
  );

type Options = classification.Em2dOptions;

/** One step by the definition: every image, class, angle and shift by itself. */
function slowStep(images: ImageStack, { templates, angles, maxShift, sigma, shiftSigma }: Options) {
  const [n, ny, nx] = images.shape;
  const size = ny * nx;
  const poses: { c: number; angle: number; tx: number; ty: number; prior: number }[] = [];
  templates.forEach((_, c) => {
    for (const angle of angles)
      for (let ty = -maxShift; ty <= maxShift; ty++)
        for (let tx = -maxShift; tx <= maxShift; tx++)
          poses.push({ c, angle, tx, ty, prior: Math.exp(-(tx * tx + ty * ty) / (2 * shiftSigma ** 2)) });
  });
  const mass = poses.reduce((s, p) => s + p.prior, 0); // over classes and angles too: equally likely
  let logLikelihood = 0;
  const gamma: number[] = [];
  const sums = templates.map(() => new Float64Array(size));
  const weights = templates.map(() => new Float64Array(size));
  const pictures = Array.from(
    { length: n },
    (_, i): Image => ({ shape: [ny, nx], data: Float64Array.from(images.data.subarray(i * size, (i + 1) * size)) }),
  );
  const ones: Image = { shape: [ny, nx], data: new Float64Array(size).fill(1) };
  const squares = (x: Image, a: Image): number => x.data.reduce((s, v, i) => s + (v - a.data[i]) ** 2, 0);
  for (const x of pictures) {
    const log = poses.map(
      (p) => Math.log(p.prior / mass) - squares(x, move(templates[p.c], p.angle, p.tx, p.ty)) / (2 * sigma ** 2),
    );
    const top = Math.max(...log);
    const total = log.reduce((s, w) => s + Math.exp(w - top), 0);
    logLikelihood += top + Math.log(total) - (size / 2) * Math.log(2 * Math.PI * sigma ** 2);
    poses.forEach((p, k) => {
      const g = Math.exp(log[k] - top) / total;
      gamma.push(g);
      const pose = { angle: p.angle, shift: [p.tx, p.ty] } as const;
      alignBack(x, pose).data.forEach((v, i) => {
        sums[p.c][i] += g * v;
      });
      alignBack(ones, pose).data.forEach((v, i) => {
        weights[p.c][i] += g * v;
      });
    });
  }
  const next = templates.map((t, c) =>
    core.mapReal(t, (v, i) => (weights[c][i] > 1e-8 * n ? sums[c][i] / weights[c][i] : v)),
  );
  let residual = 0;
  pictures.forEach((x, i) => {
    poses.forEach((p, k) => {
      residual += gamma[i * poses.length + k] * squares(x, move(next[p.c], p.angle, p.tx, p.ty));
    });
  });
  return { templates: next, sigma: Math.sqrt(residual / (n * size)), gamma, logLikelihood };
}

/** Two motifs that vanish outside a disc: an L of two blobs, and a triangle of three. */
function motif(n: number, which: number): Image {
  const places =
    which === 0
      ? [
          [3, 0],
          [-1, 2],
        ]
      : [
          [-3, -2],
          [3, -1],
          [0, 3],
        ];
  return core.mapReal(core.zeros([n, n]), (_, i) => {
    const [x, y] = [(i % n) - Math.floor(n / 2), Math.floor(i / n) - Math.floor(n / 2)];
    if (Math.hypot(x, y) > n / 2 - 2) return 0;
    return places.reduce((s, [cx, cy], j) => s + (1 + j / 2) * Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / 3), 0);
  });
}

function particles(n: number, count: number, sigma: number, name: string, angles = quarters) {
  const rng = seeded(name);
  const labels = Int32Array.from({ length: count }, (_, i) => i % 2);
  const images = Array.from(labels, (label) => {
    const angle = angles[Math.floor(angles.length * random.uniform(rng))];
    const [tx, ty] = [0, 0].map(() => Math.round(random.normal(rng)));
    const clean = move(motif(n, label), angle, Math.max(-2, Math.min(2, tx)), Math.max(-2, Math.min(2, ty)));
    const noise = normals(n * n, rng);
    return core.mapReal(clean, (v, i) => v + sigma * noise[i]);
  });
  return { images: stackOf(images), labels };
}

describe("em2d", () => {
  it("is one step by the definition: odd, even, oblong, two classes, any angles, one image", () => {
    for (const [shape, n, classes, maxShift] of [
      [[7, 7], 3, 2, 2],
      [[6, 6], 2, 1, 1],
      [[4, 7], 2, 2, 1],
      [[3, 2], 1, 1, 4],
      [[1, 1], 2, 1, 0],
    ] as [[number, number], number, number, number][]) {
      const rng = seeded(`em2d ${shape}`);
      const images = stackOf(Array.from({ length: n }, () => drawReal(shape, rng)));
      const templates = Array.from({ length: classes }, () => drawReal(shape, rng));
      const options = {
        templates,
        angles: Float64Array.of(0, 0.9, Math.PI / 2, -2.1),
        maxShift,
        sigma: 0.9,
        shiftSigma: 1.2,
        iterations: 1,
      };
      const before = templates.map((t) => t.data.slice());
      const result = em2d(images, options);
      const slow = slowStep(images, options);
      expect(result.logLikelihood[0]).to.be.closeTo(slow.logLikelihood, 1e-9);
      expect(result.gamma.shape).to.deep.equal([n, classes, 4, 2 * maxShift + 1, 2 * maxShift + 1]);
      expectClose(result.gamma.data, slow.gamma, 1e-10);
      result.templates.forEach((t, c) => {
        expectClose(t.data, slow.templates[c].data, 1e-6); // rounding of FFTs over a weight of 1e-8
        expect(templates[c].data).to.deep.equal(before[c]);
      });
      expect(result.sigma).to.be.closeTo(Math.max(slow.sigma, 1e-6), 1e-7);
    }
  });
  it("takes as many steps as asked, each from the model before it", () => {
    const { images } = particles(9, 4, 1, "steps");
    const options = { templates: [motif(9, 0), motif(9, 1)], angles: quarters, maxShift: 1, sigma: 1, shiftSigma: 1 };
    const three = em2d(images, { ...options, iterations: 3 });
    let model = { templates: options.templates as Image[], sigma: 1 };
    for (let j = 0; j < 3; j++) {
      const slow = slowStep(images, { ...options, ...model, iterations: 1 });
      expect(three.logLikelihood[j]).to.be.closeTo(slow.logLikelihood, 1e-7);
      model = slow;
    }
    expectClose(three.templates[0].data, model.templates[0].data, 1e-6);
    expect(three.sigma).to.be.closeTo(model.sigma, 1e-9);
  });
  it("parts two motifs, rises on quarter turns, and finds shapes and σ", () => {
    const { images, labels } = particles(21, 60, 0.25, "two motifs");
    const [n] = images.shape;
    const rng = seeded("two motifs start");
    const templates = [0, 1].map((c) => core.mapReal(motif(21, c), (v) => 0.5 * v + 0.3 * random.normal(rng)));
    const {
      templates: found,
      gamma,
      logLikelihood,
      sigma,
    } = em2d(images, { templates, angles: quarters, maxShift: 3, sigma: 0.5, shiftSigma: 1.2, iterations: 10 });
    for (let j = 1; j < 10; j++) expect(logLikelihood[j]).to.be.at.least(logLikelihood[j - 1] - 1e-6);
    const share = gamma.data.length / n / 2;
    const guess = Int32Array.from({ length: n }, (_, i) => {
      const first = gamma.data.subarray(2 * i * share, (2 * i + 1) * share).reduce((s, v) => s + v, 0);
      return first > 0.5 ? 0 : 1;
    });
    expect(adjustedRand(guess, labels)).to.be.above(0.9);
    expect(sigma / 0.25).to.be.closeTo(1, 0.03);
    for (const c of [0, 1])
      expect(gaugeAlign(found[c], motif(21, c), { angles: quarters, maxShift: 3 }).correlation).to.be.above(0.95);
  });
  it("depends on its start: an orthogonal one gives other weights", () => {
    const { images } = particles(9, 3, 0.5, "start");
    const options = { angles: quarters, maxShift: 1, sigma: 1, shiftSigma: 1, iterations: 1 };
    const a = em2d(images, { ...options, templates: [motif(9, 0)] }).gamma.data;
    const b = em2d(images, { ...options, templates: [motif(9, 1)] }).gamma.data;
    expect(a.some((v, i) => Math.abs(v - b[i]) > 0.01)).to.equal(true);
  });
  it("tells its progress and stops when told", () => {
    const { images } = particles(5, 3, 1, "progress");
    const options = { templates: [motif(5, 0)], angles: quarters, maxShift: 1, sigma: 1, shiftSigma: 1, iterations: 2 };
    const told: number[] = [];
    em2d(images, { ...options, progress: (done) => told.push(done) });
    expect(told).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect(() => em2d(images, { ...options, signal: { aborted: true } })).to.throw("em2d: stopped before image 1 of 6");
  });
  it("names what it refuses", () => {
    const images = core.imageStack([1, 3, 3]);
    const options = {
      templates: [core.zeros([3, 3])],
      angles: quarters,
      maxShift: 0,
      sigma: 1,
      shiftSigma: 1,
      iterations: 1,
    };
    expect(() => em2d(core.imageStack([0, 3, 3]), options)).to.throw(RangeError, "em2d: images must hold at least one");
    expect(() => em2d(images, { ...options, templates: [] })).to.throw(
      "em2d: templates must hold at least one, got none",
    );
    expect(() => em2d(images, { ...options, templates: [core.zeros([3, 4])] })).to.throw(
      "image and template must have one shape, got [3,3] and [3,4]",
    );
    expect(() => em2d(images, { ...options, iterations: 0 })).to.throw("iterations must be a whole number >= 1, got 0");
    expect(() =>
      em2d(core.imageStack([1, 1, 1], Float32Array.of(Number.NaN)), { ...options, templates: [core.zeros([1, 1])] }),
    ).to.throw("em2d: images must be finite, got NaN at index 0");
  });
});
