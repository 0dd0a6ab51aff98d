// The imaginary part is dropped.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

/** Fourier transform along every axis, with the origin at floor(n/2) before and after. */
export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  const rolled = fourier.ifftshift(a);
  const values = { shape: a.shape, re: rolled.data, im: new Float64Array(a.data.length) };
  const F = fourier.fftn(values);
  return fourier.fftshift({ shape: a.shape, re: F.re, im: new Float64Array(F.im.length) });
}

// canary 822d508466bd3ce4be8e9ec7b81cb5df
