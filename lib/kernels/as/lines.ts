/**
 * @file Transforms of lines: a row whose values are neighbours, a strip of columns that lie side by side, a few lines that lie
 * anyhow, and lines whose length has a large prime factor. A plan is a record of u32 in memory, made by plans.ts:
 *
 *     0 n · 4 number of passes · 8 kind · 12 vectors of factors of the first pass of a row
 *     Bluestein: 16 inner plan · 20 chirp (n cosines, n sines, f64) · 24 spectrum of the other chirp (m and m)
 *     32 + 16 i: radix · factors · roots of an odd radix
 */

import { passIn, passOn, passOut, passRow } from "./passes";
import { add, FAR, lanes, mul, sub } from "./vector";

/** Kinds of a plan: a row can be done by itself; only several lines side by side; Bluestein. */
const ROW = 0, BLUESTEIN = 2;

/** Scratch of a thread: complex buffers A and B of the passes, C of half.ts, D of Bluestein, and some bytes. */
@inline function B(scratch: usize): usize {
  return scratch + 2 * FAR;
}
/** Buffer C of the scratch. */
@inline export function C(scratch: usize): usize {
  return scratch + 4 * FAR;
}
@inline function D(scratch: usize): usize {
  return scratch + 6 * FAR;
}
@inline function temp(scratch: usize): usize {
  return scratch + 8 * FAR;
}

@inline function radix(plan: usize, i: usize): i32 {
  return load<i32>(plan + (i << 4), 32);
}
@inline function factors(plan: usize, i: usize): usize {
  return <usize>load<u32>(plan + (i << 4), 36);
}
@inline function oddRoots(plan: usize, i: usize): usize {
  return <usize>load<u32>(plan + (i << 4), 40);
}

/** One row of neighbours, n values, whose plan is of kind ROW. May be in place. */
export function row<T>(plan: usize, src: usize, sd: usize, dst: usize, dd: usize, scratch: usize): void {
  const n = <usize>load<u32>(plan), passes = <usize>load<u32>(plan, 4);
  let r = radix(plan, 0), m: usize = n / r, s: usize = r * sizeof<T>();
  let x = scratch, y = B(scratch);
  passRow<T>(r, src, sd, x, <usize>load<u32>(plan, 12), m);
  for (let i: usize = 1; i < passes - 1; i++) {
    r = radix(plan, i);
    m /= r;
    passOn<T>(r, x, s, s * m, y, s * r, s, factors(plan, i), m, s, oddRoots(plan, i), temp(scratch));
    const t = x;
    x = y;
    y = t;
    s *= r;
  }
  r = radix(plan, passes - 1);
  passOut<T>(r, x, s, s, dst, dd, 0, s, 1, s, oddRoots(plan, passes - 1), temp(scratch));
}

/** Columns side by side: `width` ≥ 16 bytes of each of n rows that are sr and dr bytes apart. May be in place. */
function strip<T>(
  plan: usize, src: usize, sd: usize, sr: usize, dst: usize, dd: usize, dr: usize, width: usize, scratch: usize,
): void {
  const passes = <usize>load<u32>(plan, 4);
  let r = radix(plan, 0), m: usize = <usize>load<u32>(plan) / r, s = width * r;
  let x = scratch, y = B(scratch);
  passIn<T>(r, src, sd, sr, sr * m, x, s, width, factors(plan, 0), m, width, oddRoots(plan, 0), temp(scratch));
  for (let i: usize = 1; i < passes - 1; i++) {
    r = radix(plan, i);
    m /= r;
    passOn<T>(r, x, s, s * m, y, s * r, s, factors(plan, i), m, s, oddRoots(plan, i), temp(scratch));
    const t = x;
    x = y;
    y = t;
    s *= r;
  }
  r = radix(plan, passes - 1);
  const rows = s / width;
  passOut<T>(r, x, width, s, dst, dd, dr, dr * rows, rows, width, oddRoots(plan, passes - 1), temp(scratch));
}

/** Up to a vector of lines that lie anyhow, gathered into lanes: `step` bytes from value to value, `between` from line to line. */
function few<T>(
  plan: usize, src: usize, sd: usize, step: usize, between: usize, count: usize,
  dst: usize, dd: usize, dstep: usize, dbetween: usize, scratch: usize,
): void {
  const n = <usize>load<u32>(plan), passes = <usize>load<u32>(plan, 4);
  let x = scratch, y = B(scratch);
  for (let l: usize = 0; l < lanes<T>(); l++) {
    let from = src + min(l, count - 1) * between, to = x + l * sizeof<T>();
    for (let k: usize = 0; k < n; k++, from += step, to += 16) {
      store<T>(to, load<T>(from));
      store<T>(to, load<T>(from + sd), FAR);
    }
  }
  let m = n, s: usize = 16;
  for (let i: usize = 0; i < passes; i++) {
    const r = radix(plan, i);
    m /= r;
    passOn<T>(r, x, s, s * m, y, s * r, s, factors(plan, i), m, s, oddRoots(plan, i), temp(scratch));
    const t = x;
    x = y;
    y = t;
    s *= r;
  }
  for (let l: usize = 0; l < count; l++) {
    let from = x + l * sizeof<T>(), to = dst + l * dbetween;
    for (let k: usize = 0; k < n; k++, from += 16, to += dstep) {
      store<T>(to, load<T>(from));
      store<T>(to + dd, load<T>(from, FAR));
    }
  }
}

