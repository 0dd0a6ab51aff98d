/**
 * @file Whose a file is: by the names that Moodle and Canvas give, by a folder or file called like the learner. A name that fits
 * two learners fits none.
 */

import type { Learner } from "../roster.ts";

/** What a path says. */
export interface Owner {
  readonly learner: string;
  /** the file's own name, without what a system put before it */
  readonly name: string;
  readonly system?: "moodle" | "canvas";
  /** Canvas says that it came late */
  readonly late?: boolean;
}

/** The learners by everything that a path may call them. */
export interface Book {
  find(key: string): readonly string[];
}

/** Letters and digits only, without accents: "Ångström, Åsa" is "angstromasa". */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Makes the book of a class. */
export function bookOf(learners: readonly Learner[]): Book {
  const book = new Map<string, Set<string>>();
  const add = (key: string, id: string): void => {
    if (key === "") return;
    const ids = book.get(key);
    if (ids) ids.add(id);
    else book.set(key, new Set([id]));
  };
  for (const { id, name, email, external } of learners) {
    add(`=${id.toLowerCase()}`, id);
    add(`=${email.toLowerCase()}`, id);
    for (const [system, value] of Object.entries(external)) {
      add(`=${value.toLowerCase()}`, id);
      add(`${system}:${value.replace(/\D/g, "")}`, id); // "Participant 1234"
    }
    const words = name.split(/\s+/).filter((word) => word !== "");
    add(`~${plain(name)}`, id);
    if (words.length > 1) {
      add(`~${plain(words.at(-1) + words.slice(0, -1).join(""))}`, id); // Lovelace Ada
      add(`~${plain(words.slice(1).join("") + words[0])}`, id);
    }
  }
  return { find: (key) => [...(book.get(key) ?? [])] };
}

const first = (book: Book, ...keys: readonly string[]): readonly string[] => {
  for (const key of keys) {
    const ids = book.find(key);
    if (ids.length > 0) return ids;
  }
  return [];
};

const MOODLE = /^(.+)_(\d+)_assignsubmission_(?:file|onlinetext)(?:_(.*))?$/s;
const CANVAS = /^([^_]+)_(LATE_)?(\d+)_(\d+)_(.+)$/is;

/**
 * Whose the file of a path is, or why nobody's.
 *
 * @param parts - folders and file name, outermost first
 */
export function ownerOf(parts: readonly string[], book: Book): Owner | string {
  const name = parts.at(-1) ?? "";
  const settled = (
    ids: readonly string[],
    called: string,
    more: Omit<Owner, "learner">,
  ): Owner | string | undefined => {
    if (ids.length === 1) return { learner: ids[0], ...more };
    return ids.length > 1 ? `${JSON.stringify(called)} fits ${ids.join(" and ")}` : undefined;
  };
  for (const part of parts) {
    const moodle = MOODLE.exec(part);
    if (!moodle) continue;
    const [, called, number, rest = ""] = moodle;
    const ids = first(book, `moodle:${number}`, `~${plain(called)}`, `=${called.toLowerCase()}`);
    const own = part === name ? rest : name;
    return settled(ids, called, { name: own, system: "moodle" }) ?? `no learner is called ${JSON.stringify(called)}`;
  }
  const canvas = CANVAS.exec(name);
  if (canvas) {
    const [, called, late, user, , own] = canvas;
    const ids = first(book, `canvas:${user}`, `~${plain(called)}`);
    const clean = own.replace(/-\d+(\.\w+)$/, "$1");
    const found = settled(ids, called, { name: clean, system: "canvas", late: late !== undefined });
    if (found !== undefined) return found;
  }
  const stem = name.replace(/\.\w+$/, "");
  for (const part of [...parts.slice(0, -1), stem]) {
    const ids = first(book, `=${part.toLowerCase()}`, `~${plain(part)}`);
    const found = settled(ids, part, { name });
    if (found !== undefined) return found;
  }
  for (let end = stem.length - 1; end > 0; end--)
    if (/[_\-. ]/.test(stem[end])) {
      const called = stem.slice(0, end);
      const found = settled(first(book, `=${called.toLowerCase()}`, `~${plain(called)}`), called, { name });
      if (found !== undefined) return found;
    }
  return "no learner of this class is called so";
}
