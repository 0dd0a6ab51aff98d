/**
 * @file Which kernels run: WebAssembly with fused multiply-add, WebAssembly without it, or plain TypeScript. Decoded, validated
 * and compiled on first use. Double precision gives the same bits in both variants of WebAssembly.
 */

import { check } from "../core/index.ts";
import { fma, simd } from "./binary.ts";
import { environment, nodeModule, webAssembly } from "./host.ts";
import { memoryBytes, sharedMemory } from "./memory.ts";
import { runningThreads, scratchOf, stopThreads, threadCount } from "./threads.ts";

/** Kernels: "fma" and "simd" are WebAssembly with and without fused multiply-add, "plain" is TypeScript. */
export type EngineKind = "fma" | "simd" | "plain";

/** What computes. */
export interface Engine {
  readonly kind: EngineKind;
  /** why not something faster; empty if nothing is */
  readonly reason: string;
  /** threads that may work at once, this one among them */
  readonly threads: number;
  /** threads that have been started beside this one */
  readonly running: number;
  /** bytes of the memory that the threads share */
  readonly memory: number;
}

/** Kernels ready to run: `run(task, job, piece, scratch)` does one piece of a job in memory. */
export interface Kernels {
  readonly kind: "fma" | "simd";
  readonly module: object;
  readonly run: (task: number, job: number, piece: number, scratch: number) => void;
}

const kinds: readonly string[] = ["fma", "simd", "plain"];
let wanted: EngineKind | undefined;
let reason = "";
let current: Kernels | undefined;
let loaded = false;
/** Kernels that have been compiled: V8 makes them faster while they run, which a second compilation would forget. */
const compiled = new Map<EngineKind, Kernels>();

/** The kernels in use; none where plain TypeScript runs. */
export function kernels(): Kernels | undefined {
  if (loaded) return current;
  if (wanted === undefined) {
    const asked = environment("CRYOLAB_KERNELS");
    if (asked !== "")
      check(kinds.includes(asked), () => `CRYOLAB_KERNELS must be ${kinds.join(", ")} or empty, got "${asked}"`);
    current = load(asked === "" ? "fma" : (asked as EngineKind));
  } else current = load(wanted);
  loaded = true;
  return current;
}

/** The best kernels up to a kind. What keeps a better one from running goes to `reason`. */
function load(best: EngineKind): Kernels | undefined {
  reason = "";
  if (best === "plain") {
    reason = "plain was asked for";
    return undefined;
  }
  const wasm = webAssembly();
  const zlib = nodeModule<typeof import("node:zlib")>("zlib");
  if (!wasm || !zlib) {
    reason = `there is no ${wasm ? "Node" : "WebAssembly with shared memory"} here`;
    return undefined;
  }
  const make = (kind: "fma" | "simd", text: string): Kernels => {
    const made = compiled.get(kind) ?? instance(wasm, kind, zlib.inflateRawSync(Buffer.from(text, "base64")));
    compiled.set(kind, made);
    return made;
  };
  const usable = (...operation: number[]): boolean => wasm.validate(probe(operation));
  try {
    if (best === "fma") {
      if (!usable(...relaxedMadd)) allowRelaxed();
      if (usable(...relaxedMadd)) return make("fma", fma);
      reason = "this V8 has no relaxed SIMD";
    } else reason = "simd was asked for";
    if (usable()) return make("simd", simd);
    reason = "this V8 has no SIMD";
  } catch (error) {
    reason = `WebAssembly is refused: ${error instanceof Error ? error.message : error}`;
  }
  return undefined;
}

/** Node 20 has relaxed SIMD behind a flag, which can be set until the first module that needs it; later versions warn of the flag. */
function allowRelaxed(): void {
  nodeModule<typeof import("node:v8")>("v8")?.setFlagsFromString("--experimental-wasm-relaxed-simd");
}

/** f32x4.relaxed_madd, which takes the two constants that `probe` pushes and a third. */
const relaxedMadd = [0xfd, 0x0c, ...new Array<number>(16).fill(0), 0xfd, 0x85, 0x02];

/**
 * The smallest module that has vectors in it: a function that pushes two of them, does an operation that leaves one of two, and
 * drops it; without an operation, both are dropped. To validate it takes microseconds; the kernels take milliseconds.
 */
function probe(operation: readonly number[]): Uint8Array {
  const zero = [0xfd, 0x0c, ...new Array<number>(16).fill(0)]; // v128.const
  const body = [0, ...zero, ...zero, ...operation, ...(operation.length > 0 ? [0x1a] : [0x1a, 0x1a]), 0x0b];
  const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0];
  return Uint8Array.from([...head, 10, body.length + 2, 1, body.length, ...body]);
}

function instance(wasm: NonNullable<ReturnType<typeof webAssembly>>, kind: "fma" | "simd", bytes: Uint8Array): Kernels {
  const module = new wasm.Module(bytes);
  const { exports } = new wasm.Instance(module, { env: { memory: sharedMemory() } });
  scratchOf(0); // where memory may not grow, this says so while there is still the twin
  return { kind, module, run: exports.run as Kernels["run"] };
}

/**
 * What computes: the kernels that were chosen, threads, memory.
 *
 * The variable CRYOLAB_KERNELS ("fma", "simd", "plain") forbids what is faster, CRYOLAB_THREADS sets the number of threads.
 *
 * @example
 * engine().threads >= 1 // true
 */
export function engine(): Engine {
  const kind = kernels()?.kind ?? "plain";
  const threads = kind === "plain" ? 1 : threadCount();
  return { kind, reason, threads, running: runningThreads(), memory: memoryBytes() };
}

/**
 * Chooses the kernels, for comparisons: "plain" for TypeScript, "simd" for WebAssembly without fused multiply-add, "fma" for the
 * fastest there is. What this machine does not have is left out, and `engine().reason` says why.
 *
 * @param kind - the fastest kind that may be used
 * @returns what computes from now on
 * @throws RangeError if there is no such kind
 * @example
 * setEngine("fma").threads >= 1 // true
 */
export function setEngine(kind: EngineKind): Engine {
  check(kinds.includes(kind), () => `setEngine: kind must be one of ${kinds.join(", ")}, got ${kind}`);
  if (kind !== wanted || !loaded) {
    stopThreads();
    wanted = kind;
    loaded = false;
  }
  return engine();
}
