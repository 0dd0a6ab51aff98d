/**
 * @file An image from the spectra of its shadows: they are lines of its own spectrum, scattered onto a grid and divided by
 * the weight that has fallen there. Source: Bracewell & Riddle (1967), Astrophys. J. 150, 427, doi:10.1086/149346.
 */

import { check, checkFinite, type Image, type LineSpectrum, type Points } from "../core/index.ts";
import { fft, fftfreq, fftshift, ifft, ifftshift } from "../fourier/index.ts";
import { crop, griddingCorrection, pad, scatterTrilinear } from "../sampling/index.ts";

/**
 * An image from lines through its spectrum: the inverse of centralLine.
 *
 * Each line is padded twofold as a shadow, shared out among the four frequencies around each of its samples, and F =
 * Σ w L/Σ w is transformed back and freed of sinc². A frequency that no line reaches is 0
 *
 * @param lines - spectra of shadows, n values each, zero frequency first, phases about floor(n/2)
 * @param angles - θ of each line, radians, in any order, uneven, equal ones too
 * @param n - side of the image
 * @returns shape [n, n], its origin at floor(n/2)
 * @throws RangeError if lines and angles differ in number, a line has not n values, or a value is not finite
 * @example
 * const F = fft(ifftshift(image));
 * const angles = Float64Array.of(0, Math.PI / 2);
 * reconstructFromLines([0, 1].map((i) => centralLine(F, angles[i])), angles, 64).shape // [64, 64]
 * @see Bracewell & Riddle (1967), doi:10.1086/149346
 */
export function reconstructFromLines(lines: readonly LineSpectrum[], angles: Float64Array, n: number): Image {
  check(Number.isInteger(n) && n >= 1, () => `reconstructFromLines: n must be a whole number >= 1, got ${n}`);
  check(
    lines.length === angles.length,
    () => `reconstructFromLines: lines and angles must be as many, got ${lines.length} and ${angles.length}`,
  );
  checkFinite(angles, "reconstructFromLines: angles");
  const m = 2 * n;
  const k = fftfreq(m, 1 / m); // whole frequencies
  const size = lines.length * m;
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const points: Points = { shape: [size, 3], data: new Float64Array(3 * size) };
  for (const [i, line] of lines.entries()) {
    check(
      line.re.length === n && line.im.length === n,
      () => `reconstructFromLines: every line must have ${n} values, got ${line.re.length} in line ${i}`,
    );
    checkFinite(line.re, `reconstructFromLines: line ${i}`);
    checkFinite(line.im, `reconstructFromLines: line ${i}`);
    const shadow = fftshift({ shape: [n] as const, data: ifft({ shape: [n], re: line.re, im: line.im }).re });
    const fine = fft(ifftshift(pad(shadow, [m])));
    re.set(fine.re, i * m);
    im.set(fine.im, i * m);
    const [c, s] = [Math.cos(angles[i]), Math.sin(angles[i])];
    for (let j = 0; j < m; j++) {
      points.data[3 * (i * m + j)] = onto(k[j] * c);
      points.data[3 * (i * m + j) + 1] = onto(k[j] * s);
    }
  }
  const { sum, weight } = scatterTrilinear(re, points, [1, m, m]);
  const imaginary = scatterTrilinear(im, points, [1, m, m]).sum;
  const divided = (values: Float64Array): Float64Array =>
    values.map((v, at) => (weight.data[at] > 0 ? v / weight.data[at] : 0));
  const F = ifftshift({ shape: [m, m] as const, re: divided(sum.data), im: divided(imaginary.data) });
  const wide = fftshift({ shape: [m, m] as const, data: ifft(F).re });
  return griddingCorrection(crop(wide, [n, n]), { padding: 2 });
}

/** A whole number for what is one but for rounding: cos 90° is 6e-17, which must not push Nyquist outside. */
function onto(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) < 1e-9 ? whole : value;
}
