/** @file Values between grid points and their adjoint, turning grids, masks. The origin is floor(n/2) on every axis. */

export { bilinear, nearest, trilinear } from "./interpolate.ts";
export { circleMask, shellMask, sphereMask } from "./masks.ts";
export { rotateImage, type SplineOrder } from "./rotate-image.ts";
export { scatterTrilinear } from "./scatter.ts";
export { cubicSpline } from "./spline.ts";
