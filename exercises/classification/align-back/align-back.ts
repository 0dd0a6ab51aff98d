import type { Image } from "@cryolab/lib";

/** A move of a picture in its plane: turned first, then moved. */
export interface PlanePose {
  /** radians, from +x towards +y */
  readonly angle: number;
  /** (x, y), whole pixels; content goes by +shift */
  readonly shift: readonly [x: number, y: number];
}

/**
 * A picture moved back from a pose by the adjoint of the move.
 *
 * (Tᵀ x)(q) = Σₚ x(p) w(R(−angle) (p − shift) − q), T A = the template turned, then moved
 *
 * @param image - x
 * @param pose - how the template had been moved
 * @returns image of the same shape
 */
export function alignBack(image: Image, pose: PlanePose): Image {
  // TODO: where did T read for pixel p of the picture? There, and to the same parts, x(p) goes back.
  throw new Error(`TODO: alignBack (shape [${image.shape}], angle ${pose.angle}, shift [${pose.shift}])`);
}
