/** @file What was handed in, by the sha256 of its bytes: kept once however often it comes. */

import { deflateRawSync, inflateRawSync } from "node:zlib";
import { sha256 } from "../sha256.ts";
import { type Database, StoreError } from "./database.ts";

/** Keeps bytes and gives their sha256. */
export function keepBlob(db: Database, bytes: Uint8Array): string {
  const sha = sha256(bytes);
  const there = db.prepare("select 1 from blob where sha256 = ?").get(sha);
  if (!there)
    db.prepare("insert or ignore into blob (sha256, size, deflated) values (?, ?, ?)").run(
      sha,
      bytes.length,
      deflateRawSync(bytes),
    );
  return sha;
}

/** The bytes of a sha256. */
export function readBlob(db: Database, sha: string): Uint8Array {
  const row = db
    .prepare<{ size: number; deflated: Uint8Array }>("select size, deflated from blob where sha256 = ?")
    .get(sha);
  if (!row) throw new StoreError(`${db.path} keeps no file with sha256 ${sha}`);
  const bytes = row.size === 0 ? new Uint8Array(0) : inflateRawSync(row.deflated, { maxOutputLength: row.size });
  if (bytes.length !== row.size) throw new StoreError(`${db.path}: the file ${sha} is not whole`, "corrupt");
  return bytes;
}
