/**
 * @file Threads that do pieces of a job beside this one, which waits for them: a plain call, no promise. Started when the first
 * job is worth it, gone with the process, which they never keep alive. A piece is claimed by raising one word that holds the number
 * of the job and of the next piece, so that a thread that wakes up late claims nothing of another job; a job is done when its
 * pieces are, whoever did them, so that a thread that never started is not waited for.
 */

import { check } from "../core/index.ts";
import { environment, nodeModule, type WasmMemory } from "./host.ts";
import { allocate } from "./memory.ts";

/** Places in the words that all threads see. */
const WORD = 0; // job << 16 | next piece
const TASK = 1;
const JOB = 2;
const PIECES = 3;
const DONE = 4;
const FAILED = 5; // piece + 1
const BUSY = 8; // one for each thread: it may hold a piece
const CLOSED = 0xffff; // in place of a next piece: no job
const MOST = 64; // threads

/** Bytes of scratch of a thread, as lines.ts of the kernels lays it out. */
const SCRATCH = 8 * 2099264 + 4096;

/** What a thread runs. Plain JavaScript in one text, so that no file is looked for. */
const program = `
const { words, module, memory, scratch, me } = require("node:worker_threads").workerData;
const { run } = new WebAssembly.Instance(module, { env: { memory } }).exports;
for (let idle = 0; ; ) {
  const word = Atomics.load(words, ${WORD});
  const piece = word & 0xffff;
  if (piece >= Atomics.load(words, ${PIECES}) || piece === ${CLOSED}) {
    if (++idle > 2000) Atomics.wait(words, ${WORD}, word);
    continue;
  }
  idle = 0;
  const task = Atomics.load(words, ${TASK}), job = Atomics.load(words, ${JOB});
  Atomics.store(words, me, 1);
  if (Atomics.compareExchange(words, ${WORD}, word, word + 1) === word) {
    try {
      run(task, job >>> 0, piece, scratch);
    } catch {
      Atomics.store(words, ${FAILED}, piece + 1);
    }
    Atomics.add(words, ${DONE}, 1);
  }
  Atomics.store(words, me, 0);
  Atomics.notify(words, ${DONE});
}`;

interface Pool {
  readonly words: Int32Array;
  readonly workers: import("node:worker_threads").Worker[];
}

/** Who does a piece here, and what a thread needs to do one there. */
export interface Worked {
  readonly module: object;
  readonly run: (task: number, job: number, piece: number, scratch: number) => void;
}

let wanted: number | undefined;
let pool: Pool | undefined;
let jobs = 0;
const scratches: number[] = []; // of this thread and of the others

/** Threads that may work at once. */
export function threadCount(): number {
  if (wanted === undefined) {
    const asked = environment("CRYOLAB_THREADS");
    if (asked === "") wanted = Math.min(8, nodeModule<typeof import("node:os")>("os")?.availableParallelism() ?? 1);
    else {
      wanted = Number(asked);
      checkThreads("CRYOLAB_THREADS", wanted);
    }
  }
  return wanted;
}

function checkThreads(name: string, n: number): void {
  check(Number.isInteger(n) && n >= 1 && n <= MOST, () => `${name} must be a whole number from 1 to ${MOST}, got ${n}`);
}

/**
 * Sets how many threads may work at once, this one among them; as many as there are processors (at most 8) until it is called.
 *
 * Results do not depend on it. Threads start with the first work that is worth it, and end with the process.
 *
 * @param n - 1 to 64; 1 for none beside this one
 * @throws RangeError if n is not such a number
 * @example
 * setThreads(2);
 * engine().threads // 2
 */
export function setThreads(n: number): void {
  checkThreads("setThreads: n", n);
  if (n !== wanted) stopThreads();
  wanted = n;
}

/** How many threads have been started beside this one. */
export function runningThreads(): number {
  return pool?.workers.length ?? 0;
}

/** Scratch of thread i, 0 for this one, which it keeps. */
export function scratchOf(i: number): number {
  scratches[i] ??= allocate(SCRATCH);
  return scratches[i];
}

/** Ends the threads beside this one, after what they are at. */
export function stopThreads(): void {
  if (!pool) return;
  const { words, workers } = pool;
  pool = undefined;
  close(words);
  for (const worker of workers) void worker.terminate();
}

