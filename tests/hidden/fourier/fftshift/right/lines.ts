// Cuts every line of an axis in two and exchanges the parts.
import type { RealArray, Shape } from "@cryolab/lib";

export function fftshift<S extends Shape>(a: RealArray<S>, axes?: readonly number[]): RealArray<S> {
  return exchanged(a, axes, (n) => Math.ceil(n / 2));
}

export function ifftshift<S extends Shape>(a: RealArray<S>, axes?: readonly number[]): RealArray<S> {
  return exchanged(a, axes, (n) => Math.floor(n / 2));
}

/** Every line along the axes as its tail from `cut` on, then its head. */
function exchanged<S extends Shape>(
  a: RealArray<S>,
  axes: readonly number[] | undefined,
  cut: (n: number) => number,
): RealArray<S> {
  const data = Float64Array.from(a.data);
  let inner = 1;
  for (let axis = a.shape.length - 1; axis >= 0; axis--) {
    const n = a.shape[axis];
    if (axes === undefined || axes.includes(axis))
      for (let block = 0; block < data.length; block += n * inner)
        for (let offset = block; offset < block + inner; offset++) {
          const line = Array.from({ length: n }, (_, k) => data[offset + k * inner]);
          const moved = [...line.slice(cut(n)), ...line.slice(0, cut(n))];
          for (let k = 0; k < n; k++) data[offset + k * inner] = moved[k];
        }
    inner *= n;
  }
  return { shape: a.shape, data };
}

// canary 5fe4f880720ae1900e6e42c4b6b23572
