/** @file Submissions for tests: notebooks as lists of cells, and what an extracted answer computes. */

import { bundle } from "@cryolab/grader/internal/bundle/index";
import {
  type Extracted,
  type ExtractFailure,
  extract,
  type Submission,
} from "@cryolab/grader/internal/submission/index";

/** A notebook of code cells; "cell 1" is the first. */
export function notebook(...sources: readonly (string | { source: string; tags: readonly string[] })[]): Submission {
  const cells = sources.map((cell, i) => ({
    label: `cell ${i + 1}`,
    ...(typeof cell === "string" ? { source: cell } : cell),
  }));
  return { name: "ada.ipynb", kind: "notebook", cells };
}

/** A submitted file. */
export function file(source: string, name = "f.ts"): Submission {
  return { name, kind: "file", cells: [{ source, label: name }] };
}

/** The source that is extracted; fails with the message if there is none. */
export function extracted(submission: Submission, exports: readonly string[] = ["f"]): Extracted {
  const found = extract(submission, "x/y", exports);
  if ("status" in found) throw new Error(`${found.status}: ${found.message}`);
  return found;
}

/** Why nothing is extracted. */
export function refused(submission: Submission, exports: readonly string[] = ["f"]): ExtractFailure {
  const found = extract(submission, "x/y", exports);
  if (!("status" in found)) throw new Error(`extracted:\n${found.source}`);
  return found;
}

/** Bundles and loads an answer of ours into this process, and calls its `f`. */
export async function run(answer: Extracted, uses: readonly string[] = []): Promise<unknown> {
  const made = await bundle(answer, { uses, exports: ["f"] });
  if ("status" in made) throw new Error(`${made.status}: ${made.message}`);
  const module = await import(`data:text/javascript;base64,${Buffer.from(made.code).toString("base64")}`);
  return module.f();
}
