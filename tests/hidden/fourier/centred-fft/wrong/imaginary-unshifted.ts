// Only the real part of the spectrum is rolled.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

/** Fourier transform along every axis, with the origin at floor(n/2) before and after. */
export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  const rolled = fourier.ifftshift(a);
  const values = { shape: a.shape, re: rolled.data, im: new Float64Array(a.data.length) };
  const F = fourier.fftn(values);
  return { shape: a.shape, re: fourier.fftshift({ shape: a.shape, data: F.re }).data, im: F.im };
}

// canary 309c4db459e232ada8168bb88f63246c
