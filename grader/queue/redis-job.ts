/**
 * @file What goes through Redis: a job holds what a worker needs and no more (the code of the submission, never its outputs; one
 * seed, never the course's secret), an outcome is a result and where it was made. The id of a job is made of what decides
 * its result, so that a job asked for twice is one job. What comes back is checked before anybody believes it.
 */

import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import * as v from "valibot";
import { sha256, sha256OfParts } from "../sha256.ts";
import type { Outcome, Task } from "./types.ts";

/** One exercise of one submission, to be graded elsewhere. */
export interface RemoteJob extends Pick<Task, "name" | "exercise" | "seed" | "testsSha" | "learner"> {
  readonly bytes: Uint8Array;
}

/** What a grading gave, and at which worker. */
export interface RemoteOutcome extends Outcome {
  readonly worker: string;
}

/** Raised when what is said changes: a worker of another version refuses. */
const PROTOCOL = 1;
/** Bytes of a submission, inflated; the largest notebook that is read has 16 MB. */
const LARGEST = 32 << 20;
const deflated = promisify(deflateRaw);
const inflated = promisify(inflateRaw);

const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));

/** A job as Redis holds it. */
export interface JobData {
  readonly protocol: number;
  readonly name: string;
  /** base64 */
  readonly deflated: string;
  readonly exercise: string;
  readonly seed: string;
  readonly testsSha: string;
  /** a pseudonym: Redis need not know names */
  readonly learner: string;
  /** gradings of the learner in a minute; 0 is no limit */
  readonly perMinute: number;
}

const jobSchema = v.object({
  protocol: v.literal(PROTOCOL),
  name: v.pipe(text(255), v.regex(/^[^/\\\0]+\.(ts|ipynb)$/i)),
  deflated: v.pipe(text(2 * LARGEST), v.base64()),
  exercise: v.pipe(text(200), v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)),
  seed: text(1000),
  testsSha: text(200),
  learner: text(1000),
  perMinute: amount,
});

const testSchema = v.looseObject({
  title: v.string(),
  hidden: v.boolean(),
  status: v.picklist(["pass", "fail", "threw", "timeout", "memory", "died", "bad-value", "skipped"]),
  points: amount,
  max: amount,
  class: v.string(),
  publicMessage: v.string(),
  privateMessage: v.optional(v.string()),
  ms: amount,
});

const outcomeSchema = v.object({
  result: v.looseObject({
    submission: v.string(),
    exercise: v.string(),
    status: v.picklist(["graded", "unreadable", "missing", "unparsable", "not-gradable"]),
    message: v.optional(v.string()),
    warnings: v.array(v.string()),
    points: amount,
    max: amount,
    isolation: v.picklist(["A", "B", "C", "D"]),
    tests: v.array(testSchema),
  }),
  worker: v.string(),
  engine: v.string(),
  node: v.string(),
  started: amount,
  ms: amount,
});

/** The id of a job: of the bytes, the exercise, the tests and the seed. */
export function jobId({ name, bytes, exercise, seed, testsSha }: RemoteJob): string {
  return sha256OfParts([name, bytes, exercise, seed, testsSha]);
}

/** A job as Redis shall hold it. */
export async function packJob(job: RemoteJob, perMinute: number): Promise<JobData> {
  const { name, bytes, exercise, seed, testsSha, learner } = job;
  const content = (await deflated(withoutOutputs(name, bytes))).toString("base64");
  const whom = sha256(learner).slice(0, 32);
  return { protocol: PROTOCOL, name, deflated: content, exercise, seed, testsSha, learner: whom, perMinute };
}

/**
 * A job as a worker reads it.
 *
 * @throws Error if it is none, or of another version
 */
export async function unpackJob(data: unknown): Promise<JobData & { readonly bytes: Uint8Array }> {
  const { protocol } = (data ?? {}) as { protocol?: unknown };
  if (protocol !== PROTOCOL)
    throw new Error(
      `a job of version ${String(protocol)}, and this worker is of version ${PROTOCOL}: update the older one`,
    );
  const parsed = v.safeParse(jobSchema, data);
  if (!parsed.success) throw new Error(`no job: ${v.getDotPath(parsed.issues[0]) ?? ""} ${parsed.issues[0].message}`);
  const bytes = await inflated(Buffer.from(parsed.output.deflated, "base64"), { maxOutputLength: LARGEST });
  return { ...parsed.output, bytes };
}

/**
 * An outcome as it came back.
 *
 * @throws Error if it is none, or not one of this job
 */
export function readOutcome(data: unknown, exercise: string): RemoteOutcome {
  const parsed = v.safeParse(outcomeSchema, data);
  if (!parsed.success)
    throw new Error(`no outcome: ${v.getDotPath(parsed.issues[0]) ?? ""} ${parsed.issues[0].message}`);
  const { result } = parsed.output;
  if (result.exercise !== exercise) throw new Error(`an outcome of ${result.exercise}, asked for ${exercise}`);
  return parsed.output as RemoteOutcome;
}

/**
 * A notebook without what grading does not read: outputs, pictures, text between the code. What is no notebook stays as it
 * is, so that a worker says of it what any grader would say.
 */
function withoutOutputs(name: string, bytes: Uint8Array): Uint8Array {
  if (!/\.ipynb$/i.test(name) || bytes.length > 16 << 20) return bytes;
  try {
    const notebook = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as Record<string, unknown>;
    if (notebook === null || typeof notebook !== "object" || Array.isArray(notebook)) return bytes;
    const strip = (cells: unknown): unknown =>
      Array.isArray(cells) ? cells.filter((cell) => cell?.cell_type === "code").map(bare) : cells;
    const sheets = notebook.worksheets;
    const worksheets = Array.isArray(sheets)
      ? sheets.map((sheet) =>
          sheet !== null && typeof sheet === "object" ? { ...sheet, cells: strip(sheet.cells) } : sheet,
        )
      : sheets;
    return Buffer.from(JSON.stringify({ ...notebook, cells: strip(notebook.cells), worksheets }));
  } catch {
    return bytes;
  }
}

function bare({ outputs: _, attachments: __, ...cell }: Record<string, unknown>): Record<string, unknown> {
  return cell;
}
