/**
 * @file The learners of a class, from a CSV as Canvas, Moodle, a registrar or a hand writes it: columns are found by their
 * names. An import adds and changes; it never deletes.
 */

import { happened } from "../store/events.ts";
import type { Class } from "./class.ts";
import { readCsv } from "./csv.ts";

/** A learner of the class. */
export interface Learner {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly section: string;
  /** ids of other systems: canvas, moodle, sis */
  readonly external: Readonly<Record<string, string>>;
  readonly active: boolean;
}

/** Names of columns, without spaces and signs, in order of preference. */
const COLUMNS = {
  id: [
    "login",
    "sisloginid",
    "username",
    "netid",
    "userid",
    "studentid",
    "studentnumber",
    "matriculationnumber",
    "sid",
    "id",
    "idnumber",
    "sisuserid",
    "sis",
  ],
  name: ["name", "fullname", "student", "displayname", "learner"],
  first: ["firstname", "givenname", "forename", "first"],
  last: ["lastname", "surname", "familyname", "last"],
  email: ["email", "emailaddress", "mail"],
  section: ["section", "sections", "group", "groups"],
  canvas: ["canvasid", "canvas", "canvasuserid"],
  moodle: ["moodleid", "moodle", "identifier"],
  sis: ["sisuserid", "sis", "idnumber", "sid"],
} as const;

type Field = keyof typeof COLUMNS;

const key = (column: string): string => column.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Which column holds what. */
function layout(
  columns: readonly string[],
  idColumn: string | undefined,
  file: string,
): Partial<Record<Field, string>> {
  const found: Partial<Record<Field, string>> = {};
  for (const field of Object.keys(COLUMNS) as Field[]) {
    const name = COLUMNS[field].find((known) => columns.some((column) => key(column) === known));
    if (name !== undefined) found[field] = columns.find((column) => key(column) === name) as string;
  }
  // Canvas calls its own number "ID", beside "SIS Login ID"
  const canvas = columns.find((column) => key(column) === "id");
  if (canvas !== undefined && columns.some((column) => key(column) === "sisloginid")) found.canvas ??= canvas;
  if (idColumn !== undefined) {
    const chosen = columns.find((column) => column === idColumn || key(column) === key(idColumn));
    if (chosen === undefined)
      throw new RangeError(`--id: ${file} has no column ${JSON.stringify(idColumn)}; it has ${columns.join(", ")}`);
    found.id = chosen;
  }
  if (found.id === undefined) {
    if (found.email === undefined)
      throw new Error(
        `${file}: no column says who a learner is; call one id, login, username or email, or choose one with --id ` +
          `(it has ${columns.join(", ") || "none"})`,
      );
    found.id = found.email;
  }
  if (found.sis === found.id) delete found.sis;
  return found;
}

