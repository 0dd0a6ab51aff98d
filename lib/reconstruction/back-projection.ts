/**
 * @file An image from its shadows: every shadow, sharpened by the ramp filter, is smeared back along its rays.
 * Source: Ramachandran & Lakshminarayanan (1971), PNAS 68, 2236, doi:10.1073/pnas.68.9.2236; Kak & Slaney (1988),
 * Principles of Computerized Tomographic Imaging, chapter 3.
 */

import { check, checkFinite, type Image, product } from "../core/index.ts";
import { convolve } from "../fourier/index.ts";

/**
 * The ramp |s| below Nyquist, as samples of its kernel.
 *
 * h(0) = 1/(4 Δ²),   h(j) = −1/(π² j² Δ²) for odd j,   0 for even j ≠ 0
 *
 * A convolution is Δ Σ h(j) p(t − j): the factor Δ is not in the kernel.
 *
 * @param n - largest offset, ≥ 1
 * @param step - Δ, distance of samples
 * @returns 2n + 1 values, element j belongs to offset j − n
 * @throws RangeError if n is not a whole number ≥ 1 or step is not finite and above 0
 * @example
 * ramLak(2, 0.5).map((v) => Math.round(1000 * v)) // Float64Array [0, -405, 1000, -405, 0]
 * @see Ramachandran & Lakshminarayanan (1971), doi:10.1073/pnas.68.9.2236
 */
export function ramLak(n: number, step: number): Float64Array {
  check(Number.isInteger(n) && n >= 1, () => `ramLak: n must be a whole number >= 1, got ${n}`);
  checkStep(step, "ramLak");
  const h = new Float64Array(2 * n + 1);
  h[n] = 1 / (4 * step * step);
  for (let j = 1; j <= n; j += 2) h[n + j] = h[n - j] = -1 / (Math.PI * Math.PI * j * j * step * step);
  return h;
}

function checkStep(step: number, name: string): void {
  check(step > 0 && step < Infinity, () => `${name}: step must be finite and above 0, got ${step}`);
}

/** Checks what both projections back share, and returns the side of the image. */
function checkSinogram(sinogram: Image, angles: Float64Array, step: number, name: string): number {
  const [rows, n] = sinogram.shape;
  check(
    sinogram.shape.length === 2 && n >= 1 && sinogram.data.length === product(sinogram.shape),
    () => `${name}: sinogram must have 2 axes, got shape [${sinogram.shape}] with ${sinogram.data.length} values`,
  );
  check(angles.length === rows && rows >= 1, () => `${name}: angles must be one a row, ${rows}, got ${angles.length}`);
  checkFinite(sinogram.data, `${name}: sinogram`);
  checkFinite(angles, `${name}: angles`);
  checkStep(step, name);
  return n;
}

/**
 * Shadows smeared back along their rays, without a filter: the image blurred by 1/r.
 *
 * f(x, y) = (π/N) Σ p(θ, x cos θ + y sin θ), linear in t, 0 beyond the detector
 *
 * @param sinogram - line integrals, row i at angles[i], column j at t = (j − floor(n/2)) · step
 * @param angles - θ, radians; N of them, taken as even over π or 2π
 * @param step - distance of samples, the side of a pixel
 * @returns shape [n, n], its origin at floor(n/2)
 * @throws RangeError if angles and rows differ in number, a value is not finite, or step is not above 0
 * @example
 * backProjection(realArray([1, 3], [0, 1, 0]), Float64Array.of(0), 1).shape // [3, 3]
 * @see Kak & Slaney (1988), chapter 3
 */
export function backProjection(sinogram: Image, angles: Float64Array, step: number): Image {
  const n = checkSinogram(sinogram, angles, step, "backProjection");
  const half = Math.floor(n / 2);
  const image = new Float64Array(n * n);
  for (const [i, angle] of angles.entries()) {
    const row = sinogram.data.subarray(i * n, (i + 1) * n);
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    for (let y = 0, at = 0; y < n; y++)
      for (let x = 0; x < n; x++, at++) image[at] += valueAt(row, (x - half) * c + (y - half) * s + half); // pixels are steps: no length is needed here
  }
  const weight = Math.PI / angles.length;
  return { shape: [n, n], data: image.map((v) => v * weight) };
}

