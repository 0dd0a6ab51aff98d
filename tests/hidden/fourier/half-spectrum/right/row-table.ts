// A table of the mates of all rows, made by growing it one axis at a time; rows copied whole.
import type { ComplexArray, Shape } from "@cryolab/lib";

export function fullFromHalf<S extends Shape>(half: ComplexArray, shape: S): ComplexArray<S> {
  const nx = shape[shape.length - 1];
  const h = 1 + (nx >> 1);
  let rows = [0];
  for (const n of shape.slice(0, -1))
    rows = rows.flatMap((mate) => Array.from({ length: n }, (_, k) => mate * n + ((n - k) % n)));
  const re = new Float64Array(rows.length * nx);
  const im = new Float64Array(rows.length * nx);
  rows.forEach((mate, row) => {
    re.set(half.re.subarray(row * h, row * h + h), row * nx);
    im.set(half.im.subarray(row * h, row * h + h), row * nx);
    for (let k = 1; k < nx - h + 1; k++) {
      re[row * nx + nx - k] = half.re[mate * h + k];
      im[row * nx + nx - k] = -half.im[mate * h + k];
    }
  });
  return { shape, re, im };
}

// canary 6c45309296636f023a01445ce6118f22
