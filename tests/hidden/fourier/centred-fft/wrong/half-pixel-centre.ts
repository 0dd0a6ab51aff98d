// The origin is at (n − 1)/2, half a pixel off for even n.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

/** Fourier transform along every axis, with the origin at floor(n/2) before and after. */
export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  const rolled = fourier.ifftshift(a);
  const values = { shape: a.shape, re: rolled.data, im: new Float64Array(a.data.length) };
  const F = fourier.fftn(values);
  const G = fourier.fftshift(F);
  const re = new Float64Array(a.data.length);
  const im = new Float64Array(a.data.length);
  for (let i = 0; i < re.length; i++) {
    let turns = 0;
    for (let axis = a.shape.length - 1, rest = i; axis >= 0; axis--) {
      const n = a.shape[axis];
      if (n % 2 === 0) turns -= ((rest % n) - n / 2) / (2 * n);
      rest = Math.floor(rest / n);
    }
    const c = Math.cos(2 * Math.PI * turns);
    const s = Math.sin(2 * Math.PI * turns);
    re[i] = G.re[i] * c - G.im[i] * s;
    im[i] = G.re[i] * s + G.im[i] * c;
  }
  return { shape: a.shape, re, im };
}

// canary 252a846989b861cb613c3ed487d093db
