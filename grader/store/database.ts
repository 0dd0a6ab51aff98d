/**
 * @file SQLite behind one small interface: `node:sqlite` where this Node has it, else the package `libsql`. Both are the same
 * engine on the same file; their errors become one, with the way out.
 */

import { createRequire } from "node:module";

/** What a column holds and a parameter may be. */
export type Value = null | number | bigint | string | Uint8Array;

/** A row as an object; `Row` is what the query promises. */
export interface Statement<Row> {
  run(...values: Value[]): { readonly changes: number; readonly lastInsertRowid: number };
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
}

/** An open file. Synchronous: a call of it has happened when it returns. */
export interface Database {
  readonly path: string;
  readonly engine: "node:sqlite" | "libsql";
  exec(sql: string): void;
  /** A statement, prepared once for each text; parameters are `?`. */
  prepare<Row = Record<string, Value>>(sql: string): Statement<Row>;
  /** All or nothing, with the write lock from the start; within another transaction it is a part of that one. */
  transaction<T>(body: () => T): T;
  close(): void;
}

/** The store cannot do what it must; the message says the way out. */
export class StoreError extends Error {
  override readonly name: string = "StoreError";
  /** SQLite's word: "full", "readonly", "busy", "corrupt", "cannot open" or "" */
  readonly kind: string;

  constructor(message: string, kind = "", options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

interface NativeStatement {
  run(...values: Value[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  get(...values: Value[]): Record<string, unknown> | undefined;
  all(...values: Value[]): Record<string, unknown>[];
}

interface Native {
  exec(sql: string): unknown;
  prepare(sql: string): NativeStatement;
  close(): unknown;
}

type Open = (path: string) => { native: Native; engine: Database["engine"] };

const require = createRequire(import.meta.url);

/** The driver of this Node. */
const open: Open = (path) => {
  const sqlite = builtIn();
  if (sqlite) return { native: new sqlite.DatabaseSync(path), engine: "node:sqlite" };
  let Libsql: new (path: string) => Native;
  try {
    Libsql = require("libsql");
  } catch (error) {
    throw new StoreError(
      `the store needs SQLite: Node ${process.version} has none and the package libsql does not load here; ` +
        "use Node >= 22.13, or run npm ci again without --omit=optional",
      "",
      { cause: error },
    );
  }
  return { native: new Libsql(path), engine: "libsql" };
};

/** `node:sqlite`, without the line on stderr that calls it experimental. */
function builtIn(): { DatabaseSync: new (path: string) => Native } | undefined {
  const { emitWarning } = process;
  process.emitWarning = (() => {}) as typeof process.emitWarning;
  try {
    return require("node:sqlite");
  } catch {
    return undefined;
  } finally {
    process.emitWarning = emitWarning;
  }
}

const KINDS: readonly (readonly [RegExp, string, string])[] = [
  [
    /database or disk is full/i,
    "full",
    "the disk is full; make room, then run the command again: nothing is half written",
  ],
  [
    /readonly database|read-only/i,
    "readonly",
    "the file or its folder cannot be written; check its owner and its mode",
  ],
  [/unable to open/i, "cannot open", "the file cannot be opened; check that its folder exists and can be written"],
  [/database is locked|busy/i, "busy", "another program has held the file for too long; close it and try again"],
  [
    /not a database|malformed|corrupt/i,
    "corrupt",
    "the file is damaged or not a class; cryolab restore brings a backup back",
  ],
  [/disk I\/O error/i, "io", "the disk failed to read or write; check it before anything else"],
];

/** SQLite's error in words, or the error itself. */
export function explained(error: unknown, path: string): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const found = KINDS.find(([pattern]) => pattern.test(error.message));
  return found === undefined
    ? error
    : new StoreError(`${path}: ${found[2]} (${error.message})`, found[1], { cause: error });
}

/** Opens a file with the driver of this Node; no pragma is set and no table made: see `openStore`. */
export function openDatabase(path: string): Database {
  const guard = <T>(body: () => T): T => {
    try {
      return body();
    } catch (error) {
      throw explained(error, path);
    }
  };
  const { native, engine } = guard(() => open(path));
  const prepared = new Map<string, Statement<unknown>>();
  let depth = 0;

  const wrap = (statement: NativeStatement): Statement<unknown> => ({
    run: (...values) =>
      guard(() => {
        const { changes, lastInsertRowid } = statement.run(...values.map(plain));
        return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
      }),
    get: (...values) =>
      guard(() => {
        const row = statement.get(...values.map(plain));
        if (row === undefined || row === null) return undefined;
        const { _metadata: _, ...columns } = row; // libsql adds it
        return columns;
      }),
    all: (...values) => guard(() => statement.all(...values.map(plain))),
  });

  return {
    path,
    engine,
    exec: (sql) => guard(() => void native.exec(sql)),
    prepare<Row>(sql: string) {
      let statement = prepared.get(sql);
      if (!statement) {
        statement = wrap(guard(() => native.prepare(sql)));
        prepared.set(sql, statement);
      }
      return statement as Statement<Row>;
    },
    transaction(body) {
      if (depth > 0) return body();
      guard(() => native.exec("begin immediate"));
      depth++;
      try {
        const result = body();
        guard(() => native.exec("commit"));
        return result;
      } catch (error) {
        try {
          native.exec("rollback");
        } catch {} // a full disk has rolled back already
        throw error;
      } finally {
        depth--;
      }
    },
    close() {
      prepared.clear();
      native.close();
    },
  };
}

/** Both drivers know buffers; views of another kind they do not. */
function plain(value: Value): Value {
  return value instanceof Uint8Array && !Buffer.isBuffer(value)
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    : value;
}
