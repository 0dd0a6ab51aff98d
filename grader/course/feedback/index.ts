/** @file Writes what learners are told, one file for each learner and format, and notes when they were told it. */

import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { happened } from "../../store/events.ts";
import type { Class } from "../class.ts";
import { setGrades } from "../gradebook.ts";
import { readLearner } from "../roster.ts";
import { readSet } from "../sets.ts";
import { gather, type Policy } from "./gather.ts";
import { feedbackHtml } from "./html.ts";
import { feedbackMarkdown } from "./markdown.ts";

export { POLICIES, type Policy } from "./gather.ts";

/** Formats of feedback. */
export const FORMATS = ["html", "md"] as const;
export type Format = (typeof FORMATS)[number];

const WRITERS = { html: feedbackHtml, md: feedbackMarkdown } as const;

/** How to write it. */
export interface FeedbackOptions {
  readonly problemSet: string;
  readonly learner?: string;
  readonly formats?: readonly Format[];
  readonly policy?: Policy;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, last: string) => void;
}

/** What was written. */
export interface Published {
  readonly folder: string;
  readonly learners: readonly string[];
  readonly files: number;
  /** grades that are flagged for review, and were shown all the same */
  readonly needReview: readonly string[];
}

/** Writes feedback into `feedback/ps1/`, for everyone with a submission or a mark, or for one learner. */
export async function publish(cls: Class, options: FeedbackOptions): Promise<Published> {
  const { problemSet, formats = ["html"], policy = "messages", signal, onProgress } = options;
  const set = readSet(cls.db, problemSet);
  const only = options.learner === undefined ? undefined : readLearner(cls, options.learner).id;
  const grades = setGrades(cls, set, { all: only !== undefined });
  const rows = grades.rows.filter((row) =>
    only === undefined ? row.attempts > 0 || row.points !== null : row.learner.id === only,
  );
  const folder = join(cls.folder, "feedback", problemSet);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let files = 0;
  for (const [index, row] of rows.entries()) {
    signal?.throwIfAborted();
    const { id } = row.learner;
    const feedback = gather(cls, grades, row, policy);
    for (const format of formats) {
      writeWhole(join(folder, `${id}.${format}`), WRITERS[format](feedback));
      files++;
    }
    cls.db.transaction(() => {
      cls.db
        .prepare("update grade set published_at = ? where learner = ? and problem_set = ?")
        .run(Date.now(), id, problemSet);
      happened(cls.db, { what: "published", learner: id, problemSet, detail: { policy, formats } });
    });
    if (index % 20 === 0) await new Promise((resolve) => setImmediate(resolve)); // Ctrl-C is heard
    onProgress?.(index + 1, rows.length, id);
  }
  const needReview = rows.filter((row) => row.cells.some((cell) => cell.needsReview)).map((row) => row.learner.id);
  return { folder, learners: rows.map((row) => row.learner.id), files, needReview };
}

/** A file is there whole or not at all. */
function writeWhole(path: string, text: string): void {
  const half = `${path}.part`;
  try {
    writeFileSync(half, text, { mode: 0o600 });
    renameSync(half, path);
  } finally {
    rmSync(half, { force: true });
  }
}
