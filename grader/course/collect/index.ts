/** @file Collects submissions of a set: finds them, says whose they are and when they came, and takes them into the store. */

import { statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { RECEIPT, type Receipt, readReceipt } from "../../learner/receipt.ts";
import { sha256 } from "../../sha256.ts";
import type { Class } from "../class.ts";
import { readLearner, readRoster } from "../roster.ts";
import { type ProblemSet, readSet, readSets } from "../sets.ts";
import { settleSet } from "../settle.ts";
import { chooseFiles } from "./choose.ts";
import { filePiece, folderPieces } from "./folder.ts";
import { type Incoming, numberAttempts, receive } from "./receive.ts";
import type { Piece, Refusal, TimeSource } from "./types.ts";
import { bookOf, type Owner, ownerOf } from "./whose.ts";
import { CLASS_ZIP, LEARNER_ZIP, type OpenZip, openZip } from "./zip.ts";

export type { Refusal, TimeSource } from "./types.ts";

/** A submission that was taken. */
export interface Taken {
  readonly learner: string;
  readonly name: string;
  readonly exercise: string | null;
  readonly attempt: number;
  /** false when it is over the limit: kept, not counted */
  readonly counts: boolean;
  readonly at: number;
  readonly timeSource: TimeSource;
  readonly lateSeconds: number;
  readonly state: "new" | "same" | "moved";
}

/** What came of it. */
export interface Collected {
  readonly taken: readonly Taken[];
  /** files whose learner is not known, or not for sure */
  readonly unknown: readonly Refusal[];
  /** files of known learners that were not taken */
  readonly left: readonly Refusal[];
  /** learners of the class with nothing in the store for this set */
  readonly without: readonly string[];
}

/** How to collect. */
export interface CollectOptions {
  /** all of it came then, ms since 1970 */
  readonly at?: number;
  /** all of it is this learner's */
  readonly learner?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, last: string) => void;
}

interface Group {
  readonly pieces: { piece: Piece; owner: Owner }[];
}

/** Collects from folders, files, zips and clones. */
export async function collect(
  cls: Class,
  id: string,
  sources: readonly string[],
  options: CollectOptions = {},
): Promise<Collected> {
  const set = readSet(cls.db, id);
  const others = readSets(cls.db)
    .map((other) => other.id)
    .filter((other) => other !== id);
  const only = options.learner === undefined ? undefined : readLearner(cls, options.learner).id;
  const book = bookOf(readRoster(cls, { all: true }));
  const unknown: Refusal[] = [];
  const left: Refusal[] = [];
  const groups = new Map<string, Group>();
  const open: OpenZip[] = [];
  try {
    for (const source of sources) {
      const { pieces, refused } = await piecesOf(source, cls.zone, open);
      left.push(...refused);
      for (const piece of pieces) {
        const owner =
          only === undefined ? ownerOf(piece.parts, book) : { learner: only, name: piece.parts.at(-1) ?? "" };
        if (typeof owner !== "string") {
          const group = groups.get(owner.learner) ?? { pieces: [] };
          group.pieces.push({ piece, owner });
          groups.set(owner.learner, group);
        } else if (/\.(ipynb|ts|zip)$/i.test(piece.where)) unknown.push({ where: piece.where, reason: owner });
      }
    }
    const taken: Taken[] = [];
    let done = 0;
    for (const [learner, group] of groups) {
      options.signal?.throwIfAborted();
      const { incoming, refused } = await ofLearner(cls, set, learner, group, others, options.at);
      left.push(...refused);
      taken.push(...store(cls, set, learner, incoming));
      options.onProgress?.(++done, groups.size, learner);
    }
    const without = cls.db
      .prepare<{ id: string }>(
        `select id from learner where active = 1 and id not in (select learner from submission where problem_set = ?) order by id`,
      )
      .all(id)
      .map((row) => row.id);
    return { taken, unknown, left, without };
  } finally {
    for (const zip of open) zip.close();
  }
}

