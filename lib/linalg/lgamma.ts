/**
 * @file The logarithm of the gamma function: Stirling's series from 10 on, the recurrence Γ(x + 1) = x Γ(x) to get there.
 * Source: NIST Digital Library of Mathematical Functions, sections 5.5 and 5.11, https://dlmf.nist.gov/5.11.
 */

import { check } from "../core/index.ts";

/**
 * Logarithm of the modulus of the gamma function.
 *
 * ln Γ(x) = (x − ½) ln x − x + ½ ln 2π + 1/(12x) − 1/(360x³) + 1/(1260x⁵) − …;   for x < ½: ln|Γ(x)| = ln(π/|sin πx|) −
 * ln Γ(1 − x)
 *
 * @param x - any number but NaN; Γ(n + 1) = n!
 * @returns ln |Γ(x)|, to 2e-14 or a few roundings of its own size; ∞ at 0, −1, −2, … and at ∞
 * @throws RangeError if x is NaN or −∞
 * @example
 * Math.round(Math.exp(lgamma(6))) // 120
 * @see https://dlmf.nist.gov/5.11
 */
export function lgamma(x: number): number {
  check(x > -Infinity, () => `lgamma: x must be a number above -Infinity, got ${x}`);
  if (x === Infinity) return Infinity;
  if (x < 0.5) {
    const whole = Math.round(x);
    if (x <= 0 && x === whole) return Infinity;
    return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * (x - whole)))) - lgamma(1 - x);
  }
  let t = x;
  let factor = 1;
  while (t < 10) factor *= t++; // at most 10! · 1.1
  const u = 1 / (t * t);
  const series = (1 / 12 - u * (1 / 360 - u * (1 / 1260 - u * (1 / 1680 - u * (1 / 1188 - u * (691 / 360360)))))) / t;
  return (t - 0.5) * Math.log(t) - t + 0.5 * Math.log(2 * Math.PI) + series - Math.log(factor);
}
