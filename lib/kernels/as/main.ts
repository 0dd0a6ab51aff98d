/**
 * @file What a thread is asked to do: `run(task, job, piece, scratch)` does one piece of a job, and pieces can be done by any
 * thread in any order. A job is a record in memory, written by jobs.ts of the room:
 *
 *     0 plan of rows · 4 plan of columns · 8 from · 12 from real to imaginary parts there · 16 to · 20 the same there
 *     24 nx · 28 ny · 32 inner · 36 outer · 40 unit, how many lines or planes a piece has · 48 divisor, f64
 */

import { realRows, rowsFromHalves } from "./half";
import { lines } from "./lines";
import { lanes } from "./vector";

@inline function field(job: usize, at: usize): usize {
  return <usize>load<u32>(job + at);
}

/** Divides `count` neighbours, imaginary ones d further. */
function divide<T>(p: usize, count: usize, by: f64): void {
  const size = sizeof<T>(), L = lanes<T>(), b = v128.splat<T>(<T>by);
  let i: usize = 0;
  for (; i + L <= count; i += L) v128.store(p + i * size, v128.div<T>(v128.load(p + i * size), b));
  for (; i < count; i++) store<T>(p + i * size, load<T>(p + i * size) / <T>by);
}

/** Lines along one axis of an array of any rank, in place or to another array of the same shape. */
function axis<T>(job: usize, piece: usize, scratch: usize): void {
  const plan = field(job, 0), size = sizeof<T>(), n = <usize>load<u32>(plan);
  const inner = field(job, 32), outer = field(job, 36), unit = field(job, 40);
  const src = field(job, 8), sd = field(job, 12), dst = field(job, 16), dd = field(job, 20), by = load<f64>(job, 48);
  if (inner == 1) {
    const first = piece * unit, count = min(unit, outer - first), at = first * n * size;
    lines<T>(plan, src + at, sd, size, n * size, count, dst + at, dd, size, n * size, scratch);
    if (by != 1) {
      divide<T>(dst + at, count * n, by);
      divide<T>(dst + dd + at, count * n, by);
    }
  } else {
    const each = max<usize>(1, inner / unit), block = piece / each, k = piece % each;
    const first = k * unit, count = k == each - 1 ? inner - first : unit, at = (block * n * inner + first) * size;
    lines<T>(plan, src + at, sd, inner * size, size, count, dst + at, dd, inner * size, size, scratch);
    if (by != 1)
      for (let i: usize = 0; i < n; i++) {
        divide<T>(dst + at + i * inner * size, count, by);
        divide<T>(dst + dd + at + i * inner * size, count, by);
      }
  }
}

/** Planes of ny rows and nx columns, each both ways while it is in the cache. No plan of columns: rows only. */
function planes<T>(job: usize, piece: usize, scratch: usize): void {
  const rows = field(job, 0), columns = field(job, 4), nx = field(job, 24), ny = field(job, 28), size = sizeof<T>();
  const sd = field(job, 12), dd = field(job, 20), unit = field(job, 40), by = load<f64>(job, 48), bytes = nx * size;
  const last = min((piece + 1) * unit, field(job, 36));
  for (let i = piece * unit; i < last; i++) {
    const src = field(job, 8) + i * ny * bytes, dst = field(job, 16) + i * ny * bytes;
    if (rows) {
      lines<T>(rows, src, sd, size, bytes, ny, dst, dd, size, bytes, scratch);
      if (columns) lines<T>(columns, dst, dd, bytes, size, nx, dst, dd, bytes, size, scratch);
    } else lines<T>(columns, src, sd, bytes, size, nx, dst, dd, bytes, size, scratch);
    if (by != 1) {
      divide<T>(dst, nx * ny, by);
      divide<T>(dst + dd, nx * ny, by);
    }
  }
}

/** Planes of real numbers to half spectra. */
function halves<T>(job: usize, piece: usize, scratch: usize): void {
  const columns = field(job, 4), nx = field(job, 24), ny = field(job, 28), size = sizeof<T>();
  const dd = field(job, 20), unit = field(job, 40), h = (nx >> 1) + 1;
  const last = min((piece + 1) * unit, field(job, 36));
  for (let i = piece * unit; i < last; i++) {
    const dst = field(job, 16) + i * ny * h * size;
    realRows<T>(field(job, 0), field(job, 8) + i * ny * nx * size, ny, dst, dd, scratch);
    if (columns) lines<T>(columns, dst, dd, h * size, size, h, dst, dd, h * size, size, scratch);
  }
}

/** Half spectra, which are overwritten, to planes of real numbers. */
function reals<T>(job: usize, piece: usize, scratch: usize): void {
  const columns = field(job, 4), nx = field(job, 24), ny = field(job, 28), size = sizeof<T>();
  const sd = field(job, 12), unit = field(job, 40), h = (nx >> 1) + 1;
  const last = min((piece + 1) * unit, field(job, 36));
  for (let i = piece * unit; i < last; i++) {
    const src = field(job, 8) + i * ny * h * size, dst = field(job, 16) + i * ny * nx * size;
    // parts exchanged: the inverse
    if (columns) lines<T>(columns, src + sd, 0 - sd, h * size, size, h, src + sd, 0 - sd, h * size, size, scratch);
    rowsFromHalves<T>(field(job, 0), src, sd, ny, dst, scratch);
    const by = load<f64>(job, 48);
    if (by != 1) divide<T>(dst, ny * nx, by);
  }
}

/** One piece of a job. Odd tasks are those in double precision. */
export function run(task: i32, job: usize, piece: usize, scratch: usize): void {
  if (task == 0) axis<f32>(job, piece, scratch);
  else if (task == 1) axis<f64>(job, piece, scratch);
  else if (task == 2) planes<f32>(job, piece, scratch);
  else if (task == 3) planes<f64>(job, piece, scratch);
  else if (task == 4) halves<f32>(job, piece, scratch);
  else if (task == 5) halves<f64>(job, piece, scratch);
  else if (task == 6) reals<f32>(job, piece, scratch);
  else if (task == 7) reals<f64>(job, piece, scratch);
  else unreachable();
}
