// The turned template moved by shiftZeroFill, and the evidence of posterior.
import { classification, type Image, type RealArray, sampling } from "@cryolab/lib";

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

export function logPosteriorPose(
  image: Image,
  template: Image,
  options: { readonly grid: PoseGrid; readonly model: PoseModel },
): RealArray {
  const { grid, model } = options;
  const shifts = Array.from({ length: 2 * grid.maxShift + 1 }, (_, i) => i - grid.maxShift);
  const logs = Array.from(grid.angles).flatMap((angle) => {
    const b = sampling.rotateImage(template, angle);
    return shifts.flatMap((ty) =>
      shifts.map((tx) => {
        const { data } = sampling.shiftZeroFill(b, [tx, ty]);
        const left = image.data.reduce((sum, v, i) => sum + (v - data[i]) * (v - data[i]), 0);
        return -left / 2 / model.sigma / model.sigma - (tx * tx + ty * ty) / 2 / model.shiftSigma / model.shiftSigma;
      }),
    );
  });
  const data = Float64Array.from(logs);
  const { logEvidence } = classification.posterior(data);
  return { shape: [grid.angles.length, shifts.length, shifts.length], data: data.map((l) => l - logEvidence) };
}

// canary 4f14515ea28a0898cdd6f42e5ed38111
