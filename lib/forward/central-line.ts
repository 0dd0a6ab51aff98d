/**
 * @file The slice theorem in the plane: the spectrum of a shadow is a line through the spectrum of the image. The values
 * of the line lie between the frequencies of the grid; they are summed here directly, so that nothing is interpolated.
 * Source: Bracewell (1956), Aust. J. Phys. 9, 198, doi:10.1071/PH560198.
 */

import { check, type ImageSpectrum, type LineSpectrum, product } from "../core/index.ts";
import { fftfreq, fftshift, ifft } from "../fourier/index.ts";

/**
 * Line through an image's spectrum at an angle: the spectrum of row θ of its sinogram.
 *
 * L(k) = F(k cos θ, k sin θ) = Σ f(x, y) e^(−2πi k (x cos θ + y sin θ)/n), x and y from floor(n/2)
 *
 * @param F - spectrum of a real square image, zero frequency first, phases about floor(n/2): fft(ifftshift(image))
 * @param angle - θ, radians
 * @returns n values in the order of fftfreq, phases about floor(n/2), no factor; n³ operations
 * @throws RangeError if F is not square or the angle is not finite
 * @example
 * centralLine(fft(ifftshift(image)), 0).re.length // 64
 * @see Bracewell (1956), doi:10.1071/PH560198
 */
export function centralLine(F: ImageSpectrum, angle: number): LineSpectrum {
  const n = F.shape[0];
  check(
    F.shape.length === 2 && F.shape[1] === n && n >= 1 && F.re.length === product(F.shape) && F.im.length === n * n,
    () => `centralLine: F must be square, got shape [${F.shape}] with ${F.re.length} values`,
  );
  check(Number.isFinite(angle), () => `centralLine: angle must be finite, got ${angle}`);
  const f = fftshift({ shape: F.shape, data: ifft(F).re }).data;
  const s = fftfreq(n, 1);
  const half = Math.floor(n / 2);
  const [c, d] = [Math.cos(angle), Math.sin(angle)];
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  const cosX = new Float64Array(n);
  const sinX = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    for (let x = 0; x < n; x++) {
      const phase = -2 * Math.PI * s[k] * (x - half) * c;
      cosX[x] = Math.cos(phase);
      sinX[x] = Math.sin(phase);
    }
    for (let y = 0; y < n; y++) {
      let [rowRe, rowIm] = [0, 0];
      for (let x = 0; x < n; x++) {
        rowRe += f[y * n + x] * cosX[x];
        rowIm += f[y * n + x] * sinX[x];
      }
      const phase = -2 * Math.PI * s[k] * (y - half) * d;
      const [cosY, sinY] = [Math.cos(phase), Math.sin(phase)];
      re[k] += rowRe * cosY - rowIm * sinY;
      im[k] += rowRe * sinY + rowIm * cosY;
    }
  }
  return { shape: [n], re, im };
}
