/** @file The answers of a class to one exercise: of every learner the last that holds one. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Class } from "../course/class.ts";
import { readManifest } from "../registry/index.ts";
import { readBlob } from "../store/blobs.ts";
import { exerciseOf, extract, readSubmission } from "../submission/index.ts";
import type { Submission } from "../submission/types.ts";
import type { Work } from "./compare.ts";

interface Row {
  readonly learner: string;
  readonly sha256: string;
  readonly name: string;
}

/** Reads what learners handed in; the same bytes are read once. */
export function worksOf(cls: Class, set: string, signal?: AbortSignal): (exercise: string) => Promise<Work[]> {
  const read = new Map<string, Submission | undefined>();
  const submission = async ({ sha256, name }: Row): Promise<Submission | undefined> => {
    const key = `${sha256} ${name}`;
    if (read.has(key)) return read.get(key);
    const folder = mkdtempSync(join(tmpdir(), "cryolab-similarity-")); // readable by this user only
    let whole: Submission | undefined;
    try {
      const path = join(folder, basename(name));
      writeFileSync(path, readBlob(cls.db, sha256), { mode: 0o600 });
      const found = await readSubmission(path);
      whole = "status" in found ? undefined : found;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    read.set(key, whole);
    return whole;
  };
  return async (exercise) => {
    const { exports } = readManifest(exercise, cls.root);
    const rows = cls.db
      .prepare<Row>(
        `select s.learner, s.sha256, s.name from submission s
         join blob b on b.sha256 = s.sha256 and b.sha256 not like 'forgotten%'
         where s.problem_set = ? and (s.exercise is null or s.exercise = ?) order by s.submitted_at desc, s.id desc`,
      )
      .all(set, exercise);
    const works = new Map<string, Work>();
    for (const row of rows) {
      signal?.throwIfAborted();
      if (works.has(row.learner)) continue;
      const found = await submission(row);
      const text = found && answerText(found, exercise, exports);
      if (text !== undefined) works.set(row.learner, { who: row.learner, text });
    }
    return [...works.values()].sort((a, b) => (a.who < b.who ? -1 : 1));
  };
}

/** The answer with what it uses; of one that cannot be taken out, its cells as they are. */
function answerText(submission: Submission, exercise: string, exports: readonly string[]): string | undefined {
  const found = extract(submission, exercise, exports);
  if (!("status" in found)) return found.source;
  if (submission.kind === "file") return submission.cells[0].source;
  const cells = submission.cells.filter(
    ({ source, tags }) => exerciseOf(source) === exercise || tags?.includes(exercise),
  );
  return cells.length === 0 ? undefined : cells.map(({ source }) => source.replace(/^%%/, "//")).join("\n");
}
