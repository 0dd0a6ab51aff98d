// + in the exponent.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

/** Fourier transform along every axis, with the origin at floor(n/2) before and after. */
export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  const rolled = fourier.ifftshift(a);
  const values = { shape: a.shape, re: rolled.data, im: new Float64Array(a.data.length) };
  const F = fourier.fftn(values);
  for (let i = 0; i < F.im.length; i++) F.im[i] *= -1;
  return fourier.fftshift(F);
}

// canary ecd7b090f6a862d75b4a3b68e5616bec
