// Returns γ, not its logarithm.
import * as cryo from "@cryolab/lib";

type Image = cryo.Image;
type RealArray = cryo.RealArray;

interface PoseGrid {
  readonly angles: Float64Array;
  readonly maxShift: number;
}
interface PoseModel {
  readonly sigma: number;
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
  return { shape: [angles.length, width, width], data: logs.map((l) => Math.exp(l - largest) / sum) };
}

// canary 0f736043bfbcaed8beea572d3b3614a2
