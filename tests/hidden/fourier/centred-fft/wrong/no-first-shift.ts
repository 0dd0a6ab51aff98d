// The origin of the object is taken at index 0.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

/** Fourier transform along every axis, with the origin at floor(n/2) before and after. */
export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  const rolled = { shape: a.shape, data: a.data.slice() };
  const values = { shape: a.shape, re: rolled.data, im: new Float64Array(a.data.length) };
  const F = fourier.fftn(values);
  return fourier.fftshift(F);
}

// canary 82ad0a9732a495b29c485162713dd54c
