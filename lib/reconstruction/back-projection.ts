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
      for (let x = 0; x < n; x++, at++) {
        let t = (x - half) * c + (y - half) * s + half; // pixels are steps: no length is needed here
        const nearest = Math.round(t);
        if (Math.abs(t - nearest) < 1e-9) t = nearest; // cos 90° is 6e-17: rounding must not push the border outside
        if (t < 0 || t > n - 1) continue;
        const j = Math.floor(t);
        const f = t - j;
        image[at] += f > 0 ? row[j] * (1 - f) + row[j + 1] * f : row[j];
      }
  }
  const weight = Math.PI / angles.length;
  return { shape: [n, n], data: image.map((v) => v * weight) };
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
