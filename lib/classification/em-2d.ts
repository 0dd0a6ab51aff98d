/**
 * @file Expectation and maximisation for shapes that are turned and moved in their plane: classes of particle images. The
 * sums over shifts go through FFTs (pose-fft.ts), those over angles through the adjoint of the turn.
 * Source: Scheres et al. (2005), J. Mol. Biol. 348, 139, doi:10.1016/j.jmb.2005.02.031.
 */

import {
  check,
  checkFinite,
  type Image,
  type ImageStack,
  type LongWork,
  product,
  progressOf,
  type RealArray,
} from "../core/index.ts";
import { irfft, rfft } from "../fourier/index.ts";
import { checkGrid, checkPair, checkPoseModel, logSquarePrior, turned, turnedBack } from "./plane-pose.ts";
import { addLogLikelihoods, correlations, paddedShape, paddedSpectrum, shiftedNorms, squaredNorm } from "./pose-fft.ts";
import { normalise } from "./posterior.ts";
import { checkEvidence } from "./shift-model.ts";

/** Where to start, what to try, how often. */
export interface Em2dOptions extends LongWork {
  /** the start, one template a class */
  readonly templates: readonly Image[];
  /** angles tried, radians, equally likely */
  readonly angles: Float64Array;
  /** shifts tried: whole numbers from −maxShift to maxShift on both axes */
  readonly maxShift: number;
  /** standard deviation of the noise in a pixel at the start */
  readonly sigma: number;
  /** standard deviation of the shift on each axis, pixels; it stays */
  readonly shiftSigma: number;
  /** number of steps, ≥ 1 */
  readonly iterations: number;
}

/** What the images say. */
export interface Em2dResult {
  /** one a class, in the order of the start */
  readonly templates: Image[];
  readonly sigma: number;
  /** posterior of the last step, [image, class, angle, ty + maxShift, tx + maxShift], sum 1 for each image */
  readonly gamma: RealArray<readonly [n: number, classes: number, angles: number, ty: number, tx: number]>;
  /** entry j is the log-likelihood of the model before step j */
  readonly logLikelihood: Float64Array;
}

/** σ stays above this. */
const FLOOR = 1e-6;
/** A weight of a pose below this is less than a rounding of the sums that it would join. */
const NO_WEIGHT = 1e-18;
/** A pixel seen by less than this part of the images is not seen: its sums are rounding. */
const UNSEEN = 1e-8;

/** What the images give to one class at one angle: Σ γ S₋ₜ x and Σ γ at every shift. */
interface Share {
  readonly sum: Float64Array;
  readonly total: Float64Array;
}

/**
 * Classes of images that are turned and moved in their plane, by expectation and maximisation.
 *
 * γᵢ(c, a, t) ∝ p(t) e^(−‖xᵢ − S_t R_a A_c‖²/(2σ²)), classes and angles equally likely
 * A_c' = Σ γ (S_t R_a)ᵀ x / Σ γ (S_t R_a)ᵀ 1;   σ'² = Σ γ ‖x − S_t R_a A'‖²/(n ny nx)
 *
 * An interpolating turn is not orthogonal, so that A' is the exact least-squares template for quarter turns only; there
 * the likelihood does not fall. A pixel that less than 1e-8 of the images show keeps its value; σ stays above 1e-6.
 *
 * @param images - x, shape [n, ny, nx]
 * @param options - start, grid of poses, number of steps; `progress` after every image of every step, `signal` to stop
 * @returns templates, σ, the posterior of the last step, and log-likelihoods
 * @throws RangeError if there is no image or template, the shapes differ, a value is not finite, or an option is out of
 *   range; the signal's reason if it is aborted
 * @example
 * const images = imageStack([1, 3, 3], Float32Array.of(0, 0, 0, 0, 5, 0, 0, 0, 0));
 * const start = { templates: [zeros([3, 3])], angles: Float64Array.of(0), maxShift: 0, sigma: 1, shiftSigma: 1 };
 * em2d(images, { ...start, iterations: 1 }).templates[0].data[4] // 5
 * @see Scheres et al. (2005), doi:10.1016/j.jmb.2005.02.031
 */
