/**
 * @file Plans of the kernels, in shared memory: how the length of a line is split into passes, and the tables that they read. The
 * record is laid out as lines.ts of the kernels says. Kept for the next call, the least recently used let go.
 */

import { allocate, memoryViews, release, sharedMemory } from "./memory.ts";
import { rootsOfUnity } from "./roots.ts";
import { doPieces, type Worked } from "./threads.ts";

/** Bytes of a value: 4 in single precision, 8 in double. */
export type Size = 4 | 8;

/** The longest line that the scratch of a thread holds. */
export const LONGEST: number = 131072;

interface Plan {
  readonly at: number;
  /** bytes, the inner plan of Bluestein among them */
  readonly bytes: number;
  readonly inner: Plan | undefined;
}

const plans = new Map<number, Plan>(); // by 2n + (single precision), least recently used first
const MOST = 96;
const MOST_BYTES = 2 ** 26;
let bytes = 0;
let lastKey = 0;
let lastAt = 0;

/** Address of the plan of lines of n values, 2 ≤ n ≤ LONGEST. */
export function planOf(kernels: Worked, n: number, size: Size): number {
  const key = 2 * n + (size === 4 ? 1 : 0);
  if (key === lastKey) return lastAt;
  const held = plans.get(key);
  const plan = held ?? newPlan(kernels, n, size);
  if (held) plans.delete(key);
  else bytes += plan.bytes;
  plans.set(key, plan);
  lastKey = key;
  lastAt = plan.at;
  return plan.at;
}

/** Lets the oldest plans go. Between calls only: a call may hold several. */
export function trimPlans(): void {
  if (plans.size <= MOST && bytes <= MOST_BYTES) return;
  for (const [key, plan] of plans) {
    if (plans.size <= MOST && bytes <= MOST_BYTES) return;
    plans.delete(key);
    lastKey = 0;
    bytes -= plan.bytes;
    if (plan.inner) release(plan.inner.at);
    release(plan.at);
  }
}

function newPlan(kernels: Worked, n: number, size: Size): Plan {
  const radices = radicesOf(n, size);
  return radices ? passPlan(n, size, radices) : bluesteinPlan(kernels, n);
}

/** Whether n values can go through as one row: its first pass takes a whole vector of neighbours. */
function isRow(n: number, size: Size, first: number): boolean {
  const lanes = 16 / size;
  return n / first >= lanes && (size === 8 ? first <= 5 : first === 4 || first === 5);
}

/**
 * The radices of the passes, or undefined if n has a prime factor beyond 13.
 *
 * A row begins with 4 where it can, for its first pass is the one that turns lanes about; odd factors follow, then 8 or 2 if one is left
 * over, then 4: passes of 8 are slower by the byte, since sixteen registers are too few. A single radix gets a pass that copies.
 */
function radicesOf(n: number, size: Size): number[] | undefined {
  let rest = n;
  const odd: number[] = [];
  for (const prime of [13, 11, 7, 5, 3]) for (; rest % prime === 0; rest /= prime) odd.push(prime);
  let twos = Math.log2(rest);
  if (!Number.isInteger(twos)) return undefined;
  const radices: number[] = [];
  if (twos >= 2) {
    radices.push(4);
    twos -= 2;
  } else if (!(twos === 1 && size === 8 && isRow(n, size, 2))) {
    const five = odd.indexOf(5);
    const three = odd.indexOf(3);
    if (five >= 0) radices.push(...odd.splice(five, 1));
    else if (three >= 0) radices.push(...odd.splice(three, 1));
  }
  if (radices.length === 0 && twos === 1) {
    radices.push(2);
    twos = 0;
  }
  radices.push(...odd);
  if (twos % 2 === 1) {
    radices.push(twos >= 3 ? 8 : 2);
    twos -= twos >= 3 ? 3 : 1;
  }
  for (; twos > 0; twos -= 2) radices.push(4);
  if (radices.length === 1) radices.push(1);
  return radices;
}

/** Numbers written one after the other into memory. */
function writer(at: number, size: Size): { put(value: number): void; skip(count: number): void; address(): number } {
  const { f32, f64 } = memoryViews();
  const view = size === 4 ? f32 : f64;
  let i = at / size;
  return {
    put: (value) => {
      view[i++] = value;
    },
    skip: (count) => {
      i += count;
    },
    address: () => i * size,
  };
}

