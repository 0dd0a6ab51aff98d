/** @file To ml-matrix and back: the one place where the two kinds of matrix meet. */

import { Matrix as Dense } from "ml-matrix";
import type { Matrix } from "../core/index.ts";

/** A copy as ml-matrix wants it. */
export function toDense({ shape: [rows, columns], data }: Matrix): Dense {
  return Dense.from1DArray(rows, columns, Array.from(data));
}

/** A copy as a record of rows. */
export function fromDense(dense: Dense): Matrix {
  return { shape: [dense.rows, dense.columns], data: Float64Array.from(dense.to1DArray()) };
}

/** The transpose. */
export function transpose({ shape: [rows, columns], data }: Matrix): Matrix {
  const turned = new Float64Array(data.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) turned[j * rows + i] = data[i * columns + j];
  return { shape: [columns, rows], data: turned };
}
