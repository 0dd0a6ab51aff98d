// The square multiplied out, without Σ x²; only the pixels that both frames share are visited.
import { type Image, type RealArray, sampling } from "@cryolab/lib";

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
  const { angles, maxShift: Q } = options.grid;
  const { sigma, shiftSigma } = options.model;
  const [ny, nx] = image.shape;
  const side = 2 * Q + 1;
  const out = new Float64Array(angles.length * side * side);
  for (let i = 0; i < angles.length; i++) {
    const b = sampling.rotateImage(template, angles[i], { order: 1 }).data;
    for (let k = 0; k < side * side; k++) {
      const ty = Math.floor(k / side) - Q;
      const tx = (k % side) - Q;
      let gain = 0;
      for (let y = Math.max(0, -ty); y < Math.min(ny, ny - ty); y++)
        for (let x = Math.max(0, -tx); x < Math.min(nx, nx - tx); x++) {
          const value = b[y * nx + x];
          gain += value * image.data[(y + ty) * nx + x + tx] - (value * value) / 2;
        }
      out[i * side * side + k] = gain / sigma ** 2 - (tx * tx + ty * ty) / (2 * shiftSigma ** 2);
    }
  }
  let top = -Infinity;
  for (const l of out) if (l > top) top = l;
  let all = 0;
  for (const l of out) all += Math.exp(l - top);
  const constant = top + Math.log(all);
  for (let i = 0; i < out.length; i++) out[i] -= constant;
  return { shape: [angles.length, side, side], data: out };
}

// canary e1fde4ac36cc67e2cb17f5984029777f
