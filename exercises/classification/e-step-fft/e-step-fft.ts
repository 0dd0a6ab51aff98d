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
 * Logarithm of the probability of every pose of one picture, all shifts of an angle at once.
 *
 * ‖x − S_t B‖² = ‖x‖² − 2 c(t) + N(t), B = R_a A
 *
 * @param image - x
 * @param template - A, of the same shape
 * @param options - angles and largest shift; deviations of noise and shift
 * @returns shape [angles, 2Q + 1, 2Q + 1], entry (i, ty + Q, tx + Q)
 */
export function eStepFft(
  image: Image,
  template: Image,
  options: { readonly grid: PoseGrid; readonly model: PoseModel },
): RealArray {
  // TODO: for one angle, the correlation of image and turned template for all shifts; then the table of norms.
  const poses = options.grid.angles.length * (2 * options.grid.maxShift + 1) ** 2;
  throw new Error(`TODO: eStepFft (${poses} poses of shapes [${image.shape}], [${template.shape}])`);
}
