/** @file Zips that are the same bytes for the same files: entries by name, one fixed time, no extra fields. */

import { type Zippable, zipSync } from "fflate";

/** Contents by entry name, with slashes. */
export type Entries = ReadonlyMap<string, Uint8Array>;

/** The first time that zip can say, in fields of local time, so that every time zone writes the same. */
const first = (): Date => new Date(1980, 0, 1);
const UNIX = 3;

/**
 * The bytes of a zip.
 *
 * @param entries - contents by name
 * @param executable - names that may be run
 */
export function zip(entries: Entries, executable: ReadonlySet<string> = new Set()): Uint8Array {
  const all: Zippable = {};
  for (const name of [...entries.keys()].sort()) {
    const mode = executable.has(name) ? 0o755 : 0o644;
    all[name] = [
      entries.get(name) as Uint8Array,
      { mtime: first(), level: 9, os: UNIX, attrs: (0o100000 | mode) << 16 },
    ];
  }
  return zipSync(all);
}
