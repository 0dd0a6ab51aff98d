// fftshift before and ifftshift after: wrong for odd n.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

/** Fourier transform along every axis, with the origin at floor(n/2) before and after. */
export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  const rolled = fourier.fftshift(a);
  const values = { shape: a.shape, re: rolled.data, im: new Float64Array(a.data.length) };
  const F = fourier.fftn(values);
  return fourier.ifftshift(F);
}

// canary bac5c757e194ff924de1c81e0803d913
