// Every pose as a matrix whose columns are moved unit pictures; steps by recursion.
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

type Move = { readonly columns: Float64Array[]; readonly prior: number };

export function em2d(images: cryo.ImageStack, options: Em2dOptions): Em2dResult {
  const { angles, maxShift, shiftSigma, iterations } = options;
  const [n, ny, nx] = images.shape;
  const size = ny * nx;
  const moves: Move[] = [];
  for (const angle of angles) {
    const turned = Array.from({ length: size }, (_, q) => {
      const unit = new Float64Array(size);
      unit[q] = 1;
      return cryo.sampling.rotateImage({ shape: [ny, nx], data: unit }, angle);
    });
    for (let ty = -maxShift; ty <= maxShift; ty++)
      for (let tx = -maxShift; tx <= maxShift; tx++)
        moves.push({
          columns: turned.map((column) => cryo.sampling.shiftZeroFill(column, [tx, ty]).data),
          prior: Math.exp(-(tx * tx + ty * ty) / shiftSigma / shiftSigma / 2),
        });
  }
  const all = moves.reduce((sum, { prior }) => sum + prior, 0);
  const x = Array.from({ length: n }, (_, i) => images.data.subarray(i * size, i * size + size));
  const apply = ({ columns }: Move, A: Float64Array) => {
    const picture = new Float64Array(size);
    columns.forEach((column, q) => {
      if (A[q] !== 0) for (let p = 0; p < size; p++) picture[p] += column[p] * A[q];
    });
    return picture;
  };
  const miss = (a: Float32Array, b: Float64Array) => b.reduce((sum, v, p) => sum + (a[p] - v) * (a[p] - v), 0);

  const climb = (A: readonly Float64Array[], sigma: number, trace: readonly number[]): Em2dResult => {
    const models = A.flatMap((a) => moves.map((m) => ({ picture: apply(m, a), weight: m.prior / all / A.length })));
    const weighed = x.map((picture) =>
      cryo.classification.posterior(
        Float64Array.from(models, (m) => Math.log(m.weight) - miss(picture, m.picture) / (2 * sigma * sigma)),
      ),
    );
    const evidence = weighed.reduce((sum, { logEvidence }) => sum + logEvidence, 0);
    const now = [...trace, evidence - n * size * (Math.log(sigma) + Math.log(2 * Math.PI) / 2)];
    const next = A.map((old, c) =>
      old.map((v, q) => {
        let [sum, weight] = [0, 0];
        moves.forEach(({ columns }, m) => {
          const column = columns[q];
          weighed.forEach(({ probabilities }, i) => {
            const g = probabilities[c * moves.length + m];
            if (g > 0)
              for (let p = 0; p < size; p++) {
                sum += g * column[p] * x[i][p];
                weight += g * column[p];
              }
          });
        });
        return weight > 1e-8 * n ? sum / weight : v;
      }),
    );
    const fits = next.flatMap((a) => moves.map((m) => apply(m, a)));
    const squares = weighed.map(({ probabilities }, i) =>
      fits.reduce((sum, fit, m) => (probabilities[m] > 0 ? sum + probabilities[m] * miss(x[i], fit) : sum), 0),
    );
    const noise = Math.sqrt(squares.reduce((a, b) => a + b) / n / size);
    if (now.length < iterations) return climb(next, noise, now);
    return {
      templates: next.map((data): cryo.Image => ({ shape: [ny, nx], data })),
      sigma: noise,
      gamma: {
        shape: [n, A.length, angles.length, 2 * maxShift + 1, 2 * maxShift + 1],
        data: Float64Array.from(weighed.flatMap(({ probabilities }) => [...probabilities])),
      },
      logLikelihood: Float64Array.from(now),
    };
  };
  return climb(
    options.templates.map(({ data }) => data),
    options.sigma,
    [],
  );
}

// canary 7c938d2d65be57f4462352b74f0813b3
