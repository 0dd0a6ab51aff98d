// Every place of the half writes itself and its mate; then the half is written once more, so that copies win.
import type { ComplexArray, Shape } from "@cryolab/lib";

export function fullFromHalf<S extends Shape>(half: ComplexArray, shape: S): ComplexArray<S> {
  const h = half.shape[half.shape.length - 1];
  const size = shape.reduce((p, n) => p * n, 1);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (const mirror of [true, false])
    for (let i = 0; i < half.re.length; i++) {
      let rest = i;
      let to = 0;
      let stride = 1;
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        const extent = axis === shape.length - 1 ? h : shape[axis];
        const k = rest % extent;
        rest = Math.floor(rest / extent);
        to += (mirror ? (shape[axis] - k) % shape[axis] : k) * stride;
        stride *= shape[axis];
      }
      re[to] = half.re[i];
      im[to] = mirror ? -half.im[i] : half.im[i];
    }
  return { shape, re, im };
}

// canary eedea1205c9c58f1883ef43893713357
