// Takes the real part of the factors: cos in place of the wave, two half images that part.
import { fourier, type ImageSpectrum } from "@cryolab/lib";

/** Spectrum of an image that is moved by (x, y) pixels. */
export function fourierShift(F: ImageSpectrum, shift: readonly [x: number, y: number]): ImageSpectrum {
  const [ny, nx] = F.shape;
  const x = factors(nx, shift[0]);
  const y = factors(ny, shift[1]);
  const re = new Float64Array(ny * nx);
  const im = new Float64Array(ny * nx);
  for (let ky = 0, i = 0; ky < ny; ky++)
    for (let kx = 0; kx < nx; kx++, i++) {
      const c = y.re[ky] * x.re[kx] - y.im[ky] * x.im[kx];
      const s = y.re[ky] * x.im[kx] + y.im[ky] * x.re[kx];
      re[i] = F.re[i] * c - F.im[i] * s;
      im[i] = F.re[i] * s + F.im[i] * c;
    }
  return { shape: F.shape, re, im };
}

/** What each coefficient of an axis is multiplied by when the content moves by t pixels. */
function factors(n: number, t: number): { re: Float64Array; im: Float64Array } {
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (const [i, k] of fourier.fftfreq(n, 1).entries()) {
    // half of the coefficient at Nyquist turns each way
    if (2 * i === n) {
      re[i] = Math.cos(Math.PI * t);
      im[i] = 0;
      continue;
    }
    re[i] = Math.cos(-2 * Math.PI * k * t);
    im[i] = 0;
  }
  return { re, im };
}

// canary 2801a4fddbe86622168510ff8d8160c9
