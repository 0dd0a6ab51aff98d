import type * as cryo from "@cryolab/lib";

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

/**
 * Classes of pictures that are turned and moved in their plane, by expectation and maximisation.
 *
 * A_c′ = Σ γ Tᵀx / Σ γ Tᵀ1, σ′² = Σ γ ‖x − T A_c′‖²/(n ny nx)
 *
 * @param images - x, shape [n, ny, nx]
 * @param options - start, poses to try, number of steps
 * @returns templates, σ, γ of the last step, log-likelihoods
 */
export function em2d(images: cryo.ImageStack, options: Em2dOptions): Em2dResult {
  // TODO: one step first: γ of every picture over all classes, angles and shifts; then new templates; then σ.
  throw new Error(
    `TODO: em2d (images [${images.shape}], ${options.templates.length} classes, ${options.iterations} steps)`,
  );
}
