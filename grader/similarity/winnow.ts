/**
 * @file Winnowing: of every w consecutive hashes of k words the least is kept. Two texts that share k + w − 1 = 29 words
 * share a fingerprint, and nothing shorter than k = 17 words counts. After Schleimer, Wilkerson & Aiken (2003), Winnowing:
 * local algorithms for document fingerprinting, SIGMOD, doi:10.1145/872757.872770.
 */

/** Words in a fingerprint. */
export const K = 17;
/** Hashes in a window. */
export const W = 13;

/** A fingerprint: the hash of K words, and the index of the first of them. */
export interface Fingerprint {
  readonly hash: number;
  readonly at: number;
}

const PRIME = 0x1000193;

/** A whole number below 2³² for a word. */
function wordHash(word: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), PRIME);
  return h >>> 0;
}

/** The last step of MurmurHash3: every bit of the input moves every bit of the output. */
function mixed(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The hash of every K consecutive words, 52 bits in two lanes: a million runs collide with chance 10⁻⁴. */
export function hashes(words: readonly string[]): Float64Array {
  const n = Math.max(0, words.length - K + 1);
  const out = new Float64Array(n);
  const codes = Uint32Array.from(words, wordHash);
  for (let i = 0; i < n; i++) {
    let a = 17;
    let b = 29;
    for (let j = i; j < i + K; j++) {
      a = Math.imul(a, 31) + codes[j];
      b = Math.imul(b ^ codes[j], PRIME);
    }
    out[i] = (mixed(a) >>> 6) * 2 ** 26 + (mixed(b) >>> 6);
  }
  return out;
}

/** The fingerprints of a text; of one with fewer than W hashes, the least. */
export function winnow(words: readonly string[]): Fingerprint[] {
  const h = hashes(words);
  const found: Fingerprint[] = [];
  let last = -1;
  for (let from = 0; from < h.length && (from === 0 || from + W <= h.length); from++) {
    let least = from;
    // the last of equals: a repeated word keeps few
    for (let i = from + 1; i < Math.min(from + W, h.length); i++) if (h[i] <= h[least]) least = i;
    if (least !== last) found.push({ hash: h[least], at: least });
    last = least;
  }
  return found;
}
