/** @file From what was handed in to what can run: read, take the exercise's code out, bundle. The only such path: check() and grade share it. */

import { bundle } from "./bundle/index.ts";
import type { Bundle } from "./bundle/types.ts";
import type { Manifest } from "./registry/index.ts";
import { extract, readSubmission } from "./submission/index.ts";
import type { Cell, Extracted, ExtractFailure } from "./submission/types.ts";

/** A file or notebook on disk, or the cells of a notebook that is open. */
export type Source = { readonly path: string } | { readonly name: string; readonly cells: readonly Cell[] };

/** A module that can run, and the source it was made of. */
export interface Prepared {
  readonly bundle: Bundle;
  readonly extracted: Extracted;
}

/** The module of one exercise in a submission, or why there is none. */
export async function prepare(
  source: Source,
  exercise: string,
  manifest: Manifest,
): Promise<Prepared | (ExtractFailure & { readonly warnings?: readonly string[] })> {
  const { exports, uses } = manifest;
  const submission = "path" in source ? await readSubmission(source.path) : { ...source, kind: "notebook" as const };
  if ("status" in submission) return submission;
  const extracted = extract(submission, exercise, exports);
  if ("status" in extracted) return extracted;
  const bundled = await bundle(extracted, { uses, exports });
  if ("status" in bundled) return { ...bundled, warnings: extracted.warnings };
  return { bundle: bundled, extracted };
}
