/** @file Exercise ids as people type them: checked against the course, with the nearest ones when there is none. */

import { exerciseIds } from "../registry/index.ts";

/** An id that exists; otherwise an error that names the nearest ones. */
export function existing(id: string, root: string): string {
  const ids = exerciseIds(root);
  if (ids.includes(id)) return id;
  throw new RangeError(unknown(id, ids));
}

/** Words for an id that does not exist. */
export function unknown(id: string, ids: readonly string[]): string {
  const slug = id.split("/").at(-1) ?? id;
  const near = ids.filter((known) => known.split("/")[1] === slug || distance(known, id) <= 3).slice(0, 3);
  const way = near.length > 0 ? `did you mean ${near.join(" or ")}?` : "cryolab list shows all";
  return `no exercise ${JSON.stringify(id)}; ${way}`;
}

/** Edits between two words (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}
