// Recursion over axes: an array is a list of smaller arrays.
import type { RealArray, Shape } from "@cryolab/lib";

export const fftshift = <S extends Shape>(a: RealArray<S>, axes?: readonly number[]): RealArray<S> => ({
  shape: a.shape,
  data: Float64Array.from(moved(Array.from(a.data), a.shape, 0, axes, 1)),
});

export const ifftshift = <S extends Shape>(a: RealArray<S>, axes?: readonly number[]): RealArray<S> => ({
  shape: a.shape,
  data: Float64Array.from(moved(Array.from(a.data), a.shape, 0, axes, -1)),
});

function moved(
  values: number[],
  shape: Shape,
  axis: number,
  axes: readonly number[] | undefined,
  sign: number,
): number[] {
  if (axis === shape.length) return values;
  const n = shape[axis];
  const size = values.length / n;
  const parts = Array.from({ length: n }, (_, k) =>
    moved(values.slice(k * size, (k + 1) * size), shape, axis + 1, axes, sign),
  );
  if (axes !== undefined && !axes.includes(axis)) return parts.flat();
  const result: number[][] = new Array(n);
  for (const [k, part] of parts.entries()) result[(k + sign * Math.floor(n / 2) + n) % n] = part;
  return result.flat();
}

// canary 77466955d5c5916e954c812747fa6d1a