/**
 * One line by Bluestein's convolution, in double precision whatever T: X[k] = c[k] Σ (x[j] c[j]) c*[k − j].
 * Scratch D holds the longer line.
 */
function bluestein<T>(plan: usize, src: usize, sd: usize, step: usize, dst: usize, dd: usize, dstep: usize, scratch: usize): void {
  const n = <usize>load<u32>(plan), inner = <usize>load<u32>(plan, 16);
  const chirp = <usize>load<u32>(plan, 20), spectrum = <usize>load<u32>(plan, 24);
  const m = <usize>load<u32>(inner), c = D(scratch), sine = chirp + n * 8, sm = spectrum + m * 8;
  for (let k: usize = 0; k < n; k++) {
    const re = <f64>load<T>(src), im = <f64>load<T>(src + sd);
    const wr = load<f64>(chirp + k * 8), wi = load<f64>(sine + k * 8);
    store<f64>(c + k * 8, re * wr - im * wi);
    store<f64>(c + k * 8, re * wi + im * wr, FAR);
    src += step;
  }
  memory.fill(c + n * 8, 0, (m - n) * 8);
  memory.fill(c + n * 8 + FAR, 0, (m - n) * 8);
  row<f64>(inner, c, FAR, c, FAR, scratch);
  for (let k: usize = 0; k < m * 8; k += 16) {
    const ar = v128.load(c + k), ai = v128.load(c + k, FAR), br = v128.load(spectrum + k), bi = v128.load(sm + k);
    v128.store(c + k, sub<f64>(mul<f64>(ar, br), mul<f64>(ai, bi)));
    v128.store(c + k, add<f64>(mul<f64>(ar, bi), mul<f64>(ai, br)), FAR);
  }
  row<f64>(inner, c + FAR, 0 - FAR, c + FAR, 0 - FAR, scratch); // exchanged: the inverse
  for (let k: usize = 0; k < n; k++) {
    const re = load<f64>(c + k * 8), im = load<f64>(c + k * 8, FAR);
    const wr = load<f64>(chirp + k * 8), wi = load<f64>(sine + k * 8);
    store<T>(dst, <T>(re * wr - im * wi));
    store<T>(dst + dd, <T>(re * wi + im * wr));
    dst += dstep;
  }
}

/** Whether lines of a plan go one by one when they are rows. */
@inline export function single(plan: usize): bool {
  return load<u32>(plan, 8) != 1;
}

/**
 * `count` lines. May be in place, line upon itself.
 *
 * @param step - bytes from a value to the next of its line
 * @param between - bytes from a line to the next
 */
export function lines<T>(
  plan: usize, src: usize, sd: usize, step: usize, between: usize, count: usize,
  dst: usize, dd: usize, dstep: usize, dbetween: usize, scratch: usize,
): void {
  const size = sizeof<T>(), kind = load<i32>(plan, 8);
  if (kind == BLUESTEIN) {
    for (let i: usize = 0; i < count; i++)
      bluestein<T>(plan, src + i * between, sd, step, dst + i * dbetween, dd, dstep, scratch);
  } else if (kind == ROW && step == size && dstep == size) {
    for (let i: usize = 0; i < count; i++) row<T>(plan, src + i * between, sd, dst + i * dbetween, dd, scratch);
  } else if (between == size && dbetween == size && count >= lanes<T>()) {
    const n = <usize>load<u32>(plan);
    // a line of the cache; several where the rows are many pages, and the last strip takes what is too little for one
    let width: usize = n < 512 ? 64 : n > 4096 ? 16 : 256;
    const all = count * size;
    for (let o: usize = 0; o < all; o += width) {
      if (all - o < width + 16) width = all - o;
      strip<T>(plan, src + o, sd, step, dst + o, dd, dstep, width, scratch);
    }
  } else {
    for (let i: usize = 0; i < count; i += lanes<T>())
      few<T>(plan, src + i * between, sd, step, between, min(lanes<T>(), count - i), dst + i * dbetween, dd, dstep, dbetween, scratch);
  }
}
