/**
 * @file Zeros of a polynomial as eigenvalues of its companion matrix, each improved by Newton's steps on the polynomial.
 * Source: Edelman & Murakami (1995), Math. Comput. 64, 763, doi:10.1090/S0025-5718-1995-1262279-2.
 */

import { Matrix as Dense, EigenvalueDecomposition } from "ml-matrix";
import { type ComplexArray, check, checkFinite } from "../core/index.ts";

/**
 * All zeros of a polynomial, real and complex.
 *
 * c₀ xⁿ + c₁ xⁿ⁻¹ + … + cₙ = 0
 *
 * A zero of multiplicity m is known to about the m-th root of a rounding only.
 *
 * @param coefficients - highest power first, as NumPy's roots; leading zeros lower the degree
 * @returns n zeros, by ascending real part, then imaginary part; none for a constant
 * @throws RangeError if there is no coefficient above 0 in modulus, or one is not finite
 * @example
 * polynomialRoots(Float64Array.of(1, 0, -4)).re // Float64Array [-2, 2]
 * @see Edelman & Murakami (1995), doi:10.1090/S0025-5718-1995-1262279-2
 */
export function polynomialRoots(coefficients: Float64Array): ComplexArray<readonly [n: number]> {
  checkFinite(coefficients, "polynomialRoots: coefficients");
  const first = coefficients.findIndex((c) => c !== 0);
  check(first >= 0, () => `polynomialRoots: a coefficient must differ from 0, got [${coefficients}]`);
  let end = coefficients.length;
  while (coefficients[end - 1] === 0) end--;
  const c = coefficients.subarray(first, end); // without zeros at x = 0
  const n = c.length - 1;
  const zeros = Array.from({ length: coefficients.length - end }, () => [0, 0]);
  if (n >= 1) {
    // x = scale · y makes the first and the last coefficient alike, so that no eigenvalue is far from 1
    const scale = Math.exp((Math.log(Math.abs(c[n])) - Math.log(Math.abs(c[0]))) / n);
    const companion = Dense.zeros(n, n);
    for (let j = 0, power = 1; j < n; j++) {
      power *= scale;
      companion.set(0, j, -(c[j + 1] / c[0]) / power);
      if (j > 0) companion.set(j, j - 1, 1);
    }
    const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(companion);
    for (let i = 0; i < n; i++) zeros.push(polished(c, scale * realEigenvalues[i], scale * imaginaryEigenvalues[i]));
  }
  zeros.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    shape: [zeros.length],
    re: Float64Array.from(zeros, (zero) => zero[0] + 0),
    im: Float64Array.from(zeros, (zero) => zero[1] + 0),
  };
}

/** A zero after Newton's steps, as long as they shrink the polynomial. */
function polished(c: Float64Array, re: number, im: number): [re: number, im: number] {
  let best: [number, number] = [re, im];
  let { size, stepRe, stepIm } = newton(c, re, im);
  for (let i = 0; i < 4 && size > 0; i++) {
    const next: [number, number] = [best[0] - stepRe, best[1] - stepIm];
    const there = newton(c, ...next);
    if (!(there.size < size)) break;
    best = next;
    ({ size, stepRe, stepIm } = there);
  }
  return best;
}

/** |p(z)| and p(z)/p'(z) by Horner's rule. */
function newton(c: Float64Array, x: number, y: number): { size: number; stepRe: number; stepIm: number } {
  let [pRe, pIm, dRe, dIm] = [0, 0, 0, 0];
  for (const value of c) {
    [dRe, dIm] = [dRe * x - dIm * y + pRe, dRe * y + dIm * x + pIm];
    [pRe, pIm] = [pRe * x - pIm * y + value, pRe * y + pIm * x];
  }
  const d = dRe * dRe + dIm * dIm;
  return {
    size: Math.sqrt(pRe * pRe + pIm * pIm),
    stepRe: (pRe * dRe + pIm * dIm) / d,
    stepIm: (pIm * dRe - pRe * dIm) / d,
  };
}
