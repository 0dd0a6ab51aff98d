// Transforms the wrong way, with 1/N.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

/** Fourier transform along every axis, with the origin at floor(n/2) before and after. */
export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  const rolled = fourier.ifftshift(a);
  const values = { shape: a.shape, re: rolled.data, im: new Float64Array(a.data.length) };
  const F = fourier.fftn(values, { inverse: true });
  return fourier.fftshift(F);
}

// canary 4d6191cabdf6da108c1f054f0c6ce274
