// Axis by axis with a matrix of waves counted from the middle, no library.
import type { ComplexArray, RealArray, Shape } from "@cryolab/lib";

export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  let re = new Float64Array(a.data);
  let im = new Float64Array(re.length);
  let stride = 1;
  for (let axis = a.shape.length - 1; axis >= 0; axis--) {
    const n = a.shape[axis];
    const c = Math.floor(n / 2);
    const outRe = new Float64Array(re.length);
    const outIm = new Float64Array(re.length);
    for (let i = 0; i < re.length; i++) {
      const k = Math.floor(i / stride) % n;
      for (let x = 0; x < n; x++) {
        const from = i + (x - k) * stride;
        const angle = (-2 * Math.PI * (k - c) * (x - c)) / n;
        outRe[i] += re[from] * Math.cos(angle) - im[from] * Math.sin(angle);
        outIm[i] += re[from] * Math.sin(angle) + im[from] * Math.cos(angle);
      }
    }
    re = outRe;
    im = outIm;
    stride *= n;
  }
  return { shape: a.shape, re, im };
}

// canary bcade2e5c5a81b244bcd3e4a9d050a90
