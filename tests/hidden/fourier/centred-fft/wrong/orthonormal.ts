// Divides by the square root of the number of values.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

/** Fourier transform along every axis, with the origin at floor(n/2) before and after. */
export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  const rolled = fourier.ifftshift(a);
  const values = { shape: a.shape, re: rolled.data, im: new Float64Array(a.data.length) };
  const F = fourier.fftn(values, { norm: "ortho" });
  return fourier.fftshift(F);
}

// canary 985ea769320300c50746dd8929f93b20
