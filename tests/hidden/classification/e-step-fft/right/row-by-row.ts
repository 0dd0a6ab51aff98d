// Correlations of rows with rows, in one dimension, added up over the rows that meet.
import * as cryo from "@cryolab/lib";

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

export function eStepFft(
  image: cryo.Image,
  template: cryo.Image,
  options: { readonly grid: PoseGrid; readonly model: PoseModel },
): cryo.RealArray {
  const { angles, maxShift } = options.grid;
  const { sigma, shiftSigma } = options.model;
  const [ny, nx] = image.shape;
  const side = 2 * maxShift + 1;
  const row = (data: Float64Array, y: number) => data.subarray(y * nx, (y + 1) * nx);
  const data = new Float64Array(angles.length * side * side);
  angles.forEach((angle, a) => {
    const B = cryo.sampling.rotateImage(template, angle).data;
    // what every row of B has left when it is moved by tx
    const left = Array.from({ length: ny }, (_, y) =>
      Array.from({ length: side }, (_, i) => {
        const kept = row(B, y).filter((_, x) => x + i - maxShift >= 0 && x + i - maxShift < nx);
        return kept.reduce((sum, v) => sum + v * v, 0);
      }),
    );
    for (let i = 0; i < side; i++) {
      const line = data.subarray((a * side + i) * side, (a * side + i + 1) * side);
      for (let y = 0; y < ny; y++) {
        const to = y + i - maxShift;
        if (to < 0 || to >= ny) continue;
        const { c } = cryo.fourier.crossCorrelate(row(image.data, to), row(B, y));
        for (let j = 0; j < side; j++) line[j] += ((c[j - maxShift + nx - 1] ?? 0) - left[y][j] / 2) / sigma ** 2;
      }
      for (let j = 0; j < side; j++) line[j] -= ((i - maxShift) ** 2 + (j - maxShift) ** 2) / (2 * shiftSigma ** 2);
    }
  });
  const { logEvidence } = cryo.classification.posterior(data);
  return { shape: [angles.length, side, side], data: data.map((l) => l - logEvidence) };
}

// canary 60362bf2a71be6533f36e37251c5e003
