/** @file Lengths that transform fast: products of small primes. */

import { check } from "../core/index.ts";

/**
 * The next length at which a transform is fast.
 *
 * Smallest m ≥ n of the form 2ᵃ 3ᵇ 5ᶜ
 *
 * @param n - samples needed at least
 * @throws RangeError if n is not a whole number from 1 to 2⁴⁰
 * @example
 * fastSize(97) // 100
 */
export function fastSize(n: number): number {
  check(Number.isInteger(n) && n >= 1 && n <= 2 ** 40, () => `fastSize: n must be a whole number >= 1, got ${n}`);
  let best = Infinity;
  for (let five = 1; five < best; five *= 5)
    for (let three = five; three < best; three *= 3) {
      let m = three;
      while (m < n) m *= 2;
      best = Math.min(best, m);
      if (three >= n) break; // more factors only make it larger
    }
  return best;
}
