/** @file The cells that ran, for a front end that asks for history: this session's only, nothing is written to disk. */

import type { Fields } from "./wire/message.ts";

/** One entry: session, line, input. */
type Entry = readonly [session: number, line: number, input: string];

/** Cells in order of running. */
export class History {
  readonly #entries: Entry[] = [];

  /** Adds a cell under its count. */
  add(line: number, input: string): void {
    this.#entries.push([1, line, input]);
  }

  /** Answers a `history_request`: the last n, a range of lines, or those that match a pattern of * and ?. */
  find(request: Fields): readonly unknown[] {
    const found = this.#select(request);
    return request.output === true ? found.map(([session, line, input]) => [session, line, [input, null]]) : found;
  }

  #select(request: Fields): readonly Entry[] {
    const n = typeof request.n === "number" ? request.n : Number.POSITIVE_INFINITY;
    switch (request.hist_access_type) {
      case "range": {
        const start = Number(request.start ?? 0);
        const stop = Number(request.stop ?? Number.POSITIVE_INFINITY);
        const here = request.session === undefined || request.session === 0 || request.session === 1;
        return here ? this.#entries.filter(([, line]) => line >= start && line < stop) : [];
      }
      case "search": {
        const pattern = globPattern(String(request.pattern ?? "*"));
        const matching = this.#entries.filter(([, , input]) => pattern.test(input));
        return last(request.unique === true ? unique(matching) : matching, n);
      }
      default:
        return last(this.#entries, n);
    }
  }
}

const last = (entries: readonly Entry[], n: number): readonly Entry[] => entries.slice(Math.max(0, entries.length - n));

/** The latest of equal inputs. */
function unique(entries: readonly Entry[]): readonly Entry[] {
  const latest = new Map(entries.map((entry) => [entry[2], entry]));
  return entries.filter((entry) => latest.get(entry[2]) === entry);
}

/** A pattern of * and ?, as Python's fnmatch takes it. */
function globPattern(glob: string): RegExp {
  const escaped = glob
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${escaped}$`, "s");
}
