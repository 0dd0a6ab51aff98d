// One axis after another with a table of roots of unity; the way back by conjugation.
import type { ComplexArray, Shape } from "@cryolab/lib";

/** Where the factor goes: forward 1 and inverse 1/N, or 1/√N both ways. */
export type Norm = "backward" | "ortho";

export function fftn<S extends Shape>(
  a: ComplexArray<S>,
  options: { readonly axes?: readonly number[]; readonly inverse?: boolean; readonly norm?: Norm } = {},
): ComplexArray<S> {
  const { axes = [...a.shape.keys()], inverse, norm } = options;
  const flip = inverse ? -1 : 1;
  let re = a.re.slice();
  let im = a.im.map((v) => flip * v);
  let N = 1;
  for (const axis of axes) {
    const n = a.shape[axis];
    const stride = a.shape.slice(axis + 1).reduce((p, e) => p * e, 1);
    const cos = Float64Array.from({ length: n }, (_, m) => Math.cos((2 * Math.PI * m) / n));
    const sin = Float64Array.from({ length: n }, (_, m) => -Math.sin((2 * Math.PI * m) / n));
    const nextRe = new Float64Array(re.length);
    const nextIm = new Float64Array(re.length);
    for (let i = 0; i < re.length; i++) {
      const k = Math.floor(i / stride) % n;
      const first = i - k * stride;
      for (let j = 0; j < n; j++) {
        const m = (k * j) % n;
        const from = first + j * stride;
        nextRe[i] += re[from] * cos[m] - im[from] * sin[m];
        nextIm[i] += re[from] * sin[m] + im[from] * cos[m];
      }
    }
    [re, im] = [nextRe, nextIm];
    N *= n;
  }
  const divisor = norm === "ortho" ? Math.sqrt(N) : inverse ? N : 1;
  return { shape: a.shape, re: re.map((v) => v / divisor), im: im.map((v) => (flip * v) / divisor) };
}

// canary 76d9d18a8720c99c8fc5450840b7c1c9
