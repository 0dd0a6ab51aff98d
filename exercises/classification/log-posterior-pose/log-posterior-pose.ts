import type { Image, RealArray } from "@cryolab/lib";

/** The poses that are tried: every angle with every shift of a square. */
export interface PoseGrid {
  /** radians, from +x towards +y */
  readonly angles: Float64Array;
  /** Q: whole shifts −Q … Q on both axes */
  readonly maxShift: number;
}

/** What is believed of noise and shifts. */
export interface PoseModel {
  /** σ, standard deviation of the noise in a pixel */
  readonly sigma: number;
  /** σq, standard deviation of the shift on each axis, pixels */
  readonly shiftSigma: number;
}

/**
 * Logarithm of the probability of every pose of one picture.
 *
 * log γ(a, t) = −‖x − T A‖²/(2σ²) − |t|²/(2σq²) + constant, Σ γ = 1; T turns by a, then moves by t
 *
 * @param image - x
 * @param template - A, of the same shape
 * @param options - angles and largest shift; deviations of noise and shift
 * @returns shape [angles, 2Q + 1, 2Q + 1], entry (i, ty + Q, tx + Q)
 */
export function logPosteriorPose(
  image: Image,
  template: Image,
  options: { readonly grid: PoseGrid; readonly model: PoseModel },
): RealArray {
  // TODO: turn the template once for each angle; then, for every shift, the sum of squares and the prior; the constant last.
  const poses = options.grid.angles.length * (2 * options.grid.maxShift + 1) ** 2;
  throw new Error(`TODO: logPosteriorPose (${poses} poses of shapes [${image.shape}], [${template.shape}])`);
}
