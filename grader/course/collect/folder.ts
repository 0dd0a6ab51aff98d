/** @file Folders of submissions: plain files only, links named and left; a clone of git is read from its last commit. */

import { constants } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { gitPieces } from "./git.ts";
import { FILE_LIMIT, isClutter, type Piece, type Refusal } from "./types.ts";

const DEPTH = 12;
const MANY = 200_000;

/**
 * The files below a folder.
 *
 * @param first - parts that stand before every path: what the folder itself is called
 */
export async function folderPieces(
  folder: string,
  first: readonly string[],
): Promise<{ pieces: Piece[]; refused: Refusal[] }> {
  const pieces: Piece[] = [];
  const refused: Refusal[] = [];
  const walk = async (path: string, parts: readonly string[]): Promise<void> => {
    const entries = await readdir(path, { withFileTypes: true });
    if (entries.some((entry) => entry.name === ".git" && entry.isDirectory())) {
      try {
        pieces.push(...(await gitPieces(path, parts)));
      } catch (error) {
        refused.push({ where: path, reason: (error as Error).message });
      }
      return;
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (isClutter(entry.name)) continue;
      const full = join(path, entry.name);
      if (pieces.length > MANY) throw new Error(`${folder}: more than ${MANY} files; name the folder of this set`);
      if (entry.isSymbolicLink()) refused.push({ where: full, reason: "it is a link" });
      else if (entry.isDirectory()) {
        if (parts.length - first.length >= DEPTH)
          refused.push({ where: full, reason: `it is deeper than ${DEPTH} folders` });
        else await walk(full, [...parts, entry.name]);
      } else if (entry.isFile()) pieces.push(await filePiece(full, [...parts, entry.name]));
    }
  };
  await walk(folder, first);
  return { pieces, refused };
}

/** A file of the disk. */
export async function filePiece(path: string, parts: readonly string[]): Promise<Piece> {
  const { size, mtimeMs } = await lstat(path);
  return {
    where: path,
    parts: parts.map((part) => part.normalize("NFC")),
    size,
    at: Math.floor(mtimeMs),
    timeSource: "file",
    read: () => readPlain(path),
  };
}

/** Bytes of a plain file: not through a link, not from a pipe, not without end. */
async function readPlain(path: string): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const status = await file.stat();
    if (!status.isFile()) throw new Error(`${path}: it is not a plain file`);
    if (status.size > FILE_LIMIT)
      throw new Error(`${path}: it holds ${status.size} bytes; at most ${FILE_LIMIT} are read`);
    const bytes = Buffer.alloc(status.size);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await file.close();
  }
}
