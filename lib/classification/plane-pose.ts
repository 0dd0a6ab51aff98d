/**
 * @file One shape seen turned and moved in its plane: x = S_t R_a A + σ ε. R turns the content by +a about floor(n/2),
 * from +x towards +y, bilinear; S moves it by whole pixels and fills with zeros. Angles are equally likely, shifts are
 * normal about 0 on a grid of whole pixels.
 * Source: Sigworth (1998), J. Struct. Biol. 122, 328, doi:10.1006/jsbi.1998.4014.
 */

import { check, checkFinite, type Image, product, type RealArray } from "../core/index.ts";
import { rotateImage, rotationSources, scatterTrilinear, shiftZeroFill } from "../sampling/index.ts";
import { normalise } from "./posterior.ts";

/** A move of an image in its plane: turned first, then moved. */
export interface PlanePose {
  /** radians, from +x towards +y */
  readonly angle: number;
  /** (x, y), whole pixels; content moves by +shift (not the `origin` of Pose, whose sign is opposite) */
  readonly shift: readonly [x: number, y: number];
}

/** The poses that are tried: every angle with every shift of a square. */
export interface PoseGrid {
  /** radians */
  readonly angles: Float64Array;
  /** shifts are whole numbers from −maxShift to maxShift on both axes; it may exceed the image */
  readonly maxShift: number;
}

/** What is believed of noise and shifts. */
export interface PoseModel {
  /** standard deviation of the noise in a pixel, above 0 */
  readonly sigma: number;
  /** standard deviation of the shift on each axis, pixels, above 0 */
  readonly shiftSigma: number;
}

/** log γ over a grid of poses: entry (angle, ty + maxShift, tx + maxShift). */
export type PosePosterior = RealArray<readonly [angles: number, ty: number, tx: number]>;

/** Checks the angles and the largest shift; `name` is the function that asks. */
export function checkGrid({ angles, maxShift }: PoseGrid, name: string): void {
  check(angles.length >= 1, () => `${name}: angles must hold at least one, got none`);
  checkFinite(angles, `${name}: angles`);
  check(
    Number.isInteger(maxShift) && maxShift >= 0,
    () => `${name}: maxShift must be a whole number >= 0, got ${maxShift}`,
  );
}

/** Checks the deviations of noise and shift; `name` is the function that asks. */
export function checkPoseModel({ sigma, shiftSigma }: PoseModel, name: string): void {
  check(sigma > 0 && sigma < Infinity, () => `${name}: sigma must be finite and above 0, got ${sigma}`);
  check(
    shiftSigma > 0 && shiftSigma < Infinity,
    () => `${name}: shiftSigma must be finite and above 0, got ${shiftSigma}`,
  );
}

/** Checks that image and template are finite pictures of one shape; `name` is the function that asks. */
export function checkPair(image: Image, template: Image, name: string): void {
  for (const [what, a] of [
    ["image", image],
    ["template", template],
  ] as const) {
    check(
      a.shape.length === 2 && a.data.length >= 1 && a.data.length === product(a.shape),
      () => `${name}: ${what} must have 2 axes and pixels, got shape [${a.shape}] with ${a.data.length} values`,
    );
    checkFinite(a.data, `${name}: ${what}`);
  }
  check(
    image.shape[0] === template.shape[0] && image.shape[1] === template.shape[1],
    () => `${name}: image and template must have one shape, got [${image.shape}] and [${template.shape}]`,
  );
}

/** Log prior of the shifts, normalised over the square, at (ty + maxShift) · side + tx + maxShift. */
export function logSquarePrior(maxShift: number, shiftSigma: number): Float64Array {
  const side = 2 * maxShift + 1;
  const prior = new Float64Array(side * side);
  for (let ty = -maxShift, i = 0; ty <= maxShift; ty++)
    for (let tx = -maxShift; tx <= maxShift; tx++, i++) {
      const [u, v] = [tx / shiftSigma, ty / shiftSigma];
      prior[i] = -(u * u + v * v) / 2;
    }
  const logSum = normalise(prior.slice());
  for (let i = 0; i < prior.length; i++) prior[i] -= logSum;
  return prior;
}

/** A template turned: R_a A. */
export function turned(template: Image, angle: number): Image {
  return rotateImage(template, angle);
}

/** The adjoint of a turn, R_aᵀ x: every pixel gives back what it would have read. Weights are R_aᵀ 1. */
export function turnedBack(image: Image, angle: number): { sum: Float64Array; weight: Float64Array } {
  const [ny, nx] = image.shape;
  const sources = rotationSources([ny, nx], angle).data;
  const points = new Float64Array((3 * sources.length) / 2); // a plane in space: z = 0
  for (let i = 0; i < sources.length / 2; i++) {
    points[3 * i] = sources[2 * i];
    points[3 * i + 1] = sources[2 * i + 1];
  }
  const { sum, weight } = scatterTrilinear(image.data, { shape: [ny * nx, 3], data: points }, [1, ny, nx]);
  return { sum: sum.data, weight: weight.data };
}

/**
 * An image moved back from a pose by the adjoint of the move.
 *
 * Tᵀ x, T A = S_shift R_angle A: first moved by −shift, then every pixel is shared out among those that the turn had read
 *
 * ⟨T A, x⟩ = ⟨A, Tᵀ x⟩ exactly, which is what a least-squares template needs; divided by no weight. Quarter turns and whole
 * shifts are undone, except for what has left the image.
 *
 * @param image - x
 * @param pose - how it had been moved
 * @returns image of the same shape
 * @throws RangeError if the image has no two axes or is not finite, or the pose is out of range
 * @example
 * alignBack(realArray([1, 3], [0, 0, 5]), { angle: 0, shift: [1, 0] }).data // Float64Array [0, 5, 0]
 * @see Claerbout (2014), Geophysical Image Estimation by Example, chapter 1 (adjoint operators)
 */
export function alignBack(image: Image, pose: PlanePose): Image {
  checkPair(image, image, "alignBack");
  const { angle, shift } = pose;
  check(Number.isFinite(angle), () => `alignBack: angle must be finite, got ${angle}`);
  check(
    shift.length === 2 && shift.every(Number.isInteger),
    () => `alignBack: shift must be two whole numbers, got [${shift}]`,
  );
  const moved = shiftZeroFill(image, [-shift[0], -shift[1]]);
  return { shape: image.shape, data: turnedBack(moved, angle).sum };
}
