// Transforms and rolls the last axis only.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

/** Fourier transform along every axis, with the origin at floor(n/2) before and after. */
export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  const axes = [a.shape.length - 1];
  const rolled = fourier.ifftshift(a, axes);
  const values = { shape: a.shape, re: rolled.data, im: new Float64Array(a.data.length) };
  const F = fourier.fftn(values, { axes });
  return fourier.fftshift(F, axes);
}

// canary 0a1a8e4912012ebb5f773c767bd18027
