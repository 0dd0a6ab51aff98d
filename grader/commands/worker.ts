/** @file `cryolab worker`: grades for a class on another machine, as long as it is let. */

import { availableParallelism } from "node:os";
import type { Command } from "commander";
import pc from "picocolors";
import { poolGrader } from "../course/grade-task.ts";
import { testsSha } from "../course/tests-sha.ts";
import { redisAddress } from "../queue/redis-connection.ts";
import type { RemoteOutcome } from "../queue/redis-job.ts";
import { startWorker } from "../queue/redis-worker.ts";
import { findRoot } from "../registry/index.ts";
import { openPool } from "../runner/pool.ts";
import { wallsHere } from "../sandbox/selftest.ts";
import { attempt, count, print } from "./terminal.ts";

interface Options {
  readonly redis?: string;
  readonly concurrency: string;
  readonly prefix: string;
  readonly patience: string;
  readonly unsafe?: boolean;
}

/** Adds `worker`. */
export function workerCommand(program: Command): void {
  program
    .command("worker")
    .option("--redis <url>", "redis://[user:password@]host[:port]; better in CRYOLAB_REDIS: others see a command line")
    .option("--concurrency <n>", "gradings at the same time", String(availableParallelism()))
    .option("--prefix <name>", "tells courses on one server apart", "cryolab")
    .option("--patience <seconds>", "how long a worker that went silent keeps a job before another gets it", "30")
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
  const concurrency = whole("--concurrency", options.concurrency);
  const patience = whole("--patience", options.patience);
  const address = redisAddress(url);
  const root = findRoot();
  const { level, missing } = await wallsHere(process.env.CRYOLAB_ISOLATION);
  if (level === "D" && !options.unsafe)
    throw new Error(
      `worker: no wall on this machine (${missing ?? "level D was asked for"}); --unsafe works without one`,
    );

  const pool = openPool({ workers: concurrency });
  try {
    const worker = await startWorker(address, {
      prefix: options.prefix,
      concurrency,
      lockMs: 1000 * patience,
      testsOf: (exercise) => testsSha(exercise, root),
      grader: poolGrader(root, pool),
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

function whole(option: string, text: string): number {
  const n = Number(text);
  if (Number.isInteger(n) && n >= 1 && n <= 1000) return n;
  throw new RangeError(`${option}: must be a whole number from 1 to 1000, got ${text}`);
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
