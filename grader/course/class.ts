/**
 * @file A class is a folder: `class.sqlite`, and `inbox/`, `release/`, `feedback/` beside it. It is found from the working
 * folder upwards, or by CRYOLAB_CLASS. Its exercises lie in a clone whose path the class remembers.
 */

import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { findRoot } from "../registry/index.ts";
import { type Database, StoreError } from "../store/database.ts";
import { happened } from "../store/events.ts";
import { openStore } from "../store/open.ts";
import { checkedZone, localZone } from "./dates.ts";

/** The store's name in a class's folder. */
export const STORE = "class.sqlite";

/** An open class. `root` and `secret` are read when asked for, and do not show when the object is printed. */
export interface Class {
  readonly folder: string;
  readonly db: Database;
  readonly name: string;
  /** in which dates without an offset are read, and days are counted */
  readonly zone: string;
  /** the clone that holds the exercises; throws with the way out when it has moved */
  readonly root: string;
  /** of which the seeds of hidden inputs are made; never printed, never exported */
  readonly secret: string;
  close(): void;
}

/** A value that a class keeps by name. */
export function setting(db: Database, key: string): string | undefined {
  return db.prepare<{ value: string }>("select value from setting where key = ?").get(key)?.value;
}

/** Keeps a value by name. */
export function keepSetting(db: Database, key: string, value: string): void {
  db.prepare(
    "insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
  ).run(key, value);
}

/** The folder of the class: given, or CRYOLAB_CLASS, or the first with a store from the working folder upwards. */
export function findClass(folder: string | undefined = process.env.CRYOLAB_CLASS || undefined): string {
  if (folder !== undefined) {
    if (!existsSync(join(folder, STORE)))
      throw new StoreError(`no class in ${resolve(folder)}: there is no ${STORE}; cryolab init ${folder} makes one`);
    return resolve(folder);
  }
  for (let here = process.cwd(); ; here = dirname(here)) {
    if (existsSync(join(here, STORE))) return here;
    if (dirname(here) === here)
      throw new StoreError(
        `no class here: there is no ${STORE} in ${process.cwd()} or above; go into the class's folder, ` +
          "add --class FOLDER, or make one with cryolab init FOLDER",
      );
  }
}

/** Opens a class; close it when done. */
export function openClass(folder?: string): Class {
  const found = findClass(folder);
  return ofStore(found, openStore(join(found, STORE)));
}

function ofStore(folder: string, db: Database): Class {
  const cls = {
    folder,
    db,
    name: setting(db, "name") ?? "",
    zone: setting(db, "zone") ?? "UTC",
    close: () => db.close(),
  };
  const hidden = (get: () => string): PropertyDescriptor => ({ get, enumerable: false });
  return Object.defineProperties(cls, {
    root: hidden(() => rootOf(db, folder)),
    secret: hidden(() => secretOf(db)),
  }) as Class;
}

function rootOf(db: Database, folder: string): string {
  const root = setting(db, "root") ?? "";
  if (root !== "" && existsSync(join(root, "exercises"))) return root;
  throw new StoreError(
    `the exercises of this class were in ${root || "no folder"}, and are not there now; ` +
      `say where they are: cryolab init ${folder} --exercises CLONE`,
  );
}

function secretOf(db: Database): string {
  const secret = setting(db, "secret");
  if (!secret)
    throw new StoreError(`${db.path} has lost its secret; restore a backup: without it no grading can be repeated`);
  return secret;
}

/** What a new class is. */
export interface NewClass {
  readonly name?: string;
  /** IANA name; this machine's when left out */
  readonly zone?: string;
  /** the clone with the exercises; found by `findRoot` when left out */
  readonly root?: string;
}

/** Makes a class in a folder that has none, and opens it. */
export function initClass(folder: string, { name, zone = localZone(), root = findRoot() }: NewClass = {}): Class {
  const full = resolve(folder);
  const known = checkedZone(zone);
  checkedRoot(root);
  mkdirSync(full, { recursive: true });
  const db = openStore(join(full, STORE), { create: true });
  for (const part of ["inbox", "release", "feedback"]) mkdirSync(join(full, part), { recursive: true, mode: 0o700 });
  db.transaction(() => {
    keepSetting(db, "name", name ?? full.split(/[\\/]/).at(-1) ?? "class");
    keepSetting(db, "zone", known);
    keepSetting(db, "root", resolve(root));
    keepSetting(db, "secret", randomBytes(32).toString("hex"));
    happened(db, { what: "made" });
  });
  return ofStore(full, db);
}

/** Changes what a class remembers of itself. */
export function changeClass(cls: Class, { name, zone, root }: NewClass): Class {
  const known = zone === undefined ? undefined : checkedZone(zone);
  if (root !== undefined) checkedRoot(root);
  cls.db.transaction(() => {
    if (name !== undefined) keepSetting(cls.db, "name", name);
    if (known !== undefined) keepSetting(cls.db, "zone", known);
    if (root !== undefined) keepSetting(cls.db, "root", resolve(root));
    happened(cls.db, {
      what: "changed",
      detail: { name, zone: known, root: root === undefined ? undefined : resolve(root) },
    });
  });
  return ofStore(cls.folder, cls.db);
}

function checkedRoot(root: string): void {
  if (!existsSync(join(root, "exercises")))
    throw new RangeError(`--exercises: must be a clone of the course, a folder with exercises/, got ${root}`);
}
