// Asks for every place where its value comes from, all axes at once.
import type { RealArray, Shape } from "@cryolab/lib";

export function fftshift<S extends Shape>(
  a: RealArray<S>,
  axes: readonly number[] = [...a.shape.keys()],
): RealArray<S> {
  return gathered(a, (axis, n) => (axes.includes(axis) ? Math.ceil(n / 2) : 0));
}

export function ifftshift<S extends Shape>(
  a: RealArray<S>,
  axes: readonly number[] = [...a.shape.keys()],
): RealArray<S> {
  return gathered(a, (axis, n) => (axes.includes(axis) ? Math.floor(n / 2) : 0));
}

function gathered<S extends Shape>(a: RealArray<S>, ahead: (axis: number, n: number) => number): RealArray<S> {
  const shape = [...a.shape];
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((p, n) => p * n, 1));
  const data = a.data.map(
    (_, i) =>
      a.data[
        shape.reduce(
          (from, n, axis) => from + ((Math.floor(i / strides[axis]) + ahead(axis, n)) % n) * strides[axis],
          0,
        )
      ],
  );
  return { shape: a.shape, data };
}

// canary 3d3f2950f417b4beaced7ef2f1ac800b
