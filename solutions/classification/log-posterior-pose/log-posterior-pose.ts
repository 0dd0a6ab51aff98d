/** Logarithm of the probability of every pose of one picture, by direct sums. */
import * as cryo from "@cryolab/lib";

type Image = cryo.Image;
type RealArray = cryo.RealArray;

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
  const { angles, maxShift } = options.grid;
  const { sigma, shiftSigma } = options.model;
  const [ny, nx] = image.shape;
  const width = 2 * maxShift + 1;
  const logs = new Float64Array(angles.length * width * width);
  let at = 0;
  for (const angle of angles) {
    const turned = cryo.sampling.rotateImage(template, angle).data;
    for (let ty = -maxShift; ty <= maxShift; ty++)
      for (let tx = -maxShift; tx <= maxShift; tx++) {
        let squares = 0;
        for (let y = 0; y < ny; y++)
          for (let x = 0; x < nx; x++) {
            const [row, column] = [y - ty, x - tx];
            const shown = row >= 0 && row < ny && column >= 0 && column < nx ? turned[row * nx + column] : 0;
            squares += (image.data[y * nx + x] - shown) ** 2;
          }
        logs[at++] = -squares / (2 * sigma ** 2) - (tx ** 2 + ty ** 2) / (2 * shiftSigma ** 2);
      }
  }
  const largest = logs.reduce((a, b) => Math.max(a, b));
  const sum = logs.reduce((total, l) => total + Math.exp(l - largest), 0);
  return { shape: [angles.length, width, width], data: logs.map((l) => l - largest - Math.log(sum)) };
}

// canary 9b894f4f165956e20a946b9d01e12e8b
