/**
 * @file What a learner hands in: a zip that holds `receipt.json` beside the files it lists, a notebook (`ps1.ipynb`) or
 * answers in files of their own (`fourier/dft.ts`). Where both answer an exercise, the file of its own is the answer. The
 * time is the learner's own clock: a claim, to be held against the time of arrival.
 */

import * as v from "valibot";
import { sha256 } from "../sha256.ts";
import { type Entries, zip } from "./zip.ts";

/** Name of the receipt inside a zip. */
export const RECEIPT = "receipt.json";

const name = v.pipe(
  v.string(),
  v.regex(/^(?:[A-Za-z0-9_-][\w.-]*\/)*[A-Za-z0-9_-][\w.-]*$/, "must be a plain path with slashes"),
);

const schema = v.object({
  problemSet: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*$/, "must be the name of a problem set")),
  at: v.pipe(v.string(), v.isoTimestamp("must be a time such as 2026-01-31T12:00:00.000Z")),
  cryolab: v.string(),
  files: v.array(v.object({ name, sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "must be a sha256")) })),
});

/** What `receipt.json` says. */
export interface Receipt {
  readonly problemSet: string;
  /** when it was packed by the learner's clock, ISO 8601 in UTC */
  readonly at: string;
  /** version of Cryolab */
  readonly cryolab: string;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/**
 * Reads a `receipt.json`.
 *
 * @throws Error naming what is wrong
 */
export function readReceipt(text: string): Receipt {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${RECEIPT}: not JSON: ${(error as Error).message}`);
  }
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const flaws = result.issues.map((issue) => `${v.getDotPath(issue) ?? RECEIPT} ${issue.message}`);
  throw new Error(`${RECEIPT}: ${flaws.join("; ")}`);
}

/** The files of a receipt that a zip does not hold as they were: nothing, when it is whole. */
export function receiptFlaws(receipt: Receipt, entries: Entries): string[] {
  const flaws: string[] = [];
  for (const file of receipt.files) {
    const bytes = entries.get(file.name);
    if (bytes === undefined) flaws.push(`${file.name} is missing`);
    else if (sha256(bytes) !== file.sha256) flaws.push(`${file.name} was changed after it was packed`);
  }
  const listed = new Set(receipt.files.map((file) => file.name));
  for (const entry of entries.keys()) if (entry !== RECEIPT && !listed.has(entry)) flaws.push(`${entry} was added`);
  return flaws;
}

/** The zip of a submission: the same files at the same time are the same bytes. */
export function packSubmission(about: Omit<Receipt, "files">, files: Entries): Uint8Array {
  const listed = [...files].map(([name, bytes]) => ({ name, sha256: sha256(bytes) }));
  listed.sort((a, b) => (a.name < b.name ? -1 : 1));
  const receipt: Receipt = { problemSet: about.problemSet, at: about.at, cryolab: about.cryolab, files: listed };
  return zip(new Map([...files, [RECEIPT, Buffer.from(`${JSON.stringify(receipt, null, 2)}\n`)]]));
}
