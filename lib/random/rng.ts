/**
 * @file The generator: xoshiro128** on four 32-bit words, seeded by FNV-1a and SplitMix32 from a text. Specified to
 * the bit and made of whole-number arithmetic only, so the same seed gives the same numbers on every machine and
 * every Node. A generator is its state, so it can cross a process.
 * Source: Blackman & Vigna (2021), ACM Trans. Math. Softw. 47, 36, doi:10.1145/3460772.
 */

import type { Rng } from "../core/index.ts";
import { check } from "../core/index.ts";

/** FNV-1a over the UTF-16 code units of a text, each as two bytes. */
function hash(text: string, basis: number): number {
  let h = basis;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    h = Math.imul(h ^ (unit & 0xff), 0x01000193);
    h = Math.imul(h ^ (unit >>> 8), 0x01000193);
  }
  return h >>> 0;
}

/** Four words from one: SplitMix32. Its outputs differ from each other, so at most one of the four is zero. */
function expand(seed: number): Uint32Array {
  const state = new Uint32Array(4);
  let z = seed;
  for (let i = 0; i < 4; i++) {
    z = (z + 0x9e3779b9) | 0;
    let w = z ^ (z >>> 16);
    w = Math.imul(w, 0x21f0aaad);
    w ^= w >>> 15;
    w = Math.imul(w, 0x735a2d97);
    state[i] = w ^ (w >>> 15);
  }
  return state;
}

/**
 * A generator from a text. Two hashes, since one of 32 bits is the same for some pairs of short texts ("59599" and
 * "813120"): word i of the state is a[i] ^ rotl(b[i], 7), where a and b expand the hashes of two bases.
 */
function fromText(text: string): Rng {
  const state = expand(hash(text, 0x811c9dc5));
  const b = expand(hash(text, 0x6b43a9b5));
  for (let i = 0; i < 4; i++) state[i] ^= (b[i] << 7) | (b[i] >>> 25);
  if ((state[0] | state[1] | state[2] | state[3]) === 0) state[0] = 1; // the one state that xoshiro never leaves
  return { state };
}

/**
 * A generator from a seed.
 *
 * @param seed - a whole number below 2⁵³ or a text; 7 and "7" give the same generator
 * @throws RangeError if a numeric seed is not a whole number of magnitude below 2⁵³
 * @example
 * uniform(rng(7)) === uniform(rng("7")) // true
 */
export function rng(seed: number | string): Rng {
  check(
    typeof seed === "string" || Number.isSafeInteger(seed),
    () => `rng: seed must be a text or a whole number below 2^53, got ${seed}`,
  );
  return fromText(String(seed));
}

/**
 * An independent generator by name. It depends on the state of its parent and on the name, and draws nothing from the
 * parent: streams taken in any order are the same.
 *
 * @param parent - generator, left as it is
 * @param name - what the numbers are for, such as "noise"
 * @example
 * uniform(stream(rng(1), "a")) !== uniform(stream(rng(1), "b")) // true
 */
export function stream(parent: Rng, name: string): Rng {
  const { state } = parent;
  return fromText(`${state[0]},${state[1]},${state[2]},${state[3]}/${name}`);
}

/** The next 32 bits of xoshiro128**. */
function next(rng: Rng): number {
  const s = rng.state;
  const s1 = s[1];
  let result = Math.imul(s1, 5);
  result = Math.imul((result << 7) | (result >>> 25), 9);
  s[2] ^= s[0];
  s[3] ^= s1;
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= s1 << 9;
  s[3] = (s[3] << 11) | (s[3] >>> 21);
  return result >>> 0;
}

/**
 * A number in [0, 1), uniform, of 53 random bits; it advances the generator by two steps.
 *
 * @param rng - generator, advanced
 */
export function uniform(rng: Rng): number {
  const high = next(rng) >>> 5; // 27 bits
  const low = next(rng) >>> 6; // 26 bits
  return (high * 67108864 + low) / 9007199254740992;
}
