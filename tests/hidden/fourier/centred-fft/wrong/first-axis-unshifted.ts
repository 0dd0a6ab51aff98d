// Rolls every axis but the first.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

/** Fourier transform along every axis, with the origin at floor(n/2) before and after. */
export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  const axes = a.shape.map((_, axis) => axis).slice(1);
  const rolled = fourier.ifftshift(a, axes);
  const values = { shape: a.shape, re: rolled.data, im: new Float64Array(a.data.length) };
  const F = fourier.fftn(values);
  return fourier.fftshift(F, axes);
}

// canary f036010e01bc21c4c2d7ec21785c00d2
