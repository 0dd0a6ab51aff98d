// The other half is left 0 and the columns with a mate are doubled.
import type { ComplexArray, Shape } from "@cryolab/lib";

/** Full spectrum of a real array from its half. */
export function fullFromHalf<S extends Shape>(half: ComplexArray, shape: S): ComplexArray<S> {
  const nx = shape[shape.length - 1];
  const columns = Math.floor(nx / 2) + 1;
  const size = shape.reduce((product, n) => product * n, 1);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const k = i % nx;
    const row = (i - k) / nx;
    if (k < columns) {
      const weight = k === 0 || 2 * k === nx ? 1 : 2;
      re[i] = weight * half.re[row * columns + k];
      im[i] = weight * half.im[row * columns + k];
    } else {
      const mate = negativeRow(row, shape) * columns + nx - k;
      re[i] = 0 * half.re[mate];
      im[i] = 0;
    }
  }
  return { shape, re, im };
}

/** The row at −k on all axes but the last. */
function negativeRow(row: number, shape: Shape): number {
  let mate = 0;
  let stride = 1;
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    const n = shape[axis];
    const k = row % n;
    row = (row - k) / n;
    mate += ((n - k) % n) * stride;
    stride *= n;
  }
  return mate;
}

// canary e8e29ccd31e4a1ad7c167e5af755a24c
