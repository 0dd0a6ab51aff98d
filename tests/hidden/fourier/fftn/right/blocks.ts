// Three loops for every axis: what lies before it, what lies after it, the line; the list of axes backwards.
import { type ComplexArray, fourier, type Shape } from "@cryolab/lib";

/** Where the factor goes: forward 1 and inverse 1/N, or 1/√N both ways. */
export type Norm = "backward" | "ortho";

export function fftn<S extends Shape>(
  a: ComplexArray<S>,
  options: { readonly axes?: readonly number[]; readonly inverse?: boolean; readonly norm?: Norm } = {},
): ComplexArray<S> {
  const { axes = a.shape.map((_, i) => i), inverse = false, norm = "backward" } = options;
  const re = new Float64Array(a.re);
  const im = new Float64Array(a.im);
  for (const axis of [...axes].reverse()) {
    const n = a.shape[axis];
    let after = 1;
    for (let i = axis + 1; i < a.shape.length; i++) after *= a.shape[i];
    const before = re.length / (after * n);
    const scale = norm === "ortho" ? (inverse ? Math.sqrt(n) : 1 / Math.sqrt(n)) : 1;
    for (let b = 0; b < before; b++)
      for (let c = 0; c < after; c++) {
        const at = (k: number) => (b * n + k) * after + c;
        const line = fourier.dft(
          {
            shape: [n],
            re: Float64Array.from({ length: n }, (_, k) => re[at(k)]),
            im: Float64Array.from({ length: n }, (_, k) => im[at(k)]),
          },
          inverse,
        );
        for (let k = 0; k < n; k++) {
          re[at(k)] = line.re[k] * scale;
          im[at(k)] = line.im[k] * scale;
        }
      }
  }
  return { shape: a.shape, re, im };
}

// canary 11f4efff2f1f75c8f87378997de50808
