// γ by logPosteriorPose class by class; the evidence by Bayes' rule backwards; every picture comes back through alignBack pose by pose.
import * as cryo from "@cryolab/lib";

/** Where to start, what to try, how often. */
export interface Em2dOptions {
  /** the start, one template a class, shape [ny, nx] */
  readonly templates: readonly cryo.Image[];
  /** radians, equally likely */
  readonly angles: Float64Array;
  /** Q: whole shifts −Q … Q on both axes */
  readonly maxShift: number;
  /** σ at the start */
  readonly sigma: number;
  /** σq, standard deviation of the shift on each axis, pixels; it stays */
  readonly shiftSigma: number;
  /** number of steps, ≥ 1 */
  readonly iterations: number;
}

/** What the pictures say. */
export interface Em2dResult {
  readonly templates: cryo.Image[];
  readonly sigma: number;
  /** γ of the last step, shape [n, classes, angles, 2Q + 1, 2Q + 1] */
  readonly gamma: cryo.RealArray;
  /** one value a step, of the model before it */
  readonly logLikelihood: Float64Array;
}

export function em2d(images: cryo.ImageStack, options: Em2dOptions): Em2dResult {
  const { angles, maxShift: Q, shiftSigma } = options;
  const [n, ny, nx] = images.shape;
  const side = 2 * Q + 1;
  const xs = Array.from({ length: n }, (_, i): cryo.Image => {
    return { shape: [ny, nx], data: Float64Array.from(images.data.subarray(i * ny * nx, (i + 1) * ny * nx)) };
  });
  const ones: cryo.Image = { shape: [ny, nx], data: new Float64Array(ny * nx).fill(1) };
  const index = Array.from({ length: angles.length * side * side }, (_, i) => ({
    angle: angles[Math.floor(i / (side * side))],
    shift: [(i % side) - Q, (Math.floor(i / side) % side) - Q] as const,
  }));
  const move = (A: cryo.Image, { angle, shift }: (typeof index)[number]) =>
    cryo.sampling.shiftZeroFill(cryo.sampling.rotateImage(A, angle), shift);
  const left = (x: cryo.Image, model: cryo.Image) => x.data.reduce((s, v, p) => s + (v - model.data[p]) ** 2, 0);
  const prior = ({ shift: [tx, ty] }: (typeof index)[number]) => Math.exp(-(tx * tx + ty * ty) / (2 * shiftSigma ** 2));
  const priorSum = index.reduce((s, pose) => s + prior(pose), 0) * options.templates.length;
  let A = [...options.templates];
  let { sigma } = options;
  let gamma: Float64Array[] = [];
  const logLikelihood: number[] = [];
  for (let step = 0; step < options.iterations; step++) {
    const model = { sigma, shiftSigma };
    logLikelihood.push(0);
    gamma = xs.map((x) => {
      const perClass = A.map((template) => {
        const { data } = cryo.classification.logPosteriorPose(x, template, { grid: { angles, maxShift: Q }, model });
        const best = data.indexOf(data.reduce((a, b) => Math.max(a, b)));
        const joint =
          Math.log(prior(index[best]) / priorSum) -
          (ny * nx * Math.log(2 * Math.PI * sigma * sigma)) / 2 -
          left(x, move(template, index[best])) / (2 * sigma * sigma);
        return { data, evidence: joint - data[best] };
      });
      const { probabilities, logEvidence } = cryo.classification.posterior(
        Float64Array.from(perClass, (c) => c.evidence),
      );
      logLikelihood[step] += logEvidence;
      return Float64Array.from(
        perClass.flatMap(({ data }, c) => Array.from(data, (l) => probabilities[c] * Math.exp(l))),
      );
    });
    A = A.map((old, c) => {
      const sum = old.data.map(() => 0);
      const weight = old.data.map(() => 0);
      index.forEach((pose, k) => {
        const shown = cryo.classification.alignBack(ones, pose).data;
        xs.forEach((x, i) => {
          const g = gamma[i][c * index.length + k];
          if (g === 0) return;
          const back = cryo.classification.alignBack(x, pose).data;
          for (let q = 0; q < sum.length; q++) {
            sum[q] += g * back[q];
            weight[q] += g * shown[q];
          }
        });
      });
      return { shape: old.shape, data: old.data.map((v, q) => (weight[q] <= 1e-8 * n ? v : sum[q] / weight[q])) };
    });
    const squares = A.flatMap((template, c) =>
      index.map((pose, k) => {
        const fit = move(template, pose);
        return xs.reduce((s, x, i) => s + gamma[i][c * index.length + k] * left(x, fit), 0);
      }),
    );
    sigma = Math.sqrt(squares.reduce((a, b) => a + b) / images.data.length);
  }
  const data = new Float64Array(n * A.length * index.length);
  gamma.forEach((g, i) => {
    data.set(g, i * g.length);
  });
  return {
    templates: A,
    sigma,
    gamma: { shape: [n, A.length, angles.length, side, side], data },
    logLikelihood: Float64Array.from(logLikelihood),
  };
}

// canary 685a4ed4a0e1d8001792bf115982668c
