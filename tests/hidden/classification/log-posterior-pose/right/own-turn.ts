// Turns the template itself, reading by neighbours with zeros around; shifts outside, angles inside; logarithms added in pairs.
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

function turn({ shape: [ny, nx], data }: Image, angle: number): number[][] {
  const [cx, cy] = [Math.floor(nx / 2), Math.floor(ny / 2)];
  const pixel = (x: number, y: number) => (x >= 0 && x < nx && y >= 0 && y < ny ? data[y * nx + x] : 0);
  return Array.from({ length: ny }, (_, y) =>
    Array.from({ length: nx }, (_, x) => {
      const u = (x - cx) * Math.cos(angle) + (y - cy) * Math.sin(angle) + cx;
      const v = (y - cy) * Math.cos(angle) - (x - cx) * Math.sin(angle) + cy;
      const [i, j] = [Math.floor(u), Math.floor(v)];
      const upper = pixel(i, j) + (u - i) * (pixel(i + 1, j) - pixel(i, j));
      const lower = pixel(i, j + 1) + (u - i) * (pixel(i + 1, j + 1) - pixel(i, j + 1));
      return upper + (v - j) * (lower - upper);
    }),
  );
}

export function logPosteriorPose(
  image: Image,
  template: Image,
  options: { readonly grid: PoseGrid; readonly model: PoseModel },
): RealArray {
  const { angles, maxShift } = options.grid;
  const { sigma, shiftSigma } = options.model;
  const side = 2 * maxShift + 1;
  const library = [...angles].map((angle) => turn(template, angle));
  const data = new Float64Array(angles.length * side ** 2);
  let all = Number.NEGATIVE_INFINITY;
  for (let tx = -maxShift; tx <= maxShift; tx++)
    for (let ty = -maxShift; ty <= maxShift; ty++)
      library.forEach((rows, a) => {
        let z2 = (tx / shiftSigma) ** 2 + (ty / shiftSigma) ** 2;
        image.data.forEach((value, i) => {
          const x = i % image.shape[1];
          const y = (i - x) / image.shape[1];
          z2 += ((value - (rows[y - ty]?.[x - tx] ?? 0)) / sigma) ** 2;
        });
        data[a * side ** 2 + (ty + maxShift) * side + tx + maxShift] = -z2 / 2;
        const [low, high] = [Math.min(all, -z2 / 2), Math.max(all, -z2 / 2)];
        all = high + Math.log1p(Math.exp(low - high));
      });
  return { shape: [angles.length, side, side], data: data.map((l) => l - all) };
}

// canary bae951caf0325d510a6d1b13c71badba
