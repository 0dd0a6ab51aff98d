/**
 * @file The posterior of the pose of one image, by direct sums: slow, plain, and the judge of pose-fft.ts. Log-weights are
 * normalised by their largest, so that nothing under- or overflows.
 */

import type { Image } from "../core/index.ts";
import {
  checkGrid,
  checkPair,
  checkPoseModel,
  logSquarePrior,
  type PoseGrid,
  type PoseModel,
  type PosePosterior,
  turned,
} from "./plane-pose.ts";
import { normalise } from "./posterior.ts";
import { checkEvidence } from "./shift-model.ts";

/** ‖x − S_t B‖², a direct sum over all pixels of x. */
function residual(x: Image, b: Float64Array, tx: number, ty: number): number {
  const [ny, nx] = x.shape;
  let sum = 0;
  for (let y = 0; y < ny; y++) {
    const row = (y - ty) * nx;
    const seen = y - ty >= 0 && y - ty < ny;
    for (let i = 0; i < nx; i++) {
      const j = i - tx;
      const d = x.data[y * nx + i] - (seen && j >= 0 && j < nx ? b[row + j] : 0);
      sum += d * d;
    }
  }
  return sum;
}

/** log γ from log-weights, in place, normalised over all of them. */
export function asPosterior(data: Float64Array, grid: PoseGrid, sigma: number, name: string): PosePosterior {
  const logSum = normalise(data.slice());
  checkEvidence(logSum, sigma, name);
  for (let i = 0; i < data.length; i++) data[i] -= logSum;
  const side = 2 * grid.maxShift + 1;
  return { shape: [grid.angles.length, side, side], data };
}

/**
 * Logarithm of the posterior probability of every pose of one image.
 *
 * log γ(a, t) = −‖x − S_t R_a A‖²/(2σ²) − |t|²/(2 shiftSigma²) + constant, Σ γ = 1 over all angles and shifts
 *
 * @param image - x
 * @param template - A, of the same shape
 * @param options - `grid`: angles and largest shift; `model`: deviations of noise and shift
 * @returns shape [angles, 2 · maxShift + 1, 2 · maxShift + 1], entry (a, ty + maxShift, tx + maxShift)
 * @throws RangeError if the shapes differ, a value is not finite, or grid or model is out of range
 * @example
 * const options = { grid: { angles: Float64Array.of(0), maxShift: 1 }, model: { sigma: 1, shiftSigma: 1 } };
 * logPosteriorPose(image, image, options).shape // [1, 3, 3]
 * @see Sigworth (1998), doi:10.1006/jsbi.1998.4014
 */
export function logPosteriorPose(
  image: Image,
  template: Image,
  options: { readonly grid: PoseGrid; readonly model: PoseModel },
): PosePosterior {
  const { grid, model } = options;
  checkPair(image, template, "logPosteriorPose");
  checkGrid(grid, "logPosteriorPose");
  checkPoseModel(model, "logPosteriorPose");
  const { angles, maxShift } = grid;
  const prior = logSquarePrior(maxShift, model.shiftSigma);
  const data = new Float64Array(angles.length * prior.length);
  angles.forEach((angle, a) => {
    const b = turned(template, angle).data;
    for (let ty = -maxShift, i = 0; ty <= maxShift; ty++)
      for (let tx = -maxShift; tx <= maxShift; tx++, i++)
        data[a * prior.length + i] = prior[i] - residual(image, b, tx, ty) / model.sigma / model.sigma / 2;
  });
  return asPosterior(data, grid, model.sigma, "logPosteriorPose");
}