/** An id can be a folder's name, a column and an argument. */
export function checkedLearnerId(id: string): string {
  if (
    id === "" ||
    id.length > 64 ||
    /[\p{Cc}\p{Bidi_Control}/\\:*?"<>|]/u.test(id) ||
    /^[.\s-]|[.\s]$/.test(id) ||
    id.startsWith("forgotten-")
  )
    throw new RangeError(`learner id: must be 1 to 64 characters that can name a folder, got ${JSON.stringify(id)}`);
  return id;
}

interface Row {
  id: string;
  name: string;
  email: string;
  section: string;
  external: string;
  active: number;
}

const fromRow = (row: Row): Learner => ({ ...row, external: JSON.parse(row.external), active: row.active === 1 });

/** The learners of a class, by id; those who were forgotten are left out. */
export function readRoster({ db }: Class, { all = false }: { readonly all?: boolean } = {}): Learner[] {
  return db
    .prepare<Row>("select * from learner where id not like 'forgotten-%' and (active = 1 or ?) order by id")
    .all(all ? 1 : 0)
    .map(fromRow);
}

/** One learner, or an error that names near ones. */
export function readLearner(cls: Class, id: string): Learner {
  const row = cls.db.prepare<Row>("select * from learner where id = ?").get(id);
  if (row) return fromRow(row);
  const near = readRoster(cls, { all: true })
    .filter(
      (one) => one.id.toLowerCase().includes(id.toLowerCase()) || one.name.toLowerCase().includes(id.toLowerCase()),
    )
    .slice(0, 3)
    .map((one) => one.id);
  throw new RangeError(
    `no learner ${JSON.stringify(id)} in this class; ${near.length > 0 ? `did you mean ${near.join(" or ")}?` : "cryolab roster list shows all"}`,
  );
}

/** What an import did, or would do. */
export interface Imported {
  readonly added: readonly string[];
  /** with what changed: "email: a@x -> b@x" */
  readonly changed: readonly { readonly id: string; readonly changes: readonly string[] }[];
  readonly same: number;
  /** in the class and not in the file */
  readonly missing: readonly string[];
  readonly deactivated: boolean;
  /** columns that were used: "id from SIS Login ID" */
  readonly columns: readonly string[];
  /** rows that were not taken, and why */
  readonly refused: readonly string[];
}

/** How to import. */
export interface ImportOptions {
  readonly id?: string;
  readonly dryRun?: boolean;
  readonly deactivateMissing?: boolean;
}

/** Takes the learners of a CSV into the class. */
export function importRoster(cls: Class, text: string, file: string, options: ImportOptions = {}): Imported {
  const { columns, rows } = readCsv(text, file);
  const where = layout(columns, options.id, file);
  const { db } = cls;
  const refused: string[] = [];
  const seen = new Map<string, Learner>();
  for (const [index, row] of rows.entries()) {
    const cell = (field: Field): string =>
      where[field] === undefined ? "" : (row[where[field]] ?? "").normalize("NFC");
    const id = cell("id");
    const name = nameOf(cell("name"), cell("first"), cell("last"));
    if (where.canvas !== undefined && /^(points possible|test student)$/i.test(name.trim())) continue; // Canvas's own rows
    try {
      checkedLearnerId(id);
      if (seen.has(id)) throw new RangeError(`${id} is there twice; the first row is taken`);
      const external = Object.fromEntries(
        (["canvas", "moodle", "sis"] as const).map((one) => [one, cell(one)]).filter(([, value]) => value !== ""),
      );
      seen.set(id, { id, name, email: cell("email"), section: cell("section"), external, active: true });
    } catch (error) {
      refused.push(`row ${index + 2}: ${(error as Error).message}`);
    }
  }
  if (seen.size === 0) throw new Error(`${file}: no learner in it${refused.length > 0 ? `: ${refused[0]}` : ""}`);
  const there = new Map(readRoster(cls, { all: true }).map((one) => [one.id, one]));
  const added: string[] = [];
  const changed: { id: string; changes: string[] }[] = [];
  const merged: Learner[] = [];
  let same = 0;
  for (const learner of seen.values()) {
    const old = there.get(learner.id);
    const next = old === undefined ? learner : merge(old, learner);
    const changes = old === undefined ? [] : changesOf(old, next);
    if (old === undefined) added.push(learner.id);
    else if (changes.length > 0) changed.push({ id: learner.id, changes });
    else same++;
    if (old === undefined || changes.length > 0) merged.push(next);
  }
  const missing = [...there.values()].filter(({ id, active }) => active && !seen.has(id)).map(({ id }) => id);
  const deactivated = options.deactivateMissing === true && missing.length > 0;
  if (!options.dryRun)
    db.transaction(() => {
      for (const one of merged)
        db.prepare(
          `insert into learner (id, name, email, section, external, active) values (?, ?, ?, ?, ?, 1)
           on conflict (id) do update set name = excluded.name, email = excluded.email, section = excluded.section,
             external = excluded.external, active = 1`,
        ).run(one.id, one.name, one.email, one.section, JSON.stringify(one.external));
      if (deactivated) for (const id of missing) db.prepare("update learner set active = 0 where id = ?").run(id);
      happened(db, {
        what: "roster imported",
        detail: { added: added.length, changed: changed.length, same, deactivated: deactivated ? missing.length : 0 },
      });
    });
  const used = Object.entries(where).map(([field, column]) => `${field} from ${column}`);
  return { added, changed, same, missing, deactivated, columns: used, refused };
}

/** "Lovelace, Ada" and two columns are "Ada Lovelace". */
function nameOf(name: string, first: string, last: string): string {
  if (name === "") return `${first} ${last}`.trim();
  const match = /^([^,]+),\s*([^,]+)$/.exec(name);
  return match ? `${match[2].trim()} ${match[1].trim()}` : name;
}

/** An empty cell takes nothing away. */
function merge(old: Learner, next: Learner): Learner {
  return {
    id: old.id,
    name: next.name || old.name,
    email: next.email || old.email,
    section: next.section || old.section,
    external: { ...old.external, ...next.external },
    active: true,
  };
}

function changesOf(old: Learner, next: Learner): string[] {
  const texts = (one: Learner): Record<string, string> => ({
    name: one.name,
    email: one.email,
    section: one.section,
    ...one.external,
    state: one.active ? "active" : "inactive",
  });
  const [before, after] = [texts(old), texts(next)];
  return Object.keys(after)
    .filter((field) => before[field] !== after[field])
    .map((field) => `${field}: ${before[field] || "none"} -> ${after[field]}`);
}
