/**
 * @file Zips of strangers. Nothing is unpacked to the disk; an entry is read into memory, never more of it than it may hold.
 * Names that lead out, links, encrypted entries and claims that do not hold are refused one by one, the rest is read.
 */

import yauzl from "yauzl";
import { clockAt, instantOf } from "../dates.ts";
import { FILE_LIMIT, isClutter, type Piece, type Refusal } from "./types.ts";

/** What a zip may hold. */
export interface ZipLimits {
  /** entries, read or not */
  readonly entries: number;
  /** bytes of all files that are read, unpacked */
  readonly total: number;
}

/** A zip of a whole class, from Moodle, Canvas or by hand. */
export const CLASS_ZIP: ZipLimits = { entries: 200_000, total: 8 * 2 ** 30 };
/** A zip of one learner. */
export const LEARNER_ZIP: ZipLimits = { entries: 2000, total: 256 << 20 };

/** An open zip. */
export interface OpenZip {
  readonly pieces: readonly Piece[];
  readonly refused: readonly Refusal[];
  close(): void;
}

const SYMLINK = 0o120000;
const LEADS_OUT = "its name leads out of the zip";

/**
 * Lists a zip; its files are read later, until it is closed.
 *
 * @param source - path of the zip, or its bytes
 * @param where - what messages call it
 * @param options - zone of entries that keep a local time only; the time of entries that keep none
 */
export async function openZip(
  source: string | Uint8Array,
  where: string,
  limits: ZipLimits,
  options: { readonly zone: string; readonly at: number },
): Promise<OpenZip> {
  const open = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };
  let zip: yauzl.ZipFile;
  try {
    zip = await (typeof source === "string"
      ? yauzl.openPromise(source, open)
      : yauzl.fromBufferPromise(Buffer.from(source), open));
  } catch (error) {
    throw new Error(`${where}: not a zip that can be read (${(error as Error).message})`);
  }
  const pieces: Piece[] = [];
  const refused: Refusal[] = [];
  const budget = { left: limits.total };
  try {
    if (zip.entryCount > limits.entries)
      throw new Error(`${where}: it claims ${zip.entryCount} entries; at most ${limits.entries} are read`);
    await eachEntry(zip, (entry) => {
      const name = nameOf(entry);
      if (name.endsWith("/")) return;
      const reason = flaw(entry, name);
      const parts = name.split("/").filter((part) => part !== "" && part !== ".");
      if (reason !== LEADS_OUT && parts.some(isClutter)) return;
      if (reason !== undefined) refused.push({ where: `${where}!${name}`, reason });
      else
        pieces.push({
          where: `${where}!${name}`,
          parts,
          size: entry.uncompressedSize,
          at: timeOf(entry, options),
          timeSource: "file",
          read: () => readEntry(zip, entry, `${where}!${name}`, budget),
        });
    });
  } catch (error) {
    zip.close();
    const { message } = error as Error;
    throw new Error(message.startsWith(where) ? message : `${where}: the zip is damaged (${message})`);
  }
  return { pieces, refused, close: () => zip.close() };
}

function eachEntry(zip: yauzl.ZipFile, see: (entry: yauzl.Entry) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.on("entry", (entry: yauzl.Entry) => {
      try {
        see(entry);
        zip.readEntry();
      } catch (error) {
        reject(error);
      }
    });
    zip.once("end", resolve);
    zip.once("error", reject);
    zip.readEntry();
  });
}

function nameOf(entry: yauzl.Entry): string {
  const name = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
  return name.normalize("NFC");
}

function flaw(entry: yauzl.Entry, name: string): string | undefined {
  if (yauzl.validateFileName(name) !== null || name.includes("\0")) return LEADS_OUT;
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === SYMLINK) return "it is a link";
  if (entry.isEncrypted()) return "it is encrypted";
  if (!entry.canDecodeFileData()) return "it is packed in a way that cannot be read here";
  if (entry.uncompressedSize > FILE_LIMIT)
    return `it claims ${entry.uncompressedSize} bytes; at most ${FILE_LIMIT} are read`;
  return undefined;
}

/** Zips keep the local time of who packed them, and often the instant beside it. */
function timeOf(entry: yauzl.Entry, { zone, at }: { zone: string; at: number }): number {
  const exact = entry.extraFields.some(({ id }) => id === 0x5455 || id === 0x000a);
  const found = entry.getLastModDate({ timezone: "UTC" }).getTime();
  if (!(found > Date.UTC(1990, 0, 1))) return at; // packed without times
  return exact ? found : instantOf(clockAt(found, "UTC"), zone);
}

async function readEntry(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  where: string,
  budget: { left: number },
): Promise<Uint8Array> {
  budget.left -= entry.uncompressedSize;
  if (budget.left < 0) throw new Error(`${where}: the zip unpacks to more than may be read`);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length; // yauzl holds the claim; this holds yauzl
      if (length > entry.uncompressedSize) throw new Error("more than it claims");
      chunks.push(chunk);
    }
  } catch (error) {
    throw new Error(`${where}: cannot be unpacked (${(error as Error).message})`);
  }
  return Buffer.concat(chunks, length);
}