/** The files of a source; a zip of one learner stays one piece. */
async function piecesOf(
  source: string,
  zone: string,
  open: OpenZip[],
): Promise<{ pieces: readonly Piece[]; refused: readonly Refusal[] }> {
  const path = resolve(source);
  let status: ReturnType<typeof statSync>;
  try {
    status = statSync(path);
  } catch (error) {
    throw new Error(`collect: ${source} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  if (status.isDirectory()) return folderPieces(path, [basename(path)]);
  const piece = await filePiece(path, [basename(dirname(path)), basename(path)]);
  if (!/\.zip$/i.test(path)) return { pieces: [piece], refused: [] };
  const zip = await openZip(path, source, CLASS_ZIP, { zone, at: status.mtimeMs });
  if (zip.pieces.some(({ parts }) => parts.length === 1 && parts[0] === RECEIPT)) {
    zip.close();
    return { pieces: [piece], refused: [] };
  }
  open.push(zip);
  const stem = basename(path).replace(/\.zip$/i, "");
  return { pieces: zip.pieces.map((one) => ({ ...one, parts: [stem, ...one.parts] })), refused: zip.refused };
}

/** A file of a learner with the time that is believed. */
interface Timed {
  readonly name: string;
  readonly parts: readonly string[];
  readonly where: string;
  readonly at: number;
  readonly timeSource: TimeSource;
  read(): Promise<Uint8Array>;
}

async function ofLearner(
  cls: Class,
  set: ProblemSet,
  learner: string,
  { pieces }: Group,
  others: readonly string[],
  at: number | undefined,
): Promise<{ incoming: Incoming[]; refused: Refusal[] }> {
  const refused: Refusal[] = [];
  const files: Timed[] = [];
  for (const { piece, owner } of pieces) {
    const time = timeOf(piece, owner, set);
    if (/\.zip$/i.test(owner.name)) {
      try {
        files.push(...(await unzipped(piece, time, set, cls.zone, refused)));
      } catch (error) {
        refused.push({ where: piece.where, reason: (error as Error).message.replace(`${piece.where}: `, "") });
      }
    } else files.push({ ...time, name: owner.name, parts: piece.parts, where: piece.where, read: piece.read });
  }
  const { taken, left } = chooseFiles(files, set, others);
  refused.push(...left.map(({ file, reason }) => ({ where: file.where, reason })));
  if (taken.length === 0 && left.length === 0 && files.length > 0)
    refused.push({ where: files[0].where, reason: `${learner} handed in no notebook and no .ts` });
  const incoming: Incoming[] = [];
  for (const { file, exercise } of taken)
    try {
      incoming.push({
        learner,
        name: exercise === undefined ? file.name : `${exercise}.ts`,
        ...(exercise === undefined ? {} : { exercise }),
        bytes: await file.read(),
        at: at ?? file.at,
        timeSource: at === undefined ? file.timeSource : "given",
      });
    } catch (error) {
      refused.push({ where: file.where, reason: (error as Error).message.replace(`${file.where}: `, "") });
    }
  return { incoming, refused };
}

/** What a learning platform says of the time is believed over the file's own. */
function timeOf(piece: Piece, owner: Owner, set: ProblemSet): { at: number; timeSource: TimeSource } {
  const { at, timeSource } = piece;
  if (owner.system === "moodle") return { at, timeSource: "moodle" };
  if (owner.system !== "canvas") return { at, timeSource };
  // Canvas says only whether it was late: the file's time must not say otherwise
  if (set.due === null) return { at, timeSource: "canvas" };
  return { at: owner.late ? Math.max(at, set.due + 1000) : Math.min(at, set.due), timeSource: "canvas" };
}

/** The files of a learner's zip; a receipt gives the time where nothing better does. */
async function unzipped(
  piece: Piece,
  time: { at: number; timeSource: TimeSource },
  set: ProblemSet,
  zone: string,
  refused: Refusal[],
): Promise<Timed[]> {
  const zip = await openZip(await piece.read(), piece.where, LEARNER_ZIP, { zone, at: time.at });
  refused.push(...zip.refused);
  const inner = zip.pieces.find(({ parts }) => parts.length === 1 && parts[0] === RECEIPT);
  let receipt: Receipt | undefined;
  if (inner) {
    receipt = readReceipt(Buffer.from(await inner.read()).toString("utf8"));
    if (receipt.problemSet !== set.id) throw new Error(`its receipt is for ${receipt.problemSet}`);
  }
  const files: Timed[] = [];
  for (const one of zip.pieces) {
    if (one === inner) continue;
    const bytes = await one.read();
    const listed = receipt?.files.find(({ name }) => name === one.parts.join("/"));
    const believed = listed !== undefined && listed.sha256 === sha256(bytes);
    if (receipt && !believed)
      refused.push({ where: one.where, reason: "it is not as its receipt says; the time of the zip is taken" });
    files.push({
      ...receiptTime(believed ? receipt : undefined, time),
      name: one.parts.at(-1) ?? "",
      parts: one.parts,
      where: one.where,
      read: async () => bytes,
    });
  }
  zip.close();
  return files;
}

/** A receipt is the learner's own clock: it is taken where only a file's time stands against it, and not from the future. */
function receiptTime(
  receipt: Receipt | undefined,
  time: { at: number; timeSource: TimeSource },
): { at: number; timeSource: TimeSource } {
  const at = receipt === undefined ? Number.NaN : Date.parse(receipt.at);
  return time.timeSource === "file" && at <= Date.now() ? { at, timeSource: "receipt" } : time;
}

function store(cls: Class, set: ProblemSet, learner: string, incoming: readonly Incoming[]): Taken[] {
  const { db, zone } = cls;
  return db.transaction(() => {
    const states = incoming.map((file) => receive(db, set, file));
    if (states.some((state) => state !== "same")) {
      numberAttempts(db, set, learner);
      settleSet(db, set, zone, learner);
    }
    return incoming.map((file, index) => {
      const row = db
        .prepare<{ attempt: number; submitted_at: number; time_source: TimeSource; late_seconds: number }>(
          "select attempt, submitted_at, time_source, late_seconds from submission where learner = ? and problem_set = ? and sha256 = ?",
        )
        .get(learner, set.id, sha256(file.bytes));
      const { attempt = 0, submitted_at = file.at, time_source = file.timeSource, late_seconds = 0 } = row ?? {};
      return {
        learner,
        name: file.name,
        exercise: file.exercise ?? null,
        attempt,
        counts: set.attempts === null || attempt <= set.attempts,
        at: submitted_at,
        timeSource: time_source,
        lateSeconds: late_seconds,
        state: states[index],
      };
    });
  });
}