function start(kernels: Worked, memory: WasmMemory): Pool | undefined {
  const threads = nodeModule<typeof import("node:worker_threads")>("worker_threads");
  if (!threads) return undefined;
  const words = new Int32Array(new SharedArrayBuffer(4 * (BUSY + MOST)));
  words[WORD] = CLOSED;
  const made: Pool = { words, workers: [] };
  for (let i = 1; i < threadCount(); i++) {
    const data = { words, module: kernels.module, memory, scratch: scratchOf(i), me: BUSY + i };
    const worker = new threads.Worker(program, { eval: true, execArgv: [], workerData: data });
    worker.unref();
    const gone = (): void => {
      // what it was doing is seen by who waits for it; the next job does without
      const at = made.workers.indexOf(worker);
      if (at >= 0) made.workers.splice(at, 1);
      Atomics.store(words, BUSY + i, 0);
    };
    worker.on("error", gone);
    worker.on("exit", gone);
    made.workers.push(worker);
  }
  return made;
}

/** No piece of any job can be claimed from now on; waits for those that are being done, also after a stop in the middle. */
function close(words: Int32Array): void {
  jobs = (jobs + 1) & 0x7fff;
  Atomics.store(words, WORD, (jobs << 16) | CLOSED);
  for (let i = 1; i < MOST; i++)
    for (let since = performance.now(); Atomics.load(words, BUSY + i) === 1; )
      if (!waited(words, since)) throw stuck(0);
}

/** How long a piece may take before its thread counts as dead. Pieces take milliseconds. */
const PATIENCE = 20_000;

/** Waits a little for news; false when nothing has come since long ago. */
function waited(words: Int32Array, since: number): boolean {
  Atomics.wait(words, DONE, Atomics.load(words, DONE), 5);
  return performance.now() - since < PATIENCE;
}

function stuck(piece: number): Error {
  pool = undefined; // the next job starts afresh
  return new Error(`kernels: a thread failed at piece ${piece}; the work it was part of is lost`);
}

/**
 * Does all pieces of a job, here and in other threads.
 *
 * @param kernels - what does a piece
 * @param memory - what the threads share
 * @param task - number of the kernel
 * @param job - address of its record
 * @param pieces - how many there are, at most 65534
 * @param worth - whether the job is long enough to wake others up
 * @param meanwhile - what this thread does first, while the others begin
 * @throws Error if a thread dies or a piece fails in one
 */
export function doPieces(
  kernels: Worked,
  memory: WasmMemory,
  task: number,
  job: number,
  pieces: number,
  worth: boolean,
  meanwhile?: () => void,
): void {
  const scratch = scratchOf(0);
  if (worth && pieces > 1 && threadCount() > 1) pool ??= start(kernels, memory);
  if (!pool || !worth || pieces === 1) {
    for (let piece = 0; piece < pieces; piece++) kernels.run(task, job, piece, scratch);
    meanwhile?.();
    return;
  }
  const { words } = pool;
  close(words);
  Atomics.store(words, TASK, task);
  Atomics.store(words, JOB, job);
  Atomics.store(words, PIECES, pieces);
  Atomics.store(words, DONE, 0);
  Atomics.store(words, FAILED, 0);
  Atomics.store(words, WORD, jobs << 16);
  Atomics.notify(words, WORD);
  meanwhile?.();
  for (;;) {
    const word = Atomics.load(words, WORD);
    const piece = word & 0xffff;
    if (piece >= pieces) break;
    if (Atomics.compareExchange(words, WORD, word, word + 1) !== word) continue;
    kernels.run(task, job, piece, scratch);
    Atomics.add(words, DONE, 1);
  }
  for (let spin = 0; spin < 2000 && Atomics.load(words, DONE) < pieces; spin++);
  let seen = -1;
  for (let since = performance.now(); Atomics.load(words, DONE) < pieces; ) {
    const done = Atomics.load(words, DONE);
    if (done !== seen) since = performance.now();
    seen = done;
    if (!waited(words, since)) throw stuck(done);
  }
  const failed = Atomics.load(words, FAILED);
  if (failed > 0) throw stuck(failed - 1);
}
