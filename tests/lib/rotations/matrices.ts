/** @file Slow, obvious 3 × 3 algebra: the oracle of the rotation tests. */

/** The matrix that changes nothing. */
export const identity: readonly number[] = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** Row by column. */
export function multiply(A: ArrayLike<number>, B: ArrayLike<number>): number[] {
  const C: number[] = [];
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += A[3 * i + k] * B[3 * k + j];
      C.push(sum);
    }
  return C;
}

/** Rows for columns. */
export function transpose(A: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: 9 }, (_, i) => A[3 * (i % 3) + Math.floor(i / 3)]);
}

/** The product A v. */
export function apply(A: ArrayLike<number>, v: ArrayLike<number>): number[] {
  return [0, 1, 2].map((i) => A[3 * i] * v[0] + A[3 * i + 1] * v[1] + A[3 * i + 2] * v[2]);
}

/** Sum over the six permutations. */
export function determinant(A: ArrayLike<number>): number {
  const permutations: [number, number, number, number][] = [
    [0, 1, 2, 1],
    [1, 2, 0, 1],
    [2, 0, 1, 1],
    [0, 2, 1, -1],
    [1, 0, 2, -1],
    [2, 1, 0, -1],
  ];
  return permutations.reduce((sum, [i, j, k, sign]) => sum + sign * A[i] * A[3 + j] * A[6 + k], 0);
}

/** A turn by t about a coordinate axis: of the two other axes, in cyclic order, the first turns towards the second. */
export function turn(axis: "x" | "y" | "z", t: number): Float64Array {
  const a = "xyz".indexOf(axis);
  const [p, q] = [(a + 1) % 3, (a + 2) % 3];
  const R = new Float64Array(9);
  R[4 * a] = 1;
  R[4 * p] = R[4 * q] = Math.cos(t);
  R[3 * q + p] = Math.sin(t); // e_p goes to cos t e_p + sin t e_q
  R[3 * p + q] = -Math.sin(t);
  return R;
}
