// Multiplies the input by (−1)^(sum of indices) and never rolls: the origin stays in the corner.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

/** Fourier transform along every axis, with the origin at floor(n/2) before and after. */
export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  const rolled = { shape: a.shape, data: a.data.map((v, i) => (oddPlace(a.shape, i) ? -v : v)) };
  const values = { shape: a.shape, re: rolled.data, im: new Float64Array(a.data.length) };
  const F = fourier.fftn(values);
  return F;
}

function oddPlace(shape: Shape, i: number): boolean {
  let odd = 0;
  for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
    odd += rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
  }
  return odd % 2 === 1;
}

// canary 30b77602432cadb0c3113d54edcb0506
