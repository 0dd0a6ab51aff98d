// Squares multiplied out over the pixels in sight; what remains of the pictures are sums for every class and angle.
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
  const { angles, maxShift, shiftSigma, iterations } = options;
  const [n, ny, nx] = images.shape;
  const [size, side, K] = [ny * nx, 2 * maxShift + 1, options.templates.length * angles.length];
  const P = side * side;
  const overlap = (t: number, length: number) => [Math.max(0, t), Math.min(length, length + t)];
  /** Calls f(pixel of the picture, pixel of the template) for all in sight. */
  const each = (s: number, f: (p: number, q: number) => void) => {
    const [ty, tx] = [Math.floor(s / side) - maxShift, (s % side) - maxShift];
    const [[top, bottom], [left, right]] = [overlap(ty, ny), overlap(tx, nx)];
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) f(y * nx + x, (y - ty) * nx + x - tx);
  };
  const logPrior = Float64Array.from({ length: P }, (_, s) => {
    const [ty, tx] = [Math.floor(s / side) - maxShift, (s % side) - maxShift];
    return -(tx * tx + ty * ty) / (2 * shiftSigma * shiftSigma);
  });
  const norm = Math.log(logPrior.reduce((sum, l) => sum + Math.exp(l), 0) * K);
  const energy = Float64Array.from({ length: n }, (_, i) =>
    images.data.subarray(i * size, (i + 1) * size).reduce((sum, v) => sum + v * v, 0),
  );
  let templates = options.templates.map((A): cryo.Image => ({ shape: [ny, nx], data: Float64Array.from(A.data) }));
  let variance = options.sigma ** 2;
  let gamma = new Float64Array(0);
  const logLikelihood = new Float64Array(iterations);
  const turnAll = () =>
    templates.flatMap((A) => Array.from(angles, (angle) => cryo.sampling.rotateImage(A, angle).data));
  for (let step = 0; step < iterations; step++) {
    gamma = new Float64Array(n * K * P);
    const library = turnAll();
    for (let i = 0; i < n; i++) {
      const x = images.data.subarray(i * size, (i + 1) * size);
      const part = gamma.subarray(i * K * P, (i + 1) * K * P);
      let top = -Infinity;
      for (let k = 0; k < K; k++)
        for (let s = 0; s < P; s++) {
          let change = 0;
          each(s, (p, q) => {
            change += library[k][q] * (library[k][q] - 2 * x[p]);
          });
          part[k * P + s] = logPrior[s] - change / (2 * variance);
          top = Math.max(top, part[k * P + s]);
        }
      let all = 0;
      for (let e = 0; e < part.length; e++) {
        part[e] = Math.exp(part[e] - top);
        all += part[e];
      }
      for (let e = 0; e < part.length; e++) part[e] /= all;
      logLikelihood[step] +=
        top + Math.log(all) - norm - energy[i] / (2 * variance) - (size / 2) * Math.log(2 * Math.PI * variance);
    }
    const sums = library.map(() => ({
      x: new Float64Array(size),
      one: new Float64Array(size),
      total: new Float64Array(P),
    }));
    for (let i = 0; i < n; i++)
      for (let k = 0; k < K; k++)
        for (let s = 0; s < P; s++) {
          const g = gamma[(i * K + k) * P + s];
          sums[k].total[s] += g;
          each(s, (p, q) => {
            sums[k].x[q] += g * images.data[i * size + p];
            sums[k].one[q] += g;
          });
        }
    templates = templates.map((old, c) => {
      const back = (field: "x" | "one") =>
        Array.from(angles, (angle, a) => {
          const data = sums[c * angles.length + a][field];
          return cryo.classification.alignBack({ shape: old.shape, data }, { angle, shift: [0, 0] }).data;
        }).reduce((a, b) => a.map((v, q) => v + b[q]));
      const [numerator, denominator] = [back("x"), back("one")];
      return {
        shape: old.shape,
        data: old.data.map((v, q) => (denominator[q] > 1e-8 * n ? numerator[q] / denominator[q] : v)),
      };
    });
    let squares = energy.reduce((a, b) => a + b);
    turnAll().forEach((B, k) => {
      B.forEach((v, q) => {
        squares -= 2 * v * sums[k].x[q];
      });
      for (let s = 0; s < P; s++)
        each(s, (_, q) => {
          squares += sums[k].total[s] * B[q] * B[q];
        });
    });
    variance = squares / (n * size);
  }
  const shape = [n, templates.length, angles.length, side, side];
  return { templates, sigma: Math.sqrt(variance), gamma: { shape, data: gamma }, logLikelihood };
}

// canary caf9469b2247ac59f525edba171c7712
