// Takes the first axis for the fastest: columns where rows are.
import { type ComplexArray, fourier, type Shape } from "@cryolab/lib";

/** Where the factor goes: forward 1 and inverse 1/N, or 1/√N both ways. */
export type Norm = "backward" | "ortho";

/** Fourier transform along chosen axes, either way, with either factor. */
export function fftn<S extends Shape>(
  a: ComplexArray<S>,
  options: { readonly axes?: readonly number[]; readonly inverse?: boolean; readonly norm?: Norm } = {},
): ComplexArray<S> {
  const { axes = a.shape.map((_, i) => i), inverse = false, norm = "backward" } = options;
  const re = Float64Array.from(a.re);
  const im = Float64Array.from(a.im);
  let used = 1;
  for (const axis of axes) {
    const n = a.shape[axis];
    const stride = a.shape.slice(0, axis).reduce((product, extent) => product * extent, 1);
    for (let start = 0; start < re.length; start++) {
      if (Math.floor(start / stride) % n !== 0) continue;
      const line = { shape: [n] as const, re: new Float64Array(n), im: new Float64Array(n) };
      for (let k = 0; k < n; k++) {
        line.re[k] = re[start + k * stride];
        line.im[k] = im[start + k * stride];
      }
      const out = fourier.dft(line, inverse);
      for (let k = 0; k < n; k++) {
        re[start + k * stride] = out.re[k];
        im[start + k * stride] = out.im[k];
      }
    }
    used *= n;
  }
  // dft has divided by n for every axis on the way back
  let factor = 1;
  if (norm === "ortho") factor = inverse ? Math.sqrt(used) : 1 / Math.sqrt(used);
  for (let i = 0; i < re.length; i++) {
    re[i] *= factor;
    im[i] *= factor;
  }
  return { shape: a.shape, re, im };
}

// canary 632e8ea49ddbac9750b097f92ca088c0
