/** @file Values between grid points and their adjoint, turning grids, masks. The origin is floor(n/2) on every axis. */

export { distanceTransform, softenMask } from "./distance.ts";
export { griddingCorrection } from "./gridding.ts";
export { bilinear, nearest, trilinear } from "./interpolate.ts";
export { circleMask, shellMask, sphereMask } from "./masks.ts";
export { resizeImage } from "./resize-image.ts";
export { rotateImage, rotationSources, type SplineOrder } from "./rotate-image.ts";
export { scatterTrilinear } from "./scatter.ts";
export { cubicSpline } from "./spline.ts";
export { crop, pad, type SameRank, shiftZeroFill } from "./window.ts";
