/**
 * @file Masks: 1 inside, 0 outside, and between them a raised cosine that starts at the radius and reaches 0 an edge
 * width further out. Radii are in pixels from the origin floor(n/2).
 */

import { check, type Image, product, type RealArray, type Volume } from "../core/index.ts";

/**
 * A disc in an image.
 *
 * m(r) = 1 for r ≤ radius, ½ (1 + cos(π (r − radius)/edge)) up to radius + edge, 0 beyond
 *
 * @param shape - side n of a square, or [ny, nx]
 * @param radius - pixels
 * @param options - edge: width of the fall from 1 to 0, pixels; 0 (default) is a hard edge
 * @returns values between 0 and 1
 * @throws RangeError if radius or edge is negative or NaN
 * @example
 * circleMask(64, 24, { edge: 5 })
 */
export function circleMask(
  shape: number | Image["shape"],
  radius: number,
  options: { readonly edge?: number } = {},
): Image {
  const { edge = 0 } = options;
  checkRadii("circleMask", [radius], edge);
  return radial(typeof shape === "number" ? [shape, shape] : shape, (r) => fall(r - radius, edge));
}

/**
 * A ball in a volume; its profile is that of `circleMask`.
 *
 * @param shape - side n of a cube, or [nz, ny, nx]
 * @param radius - voxels
 * @param options - edge: width of the fall from 1 to 0, voxels; 0 (default) is a hard edge
 * @returns values between 0 and 1
 * @throws RangeError if radius or edge is negative or NaN
 * @example
 * sphereMask(64, 24, { edge: 5 })
 */
export function sphereMask(
  shape: number | Volume["shape"],
  radius: number,
  options: { readonly edge?: number } = {},
): Volume {
  const { edge = 0 } = options;
  checkRadii("sphereMask", [radius], edge);
  return radial(typeof shape === "number" ? [shape, shape, shape] : shape, (r) => fall(r - radius, edge));
}

/**
 * A ring in an image or a shell in a volume: 1 for inner ≤ r ≤ outer, falling to 0 over the edge on both sides.
 *
 * @param shape - [ny, nx] or [nz, ny, nx]
 * @param radii - [inner, outer], pixels
 * @param options - edge: width of each fall, pixels; 0 (default) is a hard edge
 * @returns values between 0 and 1
 * @throws RangeError if a radius or the edge is negative or NaN, or outer is below inner
 * @example
 * shellMask([64, 64, 64], [10, 20])
 */
export function shellMask<const S extends Image["shape"] | Volume["shape"]>(
  shape: S,
  radii: readonly [inner: number, outer: number],
  options: { readonly edge?: number } = {},
): RealArray<S> {
  const { edge = 0 } = options;
  const [inner, outer] = radii;
  checkRadii("shellMask", radii, edge);
  check(inner <= outer, () => `shellMask: inner radius must not exceed the outer, got [${radii}]`);
  return radial(shape, (r) => fall(Math.max(inner - r, r - outer), edge));
}

/** The profile: how much is left at a distance outside the border. */
function fall(outside: number, edge: number): number {
  if (outside <= 0) return 1;
  return outside < edge ? 0.5 * (1 + Math.cos((Math.PI * outside) / edge)) : 0;
}

function checkRadii(name: string, radii: readonly number[], edge: number): void {
  check(
    radii.every((r) => r >= 0),
    () => `${name}: radius must be >= 0, got ${radii.join(", ")}`,
  );
  check(edge >= 0, () => `${name}: edge must be >= 0, got ${edge}`);
}

/** A function of the distance from floor(n/2) of each axis, on a grid of any rank. */
function radial<S extends readonly number[]>(shape: S, f: (r: number) => number): RealArray<S> {
  const data = new Float64Array(product(shape));
  for (let i = 0; i < data.length; i++) {
    let rest = i;
    let r2 = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const n = shape[axis];
      const d = (rest % n) - Math.floor(n / 2);
      rest = Math.floor(rest / n);
      r2 += d * d;
    }
    data[i] = f(Math.sqrt(r2));
  }
  return { shape, data };
}
