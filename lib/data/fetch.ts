/**
 * @file Public entries from their archives: maps of the EMDB, models of the PDB. Downloaded once into a folder of the
 * user, kept with a sha256 that every later use checks. A download that breaks off leaves nothing behind.
 */

import { createHash, randomBytes } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { LongWork } from "../core/index.ts";
import { type Atoms, type MrcMap, readMmcif, readMrc } from "../formats/index.ts";

/** How to download. */
export interface FetchOptions {
  /** called with the bytes that are here and those expected (0 if the archive does not say) */
  readonly progress?: LongWork["progress"];
  /** stops the download */
  readonly signal?: AbortSignal;
  /** folder that keeps entries; default CRYOLAB_CACHE, else XDG_CACHE_HOME/cryolab, else ~/.cache/cryolab */
  readonly cache?: string;
  /** address that takes the place of the archives' own, for a mirror: its folders are as theirs; default CRYOLAB_ARCHIVE */
  readonly archive?: string;
  /** what the file must hash to, in hexadecimal */
  readonly sha256?: string;
  /** milliseconds without a byte after which the download is given up, default 30000 */
  readonly timeoutMs?: number;
}

/** Where an entry lies on this machine. */
export interface FetchedFile {
  readonly path: string;
  readonly sha256: string;
  /** true if it was there already */
  readonly cached: boolean;
}

/** Where an entry lies in its archive. */
interface Place {
  readonly archive: string;
  readonly path: string;
}

function placeOf(entry: string): Place {
  const emdb = /^EMD-(\d{4,5})$/i.exec(entry);
  if (emdb !== null)
    return {
      archive: "https://ftp.ebi.ac.uk/pub/databases",
      path: `emdb/structures/EMD-${emdb[1]}/map/emd_${emdb[1]}.map.gz`,
    };
  if (/^[1-9][a-z0-9]{3}$/i.test(entry))
    return { archive: "https://files.rcsb.org", path: `download/${entry.toLowerCase()}.cif.gz` };
  throw new RangeError(
    `fetch: entry must be of the EMDB, EMD-3197, or of the PDB, 1UAO, got ${JSON.stringify(String(entry).slice(0, 40))}`,
  );
}

/**
 * A public entry, downloaded once: a map of the EMDB or the atoms of a PDB entry. In a cell:
 * `const { volume, pixelSize } = await cryo.data.fetch("EMD-3197")`.
 *
 * @param entry - "EMD-3197" or "1UAO"
 * @param options - progress, signal, cache, archive, sha256, timeoutMs
 * @returns the map, as `formats.readMrc` reads it, or the atoms, as `formats.readMmcif` does, and the file on this machine
 * @throws RangeError if entry names no entry
 * @throws Error if it cannot be had, with the way out; FormatError if the archive's file cannot be read
 */
export async function fetch(entry: `EMD-${string}`, options?: FetchOptions): Promise<MrcMap & { file: FetchedFile }>;
export async function fetch(entry: string, options?: FetchOptions): Promise<Atoms & { file: FetchedFile }>;
export async function fetch(
  entry: string,
  options: FetchOptions = {},
): Promise<(MrcMap | Atoms) & { file: FetchedFile }> {
  const place = placeOf(entry);
  const file = await fetchFile(entry, place, options);
  return place.path.endsWith(".map.gz") ? { ...readMrc(file.path), file } : { ...readMmcif(file.path), file };
}

async function fetchFile(entry: string, { archive, path }: Place, options: FetchOptions): Promise<FetchedFile> {
  const { cache = defaultCache(), sha256, signal } = options;
  const target = join(cache, path);
  const note = `${target}.sha256`;
  signal?.throwIfAborted();
  if (existsSync(target)) {
    const found = await hashOf(target);
    const expected = sha256 ?? (await readFile(note, "utf8").catch(() => found)).trim();
    if (found === expected) return { path: target, sha256: found, cached: true };
    if (sha256 === undefined)
      throw new Error(
        `fetch: ${target} is no longer what was downloaded (sha256 ${found}, expected ${expected}); remove it to download it again`,
      );
  }
  const base = (options.archive ?? process.env.CRYOLAB_ARCHIVE ?? "") || archive;
  const url = `${base.replace(/\/+$/, "")}/${path}`;
  await mkdir(dirname(target), { recursive: true });
  const part = `${target}.${randomBytes(6).toString("hex")}.part`;
  try {
    const found = await download(url, part, entry, target, options);
    if (sha256 !== undefined && found !== sha256.toLowerCase())
      throw new Error(`fetch: ${url} must hash to sha256 ${sha256}, got ${found}`);
    await writeFile(note, `${found}\n`);
    await rename(part, target);
    return { path: target, sha256: found, cached: false };
  } finally {
    await rm(part, { force: true });
  }
}

function defaultCache(): string {
  const { CRYOLAB_CACHE, XDG_CACHE_HOME } = process.env;
  return CRYOLAB_CACHE || join(XDG_CACHE_HOME || join(homedir(), ".cache"), "cryolab");
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}

/** Writes what an address gives into a file; its sha256. */
async function download(
  url: string,
  path: string,
  entry: string,
  target: string,
  { progress, signal, timeoutMs = 30_000 }: FetchOptions,
): Promise<string> {
  const stalled = new AbortController();
  let timer = setTimeout(() => stalled.abort(), timeoutMs);
  const either = signal === undefined ? stalled.signal : AbortSignal.any([signal, stalled.signal]);
  const hash = createHash("sha256");
  const file = await open(path, "wx");
  try {
    const response = await globalThis.fetch(url, { signal: either });
    if (response.status === 404) throw new Error(`fetch: the archive has no ${entry} (${url} says 404)`);
    if (!response.ok || response.body === null)
      throw new Error(`fetch: ${url} says ${response.status} ${response.statusText}; try again later`);
    // fetch inflates what a server compressed on the way: then the length that it names is another
    const encoded = response.headers.has("content-encoding");
    const total = encoded ? 0 : Number(response.headers.get("content-length") ?? 0);
    let done = 0;
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      clearTimeout(timer);
      timer = setTimeout(() => stalled.abort(), timeoutMs);
      hash.update(chunk);
      await file.writeFile(chunk);
      done += chunk.length;
      progress?.(done, total);
    }
    if (total > 0 && done !== total) throw new Error(`fetch: ${url} must give ${total} bytes, got ${done}; try again`);
    return hash.digest("hex");
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (stalled.signal.aborted)
      throw new Error(`fetch: ${url} sent nothing for ${timeoutMs / 1000} s; try again, or ${byHand(target)}`);
    const { message, cause } = error as Error & { cause?: NodeJS.ErrnoException };
    if (message.startsWith("fetch: ")) throw error;
    throw new Error(
      `fetch: ${url} cannot be reached (${cause?.code ?? cause?.message ?? message}); ${byHand(target)}`,
      {
        cause: error,
      },
    );
  } finally {
    clearTimeout(timer);
    await file.close();
  }
}

function byHand(target: string): string {
  return `without a network, bring the file from elsewhere to ${target}, or read a file that you have with formats.readMrc or formats.readMmcif`;
}
