/**
 * @file Translation in Fourier space, whole or fractional: content moved by +t gets the factor e^(−2πi k t/n).
 */

import { type ComplexArray, check, type ImageSpectrum, type LineSpectrum, type VolumeSpectrum } from "../core/index.ts";
import { checkArray } from "./border.ts";
import { signed } from "./frequencies.ts";

/** Factor of every frequency of one axis. */
function ramp(n: number, t: number): { re: Float64Array; im: Float64Array } {
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let index = 0; index < n; index++) {
    const k = signed(index, n);
    const angle = (-2 * Math.PI * ((k * t) % n)) / n; // whole turns taken off first keep it small and exact
    re[index] = Math.cos(angle);
    im[index] = 2 * k === -n ? 0 : Math.sin(angle); // mean of ±Nyquist: cos πt, so that real stays real
  }
  return { re, im };
}

/**
 * Spectrum of the content moved by a number of pixels, which need not be whole.
 *
 * G(k) = F(k) Π e^(−2πi k t/n), k signed; at Nyquist of an even axis the factor is cos πt, the mean of ±n/2
 *
 * With that rule the spectrum of a real array stays one. Two half-pixel shifts are then not one whole pixel at Nyquist.
 *
 * @param F - spectrum of a line, image or volume, zero frequency first, not centred
 * @param shift - (x), (x, y) or (x, y, z), pixels; positive moves content to larger indices, round the border
 * @throws RangeError if shift has not one finite number for each axis
 * @example
 * ifft(fourierShift(fft(image), [2, 0])) // every row rolled by two columns
 * @see Guizar-Sicairos et al. (2008), Opt. Lett. 33, 156, doi:10.1364/OL.33.000156
 */
export function fourierShift(F: LineSpectrum, shift: readonly [x: number]): LineSpectrum;
export function fourierShift(F: ImageSpectrum, shift: readonly [x: number, y: number]): ImageSpectrum;
export function fourierShift(F: VolumeSpectrum, shift: readonly [x: number, y: number, z: number]): VolumeSpectrum;
export function fourierShift(F: ComplexArray, shift: readonly number[]): ComplexArray {
  checkArray("fourierShift", F);
  const { shape } = F;
  check(
    shift.length === shape.length && shift.every(Number.isFinite),
    () => `fourierShift: shift must be ${shape.length} finite numbers for shape [${shape}], got [${shift}]`,
  );
  const re = F.re.slice();
  const im = F.im.slice();
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const n = shape[axis];
    const t = shift[shape.length - 1 - axis]; // x is the last axis
    if (t !== 0) multiplyAxis(re, im, ramp(n, t), stride);
    stride *= n;
  }
  return { shape, re, im };
}

/** Values times a factor of their index on one axis, in place. */
function multiplyAxis(
  re: Float64Array,
  im: Float64Array,
  factor: { re: Float64Array; im: Float64Array },
  stride: number,
): void {
  const n = factor.re.length;
  for (let start = 0, k = 0; start < re.length; start += stride, k = k + 1 === n ? 0 : k + 1) {
    const c = factor.re[k];
    const s = factor.im[k];
    for (let i = start; i < start + stride; i++) {
      const a = re[i];
      const b = im[i];
      re[i] = a * c - b * s;
      im[i] = a * s + b * c;
    }
  }
}