function passPlan(n: number, size: Size, radices: readonly number[]): Plan {
  const lanes = 16 / size;
  const row = isRow(n, size, radices[0]);
  const pads = 16 * (radices.length + 2);
  let values = 0;
  let remaining = n;
  for (const radix of radices) {
    remaining /= radix;
    values += 2 * remaining * (radix - 1) + (radix > 5 && radix % 2 === 1 ? 2 * radix : 0);
  }
  const vectors = row ? Math.ceil(n / radices[0] / lanes) : 0;
  values += vectors * 2 * (radices[0] - 1) * lanes;
  const head = 32 + 16 * radices.length;
  const need = head + pads + values * size;
  const at = allocate(need);

  const { u32 } = memoryViews();
  u32.set([n, radices.length, row ? 0 : 1, 0], at / 4);
  const w = rootsOfUnity(n);
  const out = writer(at + Math.ceil(head / 16) * 16, size);
  remaining = n;
  for (const [i, radix] of radices.entries()) {
    const step = n / remaining; // w^step is e^(−2πi/remaining)
    remaining /= radix;
    u32.set([radix, out.address(), 0, 0], at / 4 + 8 + 4 * i);
    for (let p = 0; p < remaining; p++)
      for (let j = 1; j < radix; j++) {
        const k = j * p * step;
        out.put(w.re[k]);
        out.put(w.im[k]);
      }
    if (radix > 5 && radix % 2 === 1) {
      u32[at / 4 + 8 + 4 * i + 2] = out.address();
      for (let k = 0; k < radix; k++) out.put(w.re[(k * n) / radix]);
      for (let k = 0; k < radix; k++) out.put(-w.im[(k * n) / radix]);
    }
  }
  if (row) {
    out.skip((16 - (out.address() % 16)) / size);
    u32[at / 4 + 3] = out.address();
    const m = n / radices[0];
    for (let v = 0; v < vectors; v++) {
      const p = Math.min(v * lanes, m - lanes);
      for (let j = 1; j < radices[0]; j++)
        for (const part of [w.re, w.im]) for (let lane = 0; lane < lanes; lane++) out.put(part[j * (p + lane)]);
    }
  }
  return { at, bytes: need, inner: undefined };
}

/** As bluestein.ts of plain, in double precision for either size. */
function bluesteinPlan(kernels: Worked, n: number): Plan {
  const m = convolutionLength(2 * n - 1);
  const inner = passPlan(m, 8, radicesOf(m, 8)!);
  const need = 48 + 16 * (n + m);
  const at = allocate(need);
  const chirp = at + 48;
  const spectrum = chirp + 16 * n;
  const { u32, f64 } = memoryViews();
  u32.set([n, 0, 2, 0, inner.at, chirp, spectrum, 0], at / 4);
  const w = rootsOfUnity(2 * n);
  f64.fill(0, spectrum / 8, spectrum / 8 + 2 * m);
  let square = 0; // k² mod 2n keeps the angle small and exact
  for (let k = 0; k < n; k++) {
    f64[chirp / 8 + k] = w.re[square];
    f64[chirp / 8 + n + k] = w.im[square];
    for (const place of [k, (m - k) % m]) {
      f64[spectrum / 8 + place] = w.re[square] / m; // 1/m of the inverse transform
      f64[spectrum / 8 + m + place] = -w.im[square] / m;
    }
    square += 2 * k + 1; // (k + 1)² − k²
    if (square >= 2 * n) square -= 2 * n;
  }
  transformLine(kernels, inner.at, spectrum, 8 * m);
  return { at, bytes: need + inner.bytes, inner };
}

/** One line of double precision, in place, by a plan that is no longer than any. */
function transformLine(kernels: Worked, plan: number, re: number, apart: number): void {
  const job = allocate(64);
  const { u32, f64 } = memoryViews();
  u32.set([plan, 0, re, apart, re, apart, 0, 0, 1, 1, 1], job / 4);
  f64[job / 8 + 6] = 1;
  doPieces(kernels, sharedMemory(), 1, job, 1, false);
  release(job);
}

/** The cheapest multiple of 4 that is at least `least` and a product of 2, 3 and 5, by the number of operations of its passes. */
function convolutionLength(least: number): number {
  const cost: Record<number, number> = { 2: 1.2, 3: 1.9, 4: 1.6, 5: 2.9, 8: 2.6 };
  let best = 0;
  let lowest = Infinity;
  const top = 2 ** Math.ceil(Math.log2(least));
  for (let m = Math.ceil(least / 4) * 4; m <= top; m += 4) {
    let rest = m;
    for (const prime of [2, 3, 5]) while (rest % prime === 0) rest /= prime;
    if (rest > 1) continue;
    const price = m * radicesOf(m, 8)!.reduce((sum, radix) => sum + (cost[radix] ?? 0), 0);
    if (price < lowest) [best, lowest] = [m, price];
  }
  return best;
}
