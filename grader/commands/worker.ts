/** @file `cryolab worker`: grades for a class on another machine, as long as it is let. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import pc from "picocolors";
import { gradeFile } from "../grade.ts";
import { redisAddress } from "../queue/redis-connection.ts";
import type { RemoteOutcome } from "../queue/redis-job.ts";
import { startWorker, type WorkerOptions } from "../queue/redis-worker.ts";
import { exercisePaths, findRoot } from "../registry/index.ts";
import { openPool } from "../runner/pool.ts";
import { wallsHere } from "../sandbox/selftest.ts";
import { attempt, count, print } from "./terminal.ts";

interface Options {
  readonly redis?: string;
  readonly concurrency: string;
  readonly prefix: string;
  readonly unsafe?: boolean;
}

/** Adds `worker`. */
export function workerCommand(program: Command): void {
  program
    .command("worker")
    .option("--redis <url>", "redis://[user:password@]host[:port]; better in CRYOLAB_REDIS: others see a command line")
    .option("--concurrency <n>", "gradings at the same time", String(availableParallelism()))
    .option("--prefix <name>", "tells courses on one server apart", "cryolab")
    .option(
      "--unsafe",
      "work without a wall (level D); its results are refused unless the instructor asks for them too",
    )
    .description("grade for a class whose instructor runs cryolab grade --redis elsewhere")
    .addHelpText(
      "after",
      `
It needs the same exercises and hidden tests as the instructor's machine, and bubblewrap; it holds no grades and no secret.
Ctrl-C finishes the gradings under way; a second one leaves them to other workers.

Examples:
  $ cryolab worker --redis redis://localhost
  $ CRYOLAB_REDIS=rediss://grader:secret@queue.example.edu cryolab worker --concurrency 16`,
    )
    .action((options: Options) => attempt((signal) => work(options, signal)));
}

async function work(options: Options, signal: AbortSignal): Promise<void> {
  const url = options.redis ?? process.env.CRYOLAB_REDIS;
  if (url === undefined || url === "") throw new Error("worker: needs --redis URL or CRYOLAB_REDIS");
  const concurrency = Number(options.concurrency);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 1000)
    throw new RangeError(`--concurrency: must be a whole number from 1 to 1000, got ${options.concurrency}`);
  const address = redisAddress(url);
  const root = findRoot();
  const { level, missing } = await wallsHere(process.env.CRYOLAB_ISOLATION);
  if (level === "D" && !options.unsafe)
    throw new Error(
      `worker: no wall on this machine (${missing ?? "level D was asked for"}); --unsafe works without one`,
    );

  const pool = openPool({ workers: concurrency });
  const grade: WorkerOptions["grade"] = async ({ name, bytes, exercise, seed }) => {
    const folder = await mkdtemp(join(tmpdir(), "cryolab-worker-")); // readable by this user only
    try {
      const path = join(folder, name);
      await writeFile(path, bytes, { mode: 0o600 });
      const result = await gradeFile(path, exercise, { root, seed, pool, hidden: true, private: true });
      return { ...result, submission: name };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  try {
    const worker = await startWorker(address, {
      prefix: options.prefix,
      concurrency,
      testsOf: (exercise) => testsSha(exercise, root),
      grade,
      onEnd: (exercise, outcome) => print(line(exercise, outcome)),
      onTrouble: (problem) => print(pc.yellow(`${time()} ${problem}`)),
    });
    print(`worker ${worker.name} · ${count(concurrency, "grading")} at a time · level ${level} · ${address.shown}`);
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    print("finishing what is under way; Ctrl-C once more leaves it to others");
    await worker.close();
  } finally {
    await pool.close();
  }
}

/** sha256 of manifest, visible and hidden tests. */
function testsSha(exercise: string, root: string): string {
  const { manifest, visibleTest, hiddenTest } = exercisePaths(exercise, root);
  const hash = createHash("sha256");
  for (const path of [manifest, visibleTest, hiddenTest]) hash.update(readFileSync(path));
  return hash.digest("hex");
}

/** One line of a log. */
function line(exercise: string, outcome: RemoteOutcome | Error): string {
  if (outcome instanceof Error) {
    const reason = outcome.message.replace(/[^\p{L}\p{N}\p{P}\p{S} ]+/gu, " ").slice(0, 500); // nothing that moves the cursor
    return `${time()} ${exercise} ${pc.red("no result")}: ${reason}`;
  }
  const { status, points, max, isolation } = outcome.result;
  const told = status === "graded" ? `${points} of ${max} · level ${isolation}` : status;
  return `${time()} ${exercise} ${told} ${pc.dim(`${outcome.ms} ms`)}`;
}

const time = (): string => pc.dim(new Date().toISOString().slice(11, 19));
