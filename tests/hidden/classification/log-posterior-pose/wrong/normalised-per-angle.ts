// Probabilities sum to 1 for every angle by itself.
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
  const data = new Float64Array(logs.length);
  for (let a = 0; a < angles.length; a++) {
    const part = logs.subarray(a * width * width, (a + 1) * width * width);
    const largest = part.reduce((m, l) => Math.max(m, l));
    const sum = part.reduce((total, l) => total + Math.exp(l - largest), 0);
    data.set(
      part.map((l) => l - largest - Math.log(sum)),
      a * width * width,
    );
  }
  return { shape: [angles.length, width, width], data };
}

// canary 90aa5cc018a69d1e20c26d71642eaa29
