/** @file A class in a folder of its own, with a course whose grader is a function of the test: fast, and as wrong as it likes. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Class, initClass } from "@cryolab/grader/internal/course/class";
import type { Grader } from "@cryolab/grader/internal/course/grade-task";
import type { Outcome, Task } from "@cryolab/grader/internal/queue/types";
import { keepBlob } from "@cryolab/grader/internal/store/blobs";
import { type Course, course, files } from "./course.ts";

/** A class and what to do with it. */
export interface Lab {
  readonly course: Course;
  readonly folder: string;
  cls: Class;
  remove(): void;
}

/** A class of some learners; the zone is Vienna's. */
export function lab(
  learners: readonly string[] = ["ada", "bob"],
  texts: Readonly<Record<string, string>> = files(),
): Lab {
  const made = course(texts);
  const folder = mkdtempSync(join(tmpdir(), "cryolab-class-"));
  const cls = initClass(join(folder, "class"), { name: "Test", zone: "Europe/Vienna", root: made.root });
  for (const id of learners) cls.db.prepare("insert into learner (id, name) values (?, ?)").run(id, id.toUpperCase());
  return {
    course: made,
    folder: join(folder, "class"),
    cls,
    remove() {
      cls.close();
      rmSync(folder, { recursive: true, force: true });
      made.remove();
    },
  };
}

/** A set of `fourier/tiny`, with no due date, made by hand. */
export function plainSet(cls: Class, id = "ps1", more: Readonly<Record<string, unknown>> = {}): void {
  const {
    due = null,
    late = { graceMinutes: 0, perDay: 0, floor: 0, untilDays: null },
    attempts = null,
    keep = "best",
  } = more;
  cls.db
    .prepare("insert into problem_set (id, title, position, due, late, attempts, keep) values (?, ?, 1, ?, ?, ?, ?)")
    .run(id, id, due as number | null, JSON.stringify(late), attempts as number | null, keep as string);
  cls.db.prepare("insert into set_exercise values (?, 'fourier/tiny', 10, 1)").run(id);
}

/** A submission, as if it had been collected. */
export function handIn(cls: Class, learner: string, text: string, at = 1000, attempt = 1, problemSet = "ps1"): number {
  const sha = keepBlob(cls.db, Buffer.from(text));
  return cls.db
    .prepare(
      `insert into submission (learner, problem_set, sha256, name, attempt, submitted_at, time_source, collected_at)
       values (?, ?, ?, 'ps1.ipynb', ?, ?, 'given', ?)`,
    )
    .run(learner, problemSet, sha, attempt, at, at).lastInsertRowid;
}

/** An outcome with so many of seven points. */
export function outcome(task: Task, points: number, more: Partial<Outcome["result"]> = {}): Outcome {
  const test = (title: string, got: number, max: number) => ({
    title,
    hidden: true,
    status: got === max ? ("pass" as const) : ("fail" as const),
    points: got,
    max,
    class: got === max ? "" : "wrong-value",
    publicMessage: got === max ? "" : "Look at the exponent.",
    privateMessage: got === max ? "" : "expected 0.25",
    ms: 3,
  });
  const tests = [test("first", Math.min(points, 4), 4), test("second", Math.max(0, points - 4), 3)];
  const { exercise, name, testsSha } = task;
  const provenance = { source: "s", tests: testsSha, seed: "x", engine: "0", node: "20" };
  return {
    result: {
      submission: name,
      exercise,
      status: "graded",
      warnings: [],
      points,
      max: 7,
      isolation: "A",
      tests,
      provenance,
      ...more,
    },
    engine: "0",
    node: "20",
    started: 5,
    ms: 12.4,
  };
}

/** A grader that gives as many points as the submission's text says. */
export const bySaying: Grader = async (task, bytes) => outcome(task, Number(Buffer.from(bytes).toString()) || 0);
