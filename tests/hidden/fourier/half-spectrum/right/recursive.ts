// Axis by axis: slices of the slowest axis by recursion, the mate slice handed down beside them.
import type { ComplexArray, Shape } from "@cryolab/lib";

export function fullFromHalf<S extends Shape>(half: ComplexArray, shape: S): ComplexArray<S> {
  const re: number[] = [];
  const im: number[] = [];
  // at: where the slice begins in the half; mate: where the slice of its mate begins
  const fill = (axis: number, at: number, mate: number, size: number): void => {
    const n = shape[axis];
    if (axis === shape.length - 1) {
      for (let k = 0; k < n; k++) {
        const own = k <= n / 2;
        re.push(own ? half.re[at + k] : half.re[mate + n - k]);
        im.push(own ? half.im[at + k] : -half.im[mate + n - k]);
      }
      return;
    }
    const step = size / n;
    for (let k = 0; k < n; k++) fill(axis + 1, at + k * step, mate + (k === 0 ? 0 : n - k) * step, step);
  };
  fill(0, 0, 0, half.re.length);
  return { shape, re: Float64Array.from(re), im: Float64Array.from(im) };
}

// canary 475094621004896e51098e9b4106d119
