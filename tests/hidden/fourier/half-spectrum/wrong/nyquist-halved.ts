// Column nx/2 of an even nx is halved.
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
      const weight = 2 * k === nx ? 0.5 : 1;
      re[i] = weight * half.re[row * columns + k];
      im[i] = weight * half.im[row * columns + k];
    } else {
      const mate = negativeRow(row, shape) * columns + nx - k;
      re[i] = half.re[mate];
      im[i] = -half.im[mate];
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

// canary adf13cad1d5cc975ad3d423a37d5c2ef
