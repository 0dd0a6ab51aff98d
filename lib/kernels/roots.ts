/**
 * @file Roots of unity, the one table that every transform reads. The angle is folded into an eighth of
 * the circle by whole-number arithmetic before cos and sin see it, so that the table is exact at the quarters, exactly
 * symmetric, and rounded once everywhere else.
 */

/** The roots e^(−2πi j/n), j = 0 … n − 1. */
export interface Roots {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * The n roots of unity in the order of the forward transform.
 *
 * w[j] = e^(−2πi j/n)
 *
 * @param n - how many, at least 1
 * @returns e^(−2πi j/n), j = 0 … n − 1
 * @example
 * rootsOfUnity(8).im[6] // 1
 */
export function rootsOfUnity(n: number): Roots {
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const quarter = Math.floor((4 * j) / n);
    const rest = 4 * j - quarter * n; // angle is (quarter + rest/n) π/2, rest in [0, n)
    const near = 2 * rest <= n;
    const angle = ((near ? rest : n - rest) / n) * (Math.PI / 2); // at most π/4
    const c = near ? Math.cos(angle) : Math.sin(angle);
    const s = near ? Math.sin(angle) : Math.cos(angle);
    re[j] = quarter === 0 ? c : quarter === 1 ? -s : quarter === 2 ? -c : s;
    im[j] = quarter === 0 ? -s : quarter === 1 ? -c : quarter === 2 ? s : c;
  }
  return { re, im };
}
