/**
 * @file The head phantom of Shepp and Logan: ten ellipses, whose line integrals have a closed form. The box reaches from
 * −1 to 1, so a pixel is 2/n; the head stands upright where the image is drawn with row 0 on top.
 * Source: Shepp & Logan (1974), IEEE Trans. Nucl. Sci. 21, 21; Toft (1996), PhD thesis, for the stronger contrast.
 */

import { check, type Image } from "../core/index.ts";

/** Half axes along x and y, centre (y up), angle of the first axis in degrees; density by Toft, and by Shepp and Logan. */
const table: readonly (readonly number[])[] = [
  [0.69, 0.92, 0, 0, 0, 1, 2],
  [0.6624, 0.874, 0, -0.0184, 0, -0.8, -0.98],
  [0.11, 0.31, 0.22, 0, -18, -0.2, -0.02],
  [0.16, 0.41, -0.22, 0, 18, -0.2, -0.02],
  [0.21, 0.25, 0, 0.35, 0, 0.1, 0.01],
  [0.046, 0.046, 0, 0.1, 0, 0.1, 0.01],
  [0.046, 0.046, 0, -0.1, 0, 0.1, 0.01],
  [0.046, 0.023, -0.08, -0.605, 0, 0.1, 0.01],
  [0.023, 0.023, 0, -0.606, 0, 0.1, 0.01],
  [0.023, 0.046, 0.06, -0.605, 0, 0.1, 0.01],
];

/** An ellipse in pixels, y down. */
interface Ellipse {
  readonly a: number;
  readonly b: number;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly density: number;
}

/** What may be asked of the phantom. */
export interface SheppLoganOptions {
  /** `toft`: grey levels 0, 0.2, 0.3, 0.4 and 1; `original`: 1.02 of 2, hard to see; default `toft` */
  readonly contrast?: "toft" | "original";
}

function ellipses(n: number, { contrast = "toft" }: SheppLoganOptions, name: string): Ellipse[] {
  check(Number.isInteger(n) && n >= 1, () => `${name}: n must be a whole number >= 1, got ${n}`);
  check(
    contrast === "toft" || contrast === "original",
    () => `${name}: contrast must be toft or original, got ${contrast}`,
  );
  return table.map(([a, b, x, y, deg, toft, original]) => ({
    a: (a * n) / 2,
    b: (b * n) / 2,
    x: (x * n) / 2,
    y: (-y * n) / 2, // rows grow downwards
    angle: (-deg * Math.PI) / 180,
    density: contrast === "toft" ? toft : original,
  }));
}

/**
 * The head phantom of Shepp and Logan on a grid.
 *
 * @param n - side of the image, pixels
 * @param options - contrast
 * @returns shape [n, n], origin at floor(n/2); values at the pixels' centres, edges are not smoothed
 * @throws RangeError if n is not a whole number ≥ 1 or contrast is unknown
 * @example
 * sheppLogan(5).data[2 * 5 + 2] // 0.2
 * @see Shepp & Logan (1974), IEEE Trans. Nucl. Sci. 21, 21, doi:10.1109/TNS.1974.6499235
 */
export function sheppLogan(n: number, options: SheppLoganOptions = {}): Image {
  const centre = Math.floor(n / 2);
  const shapes = ellipses(n, options, "sheppLogan");
  const data = new Float64Array(n * n);
  for (const { a, b, x, y, angle, density } of shapes) {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    for (let row = 0, i = 0; row < n; row++)
      for (let column = 0; column < n; column++, i++) {
        const [dx, dy] = [column - centre - x, row - centre - y];
        const u = (c * dx + s * dy) / a;
        const v = (-s * dx + c * dy) / b;
        if (u * u + v * v <= 1) data[i] += density;
      }
  }
  return { shape: [n, n], data };
}

/**
 * Line integrals of the head phantom, in closed form.
 *
 * p(θ, t) = Σ ρ 2ab √(w² − τ²)/w² where |τ| < w, w² = a² cos²(θ − φ) + b² sin²(θ − φ), τ = t − (x cos θ + y sin θ)
 *
 * @param n - side of the image that `sheppLogan` draws, pixels
 * @param angles - θ, radians, from +x towards +y
 * @param options - contrast
 * @returns shape [angles.length, n]: row i is angles[i], column j is t = j − floor(n/2); density times pixels, as
 *   `forward.sinogram` of the image
 * @throws RangeError if n is not a whole number ≥ 1, an angle is not finite or contrast is unknown
 * @example
 * sheppLoganSinogram(64, Float64Array.of(0)).shape // [1, 64]
 * @see Kak & Slaney (1988), Principles of Computerized Tomographic Imaging, section 3.1
 */
export function sheppLoganSinogram(n: number, angles: Float64Array, options: SheppLoganOptions = {}): Image {
  const centre = Math.floor(n / 2);
  const shapes = ellipses(n, options, "sheppLoganSinogram");
  const data = new Float64Array(angles.length * n);
  for (let i = 0; i < angles.length; i++) {
    const theta = angles[i];
    check(Number.isFinite(theta), () => `sheppLoganSinogram: angles must be finite, got ${theta} at ${i}`);
    for (const { a, b, x, y, angle, density } of shapes) {
      const c = a * Math.cos(theta - angle);
      const s = b * Math.sin(theta - angle);
      const w2 = c * c + s * s;
      const middle = x * Math.cos(theta) + y * Math.sin(theta);
      for (let j = 0; j < n; j++) {
        const tau = j - centre - middle;
        if (tau * tau < w2) data[i * n + j] += (density * 2 * a * b * Math.sqrt(w2 - tau * tau)) / w2;
      }
    }
  }
  return { shape: [angles.length, n], data };
}