export function em2d(images: ImageStack, options: Em2dOptions): Em2dResult {
  const { angles, maxShift, shiftSigma, iterations } = options;
  const [n, ny, nx] = images.shape;
  check(
    images.shape.length === 3 && n >= 1 && images.data.length === product(images.shape),
    () => `em2d: images must hold at least one, got shape [${images.shape}] with ${images.data.length} values`,
  );
  check(options.templates.length >= 1, () => "em2d: templates must hold at least one, got none");
  check(
    Number.isInteger(iterations) && iterations >= 1,
    () => `em2d: iterations must be a whole number >= 1, got ${iterations}`,
  );
  checkGrid(options, "em2d");
  checkPoseModel(options, "em2d");
  checkFinite(images.data, "em2d: images");
  const size = ny * nx;
  const pictures = Array.from({ length: n }, (_, i): Image => {
    return { shape: [ny, nx], data: Float64Array.from(images.data.subarray(i * size, (i + 1) * size)) };
  });
  for (const template of options.templates) checkPair(pictures[0], template, "em2d");

  const prior = logSquarePrior(maxShift, shiftSigma);
  const shape = paddedShape([ny, nx], maxShift);
  const spectra = pictures.map((x) => paddedSpectrum(x, shape));
  const norms = pictures.map((x) => squaredNorm(x.data));
  const energy = norms.reduce((sum, v) => sum + v, 0);
  const classes = options.templates.length;
  const poses = angles.length * prior.length; // of one class
  const gamma = new Float64Array(n * classes * poses);
  const logLikelihood = new Float64Array(iterations);
  let templates = options.templates.map((a): Image => ({ shape: [ny, nx], data: a.data.slice() }));
  let sigma = options.sigma;
  const tick = progressOf("em2d: stopped before image", iterations * n, options);

  for (let step = 0; step < iterations; step++) {
    // expectation
    const library = templates.flatMap((template) =>
      Array.from(angles, (angle) => {
        const B = turned(template, angle);
        return { spectrum: paddedSpectrum(B, shape), norms: shiftedNorms(B, maxShift).data };
      }),
    );
    const collected = library.map(() => ({
      re: new Float64Array(spectra[0].re.length),
      im: new Float64Array(spectra[0].re.length),
      total: new Float64Array(prior.length),
    }));
    let likelihood =
      -n * ((size / 2) * Math.log(2 * Math.PI) + size * Math.log(sigma) + Math.log(classes * angles.length));
    for (let i = 0; i < n; i++) {
      const weights = gamma.subarray(i * classes * poses, (i + 1) * classes * poses);
      for (const [at, B] of library.entries()) {
        const part = weights.subarray(at * prior.length, (at + 1) * prior.length);
        part.set(prior);
        const products = correlations(spectra[i], B.spectrum, shape, [ny, nx], maxShift);
        addLogLikelihoods(part, norms[i], products, B.norms, sigma);
      }
      const logEvidence = normalise(weights);
      checkEvidence(logEvidence, sigma, "em2d");
      likelihood += logEvidence;
      for (const [at, sums] of collected.entries())
        collect(
          sums,
          spectra[i],
          weights.subarray(at * prior.length, (at + 1) * prior.length),
          shape,
          [ny, nx],
          maxShift,
        );
      tick();
    }
    logLikelihood[step] = likelihood;

    // maximisation
    const shares = collected.map(({ re, im, total }): Share => {
      const wide = irfft({ shape: spectra[0].shape, re, im }, shape);
      return { sum: centre(wide.data, shape, [ny, nx]), total };
    });
    templates = templates.map((old, c) =>
      newTemplate(old, angles, shares.slice(c * angles.length), maxShift, UNSEEN * n),
    );
    let squares = energy;
    for (const [c, template] of templates.entries())
      angles.forEach((angle, a) => {
        const { sum, total } = shares[c * angles.length + a];
        const B = turned(template, angle);
        const after = shiftedNorms(B, maxShift).data;
        for (let p = 0; p < size; p++) squares -= 2 * sum[p] * B.data[p]; // Σ γ ⟨x, S_t B⟩ = ⟨Σ γ S₋ₜ x, B⟩
        for (let t = 0; t < total.length; t++) squares += total[t] * after[t];
      });
    sigma = Math.max(Math.sqrt(Math.max(0, squares) / (n * size)), FLOOR);
  }
  const side = 2 * maxShift + 1;
  return { templates, sigma, gamma: { shape: [n, classes, angles.length, side, side], data: gamma }, logLikelihood };
}