/** A row between its samples, linear, 0 beyond the ends. */
function valueAt(row: Float64Array, position: number): number {
  const nearest = Math.round(position);
  // cos 90° is 6e-17: rounding must not push the border outside
  const t = Math.abs(position - nearest) < 1e-9 ? nearest : position;
  if (!(t >= 0 && t <= row.length - 1)) return 0;
  const j = Math.floor(t);
  const f = t - j;
  return f > 0 ? row[j] * (1 - f) + row[j + 1] * f : row[j];
}

/**
 * An image from its line integrals over parallel rays.
 *
 * f(x, y) = (π/N) Σ q(θ, x cos θ + y sin θ), q = Δ Σ_j ramLak(j) p(t − j), zeros beyond the ends, linear in t, no window
 *
 * @param sinogram - line integrals, row i at angles[i], column j at t = (j − floor(n/2)) · step (`sinogram` × step)
 * @param angles - θ, radians; N of them, taken as even over π or 2π
 * @param step - Δ, distance of samples, the side of a pixel, in the unit of length of the integrals
 * @returns shape [n, n], its origin at floor(n/2)
 * @throws RangeError if angles and rows differ in number, a value is not finite, or step is not above 0
 * @example
 * filteredBackProjection(realArray([1, 3], [0, 1, 0]), Float64Array.of(0), 1).shape // [3, 3]
 * @see Ramachandran & Lakshminarayanan (1971), doi:10.1073/pnas.68.9.2236
 */
export function filteredBackProjection(sinogram: Image, angles: Float64Array, step: number): Image {
  const n = checkSinogram(sinogram, angles, step, "filteredBackProjection");
  const kernel = ramLak(n, step).map((h) => h * step);
  const filtered = convolve(sinogram, { shape: [1, 2 * n + 1], data: kernel }, { mode: "same" });
  return backProjection(filtered, angles, step);
}

/**
 * An image from its line integrals over rays from a point source.
 *
 * f = (π/N) Σ (D/(D + u))² q(β, D t/(D + u)), t = x cos β + y sin β, u = −x sin β + y cos β, D the distance of the source
 * q = Δ Σ_j ramLak(j) p(s − j) D/√(D² + (s − j)²), zeros beyond the ends, linear in s
 *
 * @param sinogram - line integrals, row i at angles[i], column j at s = (j − floor(n/2)) · step on a line through the
 *   origin (`fanSinogram` × step)
 * @param angles - β, radians; N of them, taken as even over 2π: half a turn is not enough for a fan
 * @param options - `step`, Δ, the side of a pixel; `distance`, D, in the same unit, outside the image
 * @returns shape [n, n], its origin at floor(n/2)
 * @throws RangeError if angles and rows differ in number, a value is not finite, step is not above 0, or the source is
 *   inside the image
 * @example
 * const angles = Float64Array.of(0, 2, 4);
 * fanBackProjection(fanSinogram(image, angles, 200), angles, { step: 1, distance: 200 }).shape // [64, 64]
 * @see Kak & Slaney (1988), section 3.4.1
 */
export function fanBackProjection(
  sinogram: Image,
  angles: Float64Array,
  options: { readonly step: number; readonly distance: number },
): Image {
  const { step, distance } = options;
  const n = checkSinogram(sinogram, angles, step, "fanBackProjection");
  const D = distance / step; // in pixels from here on
  check(
    D > n * Math.SQRT1_2 && D < Infinity,
    () => `fanBackProjection: distance must be above ${n * step * Math.SQRT1_2}, outside the image, got ${distance}`,
  );
  const half = Math.floor(n / 2);
  const weighted = sinogram.data.map((p, i) => p * (D / Math.hypot(D, (i % n) - half)));
  const kernel = ramLak(n, step).map((h) => h * step);
  const filtered = convolve(
    { shape: sinogram.shape, data: weighted },
    { shape: [1, 2 * n + 1], data: kernel },
    { mode: "same" },
  ).data;
  const image = new Float64Array(n * n);
  for (const [i, beta] of angles.entries()) {
    const row = filtered.subarray(i * n, (i + 1) * n);
    const [c, s] = [Math.cos(beta), Math.sin(beta)];
    for (let y = -half, at = 0; y < n - half; y++)
      for (let x = -half; x < n - half; x++, at++) {
        const ratio = D / (D - x * s + y * c);
        image[at] += ratio * ratio * valueAt(row, ratio * (x * c + y * s) + half);
      }
  }
  const weight = Math.PI / angles.length;
  return { shape: [n, n], data: image.map((v) => v * weight) };
}
