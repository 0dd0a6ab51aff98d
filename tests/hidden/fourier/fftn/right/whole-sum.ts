// One sum over the whole grid for every output, by the definition.
import type { ComplexArray, Shape } from "@cryolab/lib";

/** Where the factor goes: forward 1 and inverse 1/N, or 1/√N both ways. */
export type Norm = "backward" | "ortho";

export function fftn<S extends Shape>(
  a: ComplexArray<S>,
  options: { readonly axes?: readonly number[]; readonly inverse?: boolean; readonly norm?: Norm } = {},
): ComplexArray<S> {
  const axes = options.axes ?? a.shape.map((_, i) => i);
  const total = a.re.length;
  const index = (flat: number) => {
    const list = new Array<number>(a.shape.length);
    for (let axis = a.shape.length - 1; axis >= 0; axis--) {
      list[axis] = flat % a.shape[axis];
      flat = Math.floor(flat / a.shape[axis]);
    }
    return list;
  };
  const N = axes.reduce((p, axis) => p * a.shape[axis], 1);
  const factor = options.norm === "ortho" ? Math.sqrt(1 / N) : options.inverse ? 1 / N : 1;
  const sign = options.inverse ? 2 * Math.PI : -2 * Math.PI;
  const re = new Float64Array(total);
  const im = new Float64Array(total);
  const used = new Set(axes);
  for (let i = 0; i < total; i++) {
    const k = index(i);
    for (let j = 0; j < total; j++) {
      const x = index(j);
      if (!k.every((v, axis) => used.has(axis) || v === x[axis])) continue;
      let phase = 0;
      for (const axis of axes) phase += (k[axis] * x[axis]) / a.shape[axis];
      const [c, s] = [Math.cos(sign * phase), Math.sin(sign * phase)];
      re[i] += (a.re[j] * c - a.im[j] * s) * factor;
      im[i] += (a.re[j] * s + a.im[j] * c) * factor;
    }
  }
  return { shape: a.shape, re, im };
}

// canary e15a706d49c9337a93cc288f1d619b2d
