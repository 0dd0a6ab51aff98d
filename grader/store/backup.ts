/** @file One file out, one file back: whole, checked, and never over something that is there. */

import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname, resolve } from "node:path";
import { type Database, openDatabase, StoreError } from "./database.ts";
import { happened } from "./events.ts";
import { version, versionOf } from "./open.ts";

/** Writes a copy of the store as it is now, while others go on writing. */
export function backup(db: Database, file: string, { force = false }: { readonly force?: boolean } = {}): void {
  const path = resolve(file);
  if (existsSync(path) && !force) throw new StoreError(`${path} exists already; choose another name, or add --force`);
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.${process.pid}.part`;
  rmSync(half, { force: true });
  closeSync(openSync(half, "wx", 0o600)); // its owner's alone from the first byte
  try {
    db.prepare("vacuum into ?").run(half);
    check(half);
    renameSync(half, path);
  } finally {
    rmSync(half, { force: true });
  }
  happened(db, { what: "backed up" });
}

/** Takes a backup back into the file of a class. */
export function restore(file: string, path: string, { force = false }: { readonly force?: boolean } = {}): void {
  if (!existsSync(file)) throw new StoreError(`there is no ${file}`);
  if (existsSync(path) && !force)
    throw new StoreError(
      `${path} exists already; add --force to put the backup in its place: what is in it now is lost`,
    );
  const half = `${path}.${process.pid}.part`;
  mkdirSync(dirname(path), { recursive: true });
  copyFileSync(file, half);
  chmodSync(half, 0o600);
  try {
    check(half);
    sync(half);
    // a log that belongs to the old file would be played into the new one
    for (const end of ["-wal", "-shm"]) rmSync(path + end, { force: true });
    renameSync(half, path);
  } finally {
    for (const end of ["", "-wal", "-shm"]) rmSync(half + end, { force: true });
  }
}

/** Reads every page of a file before it is believed. */
function check(path: string): void {
  const db = openDatabase(path);
  try {
    const found = versionOf(db);
    if (found > version)
      throw new StoreError(
        `${path} was written by a newer Cryolab (version ${found}, this one knows ${version}); update this clone`,
      );
    const said = db.prepare<{ integrity_check: string }>("pragma integrity_check").all();
    const there = db.prepare("select 1 from sqlite_master where name = 'submission'").get();
    if (said.length !== 1 || said[0].integrity_check !== "ok")
      throw new StoreError(`${path} is damaged: ${said[0]?.integrity_check}`, "corrupt");
    if (!there) throw new StoreError(`${path} is no backup of a class`, "corrupt");
    const lost = db.prepare("pragma foreign_key_check").all();
    if (lost.length > 0) throw new StoreError(`${path} is damaged: ${lost.length} rows belong to nothing`, "corrupt");
  } finally {
    db.close();
  }
}

function sync(path: string): void {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