/** Adds Σ_t γ(t) x(p + t), as X · G*, and Σ γ, to what has been collected. */
function collect(
  sums: { readonly re: Float64Array; readonly im: Float64Array; readonly total: Float64Array },
  X: { readonly re: Float64Array; readonly im: Float64Array },
  weights: Float64Array,
  shape: readonly [number, number],
  image: readonly [number, number],
  maxShift: number,
): void {
  const side = 2 * maxShift + 1;
  const placed = new Float64Array(shape[0] * shape[1]);
  let any = false;
  for (let i = 0; i < weights.length; i++) {
    sums.total[i] += weights[i];
    if (weights[i] < NO_WEIGHT) continue;
    const [ty, tx] = [Math.floor(i / side) - maxShift, (i % side) - maxShift];
    if (Math.abs(ty) >= image[0] || Math.abs(tx) >= image[1]) continue; // nothing of the image is left
    placed[((ty + shape[0]) % shape[0]) * shape[1] + ((tx + shape[1]) % shape[1])] = weights[i];
    any = true;
  }
  if (!any) return;
  const G = rfft({ shape, data: placed });
  for (let i = 0; i < G.re.length; i++) {
    sums.re[i] += X.re[i] * G.re[i] + X.im[i] * G.im[i];
    sums.im[i] += X.im[i] * G.re[i] - X.re[i] * G.im[i];
  }
}

/** The window of a padded grid that the image had been put into. */
function centre(
  wide: Float64Array,
  shape: readonly [number, number],
  [ny, nx]: readonly [number, number],
): Float64Array {
  const data = new Float64Array(ny * nx);
  const top = Math.floor(shape[0] / 2) - Math.floor(ny / 2);
  const left = Math.floor(shape[1] / 2) - Math.floor(nx / 2);
  for (let y = 0; y < ny; y++) {
    const from = (y + top) * shape[1] + left;
    data.set(wide.subarray(from, from + nx), y * nx);
  }
  return data;
}

/** Σ R_aᵀ Σ γ S₋ₜ x / Σ R_aᵀ Σ γ S₋ₜ 1; a pixel of no more than the least weight keeps its value. */
function newTemplate(
  old: Image,
  angles: Float64Array,
  shares: readonly Share[],
  maxShift: number,
  least: number,
): Image {
  const [ny, nx] = old.shape;
  const sum = new Float64Array(ny * nx);
  const weight = new Float64Array(ny * nx);
  angles.forEach((angle, a) => {
    const { sum: s } = turnedBack({ shape: old.shape, data: shares[a].sum }, angle);
    const { sum: w } = turnedBack({ shape: old.shape, data: visible(shares[a].total, [ny, nx], maxShift) }, angle);
    for (let p = 0; p < sum.length; p++) {
      sum[p] += s[p];
      weight[p] += w[p];
    }
  });
  return { shape: old.shape, data: old.data.map((v, p) => (weight[p] > least ? sum[p] / weight[p] : v)) };
}

/** Σ_t total(t) [p + t inside] for every pixel p, by sums over rectangles of shifts. */
function visible(total: Float64Array, [ny, nx]: readonly [number, number], maxShift: number): Float64Array {
  const side = 2 * maxShift + 1;
  const table = new Float64Array((side + 1) * (side + 1));
  for (let i = 0; i < side; i++)
    for (let j = 0, row = 0; j < side; j++) {
      row += total[i * side + j];
      table[(i + 1) * (side + 1) + j + 1] = table[i * (side + 1) + j + 1] + row;
    }
  const clamp = (t: number): number => Math.min(side, Math.max(0, t + maxShift));
  const data = new Float64Array(ny * nx);
  for (let y = 0; y < ny; y++) {
    const [top, bottom] = [clamp(-y), clamp(ny - y)]; // shifts −y ≤ ty < ny − y
    for (let x = 0; x < nx; x++) {
      const [left, right] = [clamp(-x), clamp(nx - x)];
      data[y * nx + x] =
        table[bottom * (side + 1) + right] -
        table[top * (side + 1) + right] -
        table[bottom * (side + 1) + left] +
        table[top * (side + 1) + left];
    }
  }
  return data;
}
