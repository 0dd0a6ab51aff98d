/** @file One task graded on this machine: the bytes into a folder of their own, the runner on it, the outcome with its origin. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { gradeFile } from "../grade.ts";
import type { Outcome, Task } from "../queue/types.ts";
import type { Pool } from "../runner/pool.ts";

const { version: engine } = createRequire(import.meta.url)("@cryolab/grader/package.json") as { version: string };

/** Grades bytes; a failure of ours is a result with status `infrastructure`, or an exception. */
export type Grader = (task: Task, bytes: Uint8Array, signal: AbortSignal) => Promise<Outcome>;

/** A grader for a clone of the course, on the runners of a pool. */
export function poolGrader(root: string, pool: Pool): Grader {
  return async (task, bytes, signal) => {
    const folder = mkdtempSync(join(tmpdir(), "cryolab-task-")); // readable by this user only
    const started = Date.now();
    const clock = performance.now();
    try {
      const path = join(folder, fileName(task.name));
      writeFileSync(path, bytes, { mode: 0o600 });
      const options = { root, pool, signal, hidden: true, private: true, seed: task.seed };
      const result = await gradeFile(path, task.exercise, options);
      return {
        result: { ...result, submission: task.name },
        engine: result.provenance?.engine ?? engine,
        node: result.provenance?.node ?? process.versions.node,
        started,
        ms: performance.now() - clock,
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** The submission's own name, for messages; where no disk would take it, what it is. */
function fileName(name: string): string {
  const own = basename(name);
  return /^[\p{L}\p{N}_][\p{L}\p{N}_ .()-]{0,59}$/u.test(own) ? own : `submission${extname(own)}`;
}
