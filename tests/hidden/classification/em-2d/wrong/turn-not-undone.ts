// Moves the pictures back and forgets to turn them.
import * as cryo from "@cryolab/lib";

interface Em2dOptions {
  readonly templates: readonly cryo.Image[];
  readonly angles: Float64Array;
  readonly maxShift: number;
  readonly sigma: number;
  readonly shiftSigma: number;
  readonly iterations: number;
}
interface Em2dResult {
  readonly templates: cryo.Image[];
  readonly sigma: number;
  readonly gamma: cryo.RealArray;
  readonly logLikelihood: Float64Array;
}

export function em2d(images: cryo.ImageStack, options: Em2dOptions): Em2dResult {
  const { angles, maxShift, shiftSigma, iterations } = options;
  const [n, ny, nx] = images.shape;
  const size = ny * nx;
  const classes = options.templates.length;
  const axis = Array.from({ length: 2 * maxShift + 1 }, (_, i) => i - maxShift);
  const shifts = axis.flatMap((ty) =>
    axis.map((tx) => ({ tx, ty, log: -(tx ** 2 + ty ** 2) / (2 * shiftSigma ** 2) })),
  );
  const logPrior = cryo.classification.posterior(Float64Array.from(shifts, ({ log }) => log)).logEvidence;
  const pictures = Array.from({ length: n }, (_, i) => images.data.subarray(i * size, (i + 1) * size));
  const poses = angles.length * shifts.length;
  const gamma = new Float64Array(n * classes * poses);
  const logLikelihood = new Float64Array(iterations);
  let templates = options.templates.map(({ shape, data }) => ({ shape, data: data.slice() }));
  let sigma = options.sigma;

  for (let step = 0; step < iterations; step++) {
    const before = templates.map((A) => Array.from(angles, (angle) => cryo.sampling.rotateImage(A, angle)));
    const constant = size * Math.log(sigma * Math.sqrt(2 * Math.PI)) + Math.log(classes * angles.length) + logPrior;
    pictures.forEach((x, i) => {
      const logs = before
        .flat()
        .flatMap((B) => shifts.map(({ tx, ty, log }) => log - constant - distance(x, B, tx, ty) / (2 * sigma ** 2)));
      const { probabilities, logEvidence } = cryo.classification.posterior(Float64Array.from(logs));
      gamma.set(probabilities, i * classes * poses);
      logLikelihood[step] += logEvidence;
    });

    templates = templates.map((A, c) => {
      const sum = new Float64Array(size);
      const weight = new Float64Array(size);
      angles.forEach((angle, a) => {
        const seen = new Float64Array(size);
        const count = new Float64Array(size);
        for (const [i, x] of pictures.entries())
          for (const [s, { tx, ty }] of shifts.entries()) {
            const g = gamma[i * classes * poses + c * poses + a * shifts.length + s];
            if (g === 0) continue;
            for (let row = Math.max(0, -ty); row < Math.min(ny, ny - ty); row++)
              for (let column = Math.max(0, -tx); column < Math.min(nx, nx - tx); column++) {
                seen[row * nx + column] += g * x[(row + ty) * nx + column + tx];
                count[row * nx + column] += g;
              }
          }
        const turnBack = (data: Float64Array) =>
          cryo.classification.alignBack({ shape: A.shape, data }, { angle: 0 * angle, shift: [0, 0] }).data;
        turnBack(seen).forEach((v, q) => {
          sum[q] += v;
        });
        turnBack(count).forEach((v, q) => {
          weight[q] += v;
        });
      });
      return { shape: A.shape, data: A.data.map((v, q) => (weight[q] > 1e-8 * n ? sum[q] / weight[q] : v)) };
    });

    const after = templates.map((A) => Array.from(angles, (angle) => cryo.sampling.rotateImage(A, angle)));
    let squares = 0;
    pictures.forEach((x, i) => {
      after.flat().forEach((B, k) => {
        shifts.forEach(({ tx, ty }, s) => {
          const g = gamma[i * classes * poses + k * shifts.length + s];
          if (g > 0) squares += g * distance(x, B, tx, ty);
        });
      });
    });
    sigma = Math.sqrt(squares / (n * size));
  }
  const shape = [n, classes, angles.length, axis.length, axis.length];
  return { templates, sigma, gamma: { shape, data: gamma }, logLikelihood };
}

/** ‖x − S_t B‖². */
function distance(x: Float32Array, B: cryo.Image, tx: number, ty: number): number {
  const moved = cryo.sampling.shiftZeroFill(B, [tx, ty]).data;
  return moved.reduce((sum, v, p) => sum + (x[p] - v) ** 2, 0);
}

// canary a835ad4eb9fdf98c3ef484b445d19383
