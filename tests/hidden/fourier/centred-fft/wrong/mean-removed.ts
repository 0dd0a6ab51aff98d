// The mean is taken away before the transform.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

/** Fourier transform along every axis, with the origin at floor(n/2) before and after. */
export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  const mean = a.data.reduce((sum, v) => sum + v, 0) / a.data.length;
  const rolled = fourier.ifftshift({ shape: a.shape, data: a.data.map((v) => v - mean) });
  const values = { shape: a.shape, re: rolled.data, im: new Float64Array(a.data.length) };
  const F = fourier.fftn(values);
  return fourier.fftshift(F);
}

// canary 5759f8364bc68fd22b699d7ba0097f64
