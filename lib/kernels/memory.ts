/**
 * @file The one memory that all threads share: grown when it is needed, never given back to the system, its blocks given out
 * and taken back here. Addresses are bytes. A view of the memory is good until the memory grows: ask for it each time.
 */

import { type WasmMemory, webAssembly } from "./host.ts";

/** The memory, seen as numbers. */
export interface Views {
  readonly u32: Uint32Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
}

const PAGE = 65536;
const FIRST = 4096; // address 0 means "none"
const GRAIN = 64;
const LEAST = 4096; // pages, 256 MiB: what the largest blocks of transform.ts take, and the plans

let memory: WasmMemory | undefined;
let views: Views;
const taken = new Map<number, number>(); // size by address
let free: { at: number; size: number }[] = []; // by address

/**
 * The memory, made on first use: room for 4 GiB costs addresses only; where even these are refused, a quarter, and a quarter of that.
 *
 * @throws RangeError if no shared memory can be had
 */
export function sharedMemory(): WasmMemory {
  if (memory) return memory;
  const { Memory } = webAssembly()!;
  for (let maximum = 65536; ; maximum /= 4) {
    try {
      memory = new Memory({ initial: 16, maximum, shared: true });
      break;
    } catch (error) {
      if (maximum <= LEAST) throw error;
    }
  }
  free = [{ at: FIRST, size: 16 * PAGE - FIRST }];
  look();
  return memory;
}

function look(): void {
  const buffer = memory!.buffer;
  views = { u32: new Uint32Array(buffer), f32: new Float32Array(buffer), f64: new Float64Array(buffer) };
}

/** The memory as it is now. */
export function memoryViews(): Views {
  return views;
}

/** Bytes that the memory has grown to. */
export function memoryBytes(): number {
  return memory?.buffer.byteLength ?? 0;
}

/**
 * Address of a block that begins at a multiple of 64. What it holds is not defined.
 *
 * @throws RangeError if the memory cannot grow so far
 */
export function allocate(bytes: number): number {
  const size = Math.max(GRAIN, Math.ceil(bytes / GRAIN) * GRAIN);
  let i = free.findIndex((block) => block.size >= size);
  if (i < 0) {
    extend(size);
    i = free.findIndex((block) => block.size >= size);
  }
  const block = free[i];
  const { at } = block;
  if (block.size === size) free.splice(i, 1);
  else free[i] = { at: at + size, size: block.size - size };
  taken.set(at, size);
  return at;
}

/** Lets a block be used for something else. */
export function release(at: number): void {
  const size = taken.get(at)!;
  taken.delete(at);
  insert(at, size);
}

function insert(at: number, size: number): void {
  let i = free.findIndex((block) => block.at > at);
  if (i < 0) i = free.length;
  free.splice(i, 0, { at, size });
  for (const j of [i, i - 1])
    if (j >= 0 && j + 1 < free.length && free[j].at + free[j].size === free[j + 1].at) {
      free[j] = { at: free[j].at, size: free[j].size + free[j + 1].size };
      free.splice(j + 1, 1);
    }
}

function extend(size: number): void {
  const end = memoryBytes();
  const wanted = Math.ceil(size / PAGE);
  try {
    memory!.grow(wanted);
  } catch {
    throw new RangeError(`kernels: memory of ${Math.round(end / 2 ** 20)} MiB cannot grow by ${size} bytes`);
  }
  insert(end, wanted * PAGE);
  look();
}
