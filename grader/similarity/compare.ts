/**
 * @file Which answers to one exercise share long runs of words, names aside. What the starter holds is taken out, and so is
 * what very many answers share: that is the textbook. What the library or the reference holds stays in: an honest answer may
 * look like them, but rarely word for word like one other learner's. Equal answers are one, with the names of all who wrote it.
 */

import { tokensOf } from "./tokens.ts";
import { type Fingerprint, hashes, K, winnow } from "./winnow.ts";

/** One answer. */
export interface Work {
  readonly who: string;
  readonly text: string;
}

/** Characters of a text, from the first to the last + 1. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Two answers that share runs. */
export interface Pair {
  readonly a: Work;
  readonly b: Work;
  /** 2 · shared / (own of a + own of b): 1 is a copy but for names */
  readonly similarity: number;
  /** fingerprints in both */
  readonly shared: number;
  readonly spansA: readonly Span[];
  readonly spansB: readonly Span[];
}

/** What a comparison found. */
export interface Comparison {
  /** answers that were compared */
  readonly compared: number;
  /** answers with too little of their own */
  readonly little: number;
  /** fingerprints that so many share that they say nothing */
  readonly customary: number;
  /** those who handed in the same, names and layout aside; at least two each */
  readonly same: readonly (readonly Work[])[];
  /** by similarity, the most alike first; of equal answers only the first takes part */
  readonly pairs: readonly Pair[];
}

/** How to compare. */
export interface CompareOptions {
  /** texts whose runs are nobody's own, such as the starter */
  readonly subtract?: readonly string[];
  /** pairs below this are not listed, default 0.5 */
  readonly least?: number;
  /** pairs at most, default 100 */
  readonly most?: number;
}

/** An answer with fewer fingerprints of its own is not compared: about two lines. */
const OWN = 4;
/** What this part of all answers shares, and at least ten do, is customary. */
const CUSTOMARY = 0.05;

interface Printed {
  readonly work: Work;
  /** places by hash */
  readonly prints: Map<number, number[]>;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly alike: Work[];
}

/** Compares all answers with all. */
export function compare(works: readonly Work[], options: CompareOptions = {}): Comparison {
  const { subtract = [], least = 0.5, most = 100 } = options;
  const nobodys = new Set<number>();
  for (const text of subtract) for (const hash of hashes(tokensOf(text, true).words)) nobodys.add(hash);

  const printed = new Map<string, Printed>();
  let little = 0;
  for (const work of works) {
    const { words, starts, ends } = tokensOf(work.text, true);
    const own = winnow(words).filter(({ hash }) => !nobodys.has(hash));
    if (own.length < OWN) {
      little++;
      continue;
    }
    const key = words.join(" ");
    const known = printed.get(key);
    if (known) known.alike.push(work);
    else printed.set(key, { work, prints: places(own), starts, ends, alike: [work] });
  }
  const all = [...printed.values()];
  const customary = dropCustomary(all);
  const pairs = pairsOf(all, least, most);
  const same = all.filter(({ alike }) => alike.length > 1).map(({ alike }) => alike);
  return { compared: works.length - little, little, customary, same, pairs };
}

function places(prints: readonly Fingerprint[]): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const { hash, at } of prints) found.set(hash, [...(found.get(hash) ?? []), at]);
  return found;
}

/** Takes out what many share, and says how many fingerprints that were. */
function dropCustomary(all: readonly Printed[]): number {
  const holders = new Map<number, number>();
  for (const { prints } of all) for (const hash of prints.keys()) holders.set(hash, (holders.get(hash) ?? 0) + 1);
  const limit = Math.max(10, Math.ceil(all.length * CUSTOMARY));
  const dropped = new Set([...holders].filter(([, n]) => n > limit).map(([hash]) => hash));
  for (const { prints } of all) for (const hash of dropped) prints.delete(hash);
  return dropped.size;
}

/** Pairs by an inverted index: who shares nothing is never looked at. */
function pairsOf(all: readonly Printed[], least: number, most: number): Pair[] {
  const holders = new Map<number, number[]>();
  for (const [i, { prints }] of all.entries())
    for (const hash of prints.keys()) {
      const list = holders.get(hash);
      if (list) list.push(i);
      else holders.set(hash, [i]);
    }
  const shared = new Map<number, number>();
  for (const list of holders.values())
    for (let j = 1; j < list.length; j++)
      for (let i = 0; i < j; i++) {
        const key = list[i] * all.length + list[j];
        shared.set(key, (shared.get(key) ?? 0) + 1);
      }
  const found: { i: number; j: number; n: number; similarity: number }[] = [];
  for (const [key, n] of shared) {
    const i = Math.floor(key / all.length);
    const j = key % all.length;
    const similarity = (2 * n) / (all[i].prints.size + all[j].prints.size);
    if (n >= OWN && similarity >= least) found.push({ i, j, n, similarity });
  }
  found.sort((x, y) => y.similarity - x.similarity || y.n - x.n || x.i - y.i || x.j - y.j);
  return found.slice(0, most).map(({ i, j, n, similarity }) => {
    const [a, b] = [all[i], all[j]];
    return {
      a: a.work,
      b: b.work,
      similarity,
      shared: n,
      spansA: spans(a, b),
      spansB: spans(b, a),
    };
  });
}

/** The characters of one answer that the other shares; runs that touch or overlap are one. */
function spans(one: Printed, other: Printed): Span[] {
  const starts = [...one.prints].filter(([hash]) => other.prints.has(hash)).flatMap(([, at]) => at);
  starts.sort((x, y) => x - y);
  const found: { from: number; to: number }[] = [];
  for (const at of starts) {
    const from = one.starts[at];
    const to = one.ends[at + K - 1];
    const last = found.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}
