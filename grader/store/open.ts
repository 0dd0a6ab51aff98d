/**
 * @file Opens the store of a class: made, migrated, or refused with a reason. What a grade rests on is on the disk when a
 * transaction returns (WAL with synchronous FULL); the file is its owner's alone.
 */

import { chmodSync, closeSync, existsSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { type Database, openDatabase, StoreError } from "./database.ts";
import { networkFileSystem } from "./filesystem.ts";
import { migrations } from "./schema.ts";

/** How to open. */
export interface OpenOptions {
  /** make the file; without it a missing file is an error, and with it an existing one */
  readonly create?: boolean;
  /** how long a writer waits for another one, ms */
  readonly busyMs?: number;
}

/** The version that this program writes. */
export const version: number = migrations.length;

/**
 * Opens `class.sqlite`.
 *
 * @throws StoreError if it is missing, damaged, newer than this program, or on a network file system
 */
export function openStore(path: string, options: OpenOptions = {}): Database {
  const { create = false, busyMs = 10_000 } = options;
  if (!create && !existsSync(path))
    throw new StoreError(`no class here: there is no ${path}; cryolab init FOLDER makes one`);
  const kind = networkFileSystem(dirname(path));
  if (kind !== undefined)
    throw new StoreError(
      `${path} lies on a network file system (${kind}), where SQLite loses data when two programs write; ` +
        "keep the class on a local disk and copy backups (cryolab backup) to the network",
    );
  if (create) createFile(path);
  const db = openDatabase(path);
  try {
    db.exec(`pragma busy_timeout = ${busyMs}`);
    const found = versionOf(db);
    if (found > version)
      throw new StoreError(
        `${path} was written by a newer Cryolab (version ${found} of its tables, this one knows ${version}); update this clone`,
      );
    db.prepare("pragma journal_mode = wal").get();
    db.exec("pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on");
    if (found < version) migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The version of a file's tables. */
export function versionOf(db: Database): number {
  return Number(db.prepare<{ user_version: number }>("pragma user_version").get()?.user_version ?? 0);
}

/** Two programs may find an old file at once: the second finds it new when it gets the lock. */
function migrate(db: Database): void {
  db.transaction(() => {
    for (let from = versionOf(db); from < version; from++) {
      db.exec(migrations[from]);
      db.exec(`pragma user_version = ${from + 1}`);
    }
  });
}

/** An empty file for its owner alone, before SQLite writes a word into it. */
function createFile(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new StoreError(`${path} exists already; choose another folder`);
    throw new StoreError(`${path} cannot be made (${code}); check that its folder can be written`, "cannot open", {
      cause: error,
    });
  }
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
}
