/**
 * @file Transforms of whole arrays by the kernels: values go into shared memory, all axes that fit there at once are done there,
 * and the result comes out. What is too large goes through in blocks, so that memory is bounded. Where no kernels run, or a line is longer
 * than their scratch, plain/transform.ts does the work. The public functions are in double.ts and stack.ts.
 */

import { product, type Shape } from "../core/index.ts";
import { type Kernels, kernels } from "./engine.ts";
import { axisJob, distance, exchanged, halvesJob, type Place, planesJob, realsJob, workspace } from "./jobs.ts";
import { memoryViews } from "./memory.ts";
import { plainComplex, plainHalf, plainReal } from "./plain/transform.ts";
import { LONGEST, type Size } from "./plans.ts";
import { threadCount } from "./threads.ts";

/** Values of either precision; a call has one of the two. */
export type Floats = Float64Array | Float32Array;

/** How many values of each part may be in memory at once: 16 MiB of double precision. */
const MOST = 2 ** 21;

/** How many bytes of each part go through together when blocks are independent: they stay in the cache of a core. */
const NEAR = 2 ** 17;

function viewOf(size: Size): Floats {
  const { f32, f64 } = memoryViews();
  return size === 4 ? f32 : f64;
}

/** Copies values to an address. */
function bring(values: Floats, size: Size, at: number, from: number, count: number): void {
  const part = count === values.length ? values : values.subarray(from, from + count);
  viewOf(size).set(part, at / size);
}

/** Copies values from an address. */
function fetchTo(values: Floats, size: Size, at: number, to: number, count: number): void {
  const start = at / size;
  values.set(viewOf(size).subarray(start, start + count), to);
}

/** Values from an address as an array of their own. This way of making one writes no zeros first, which is a quarter of the time. */
function copyFrom<T extends Floats>(like: T, size: Size, at: number, count: number): T {
  const part = viewOf(size).subarray(at / size, at / size + count);
  return (like instanceof Float64Array ? new Float64Array(part) : new Float32Array(part)) as T;
}

/** A result that comes in parts; when one part is all, it is copied as it is. */
function collector<T extends Floats>(like: T, size: Size, length: number, parts: number) {
  let values: T | undefined = parts > 1 ? empty(like, length) : undefined;
  return {
    take(at: number, to: number, count: number): void {
      if (values) fetchTo(values, size, at, to, count);
      else values = copyFrom(like, size, at, count);
    },
    values: (): T => values!,
  };
}

/** Whether kernels can do lines of these lengths. */
function fits(lengths: readonly number[]): boolean {
  for (const n of lengths) if (n > LONGEST) return false;
  return true;
}

/** The first axis from which on an array is small enough to be in memory as a whole. */
function wholeFrom(shape: Shape): number {
  let from = shape.length - 1;
  for (let size = shape[from]; from > 0 && size * shape[from - 1] <= MOST; from--) size *= shape[from - 1];
  return from;
}

/** Independent blocks in parts: how many go in together, how many parts there are, and whether several threads share the work. */
interface Parts {
  readonly step: number;
  readonly count: number;
  readonly shared: boolean;
}

function partsOf(size: Size, blocks: number, block: number): Parts {
  const near = NEAR / size;
  const shared = threadCount() > 1 && blocks * block >= 16 * near;
  const step = Math.max(1, Math.min(blocks, Math.floor((shared ? 8 * near : near) / block)));
  return { step, count: Math.ceil(blocks / step), shared };
}

/**
 * Brings parts in, does them and fetches them out again. Where others help, this thread copies while they compute: the part before
 * out and the part after in, between two places.
 *
 * @param place - bytes that a part needs
 */
function inTurns(
  { count, shared }: Parts,
  place: number,
  steps: {
    readonly bring: (part: number, at: number) => void;
    readonly work: (part: number, at: number, meanwhile?: () => void) => void;
    readonly fetch: (part: number, at: number) => void;
  },
): void {
  const { bring, work, fetch } = steps;
  const two = shared && count > 1;
  const first = workspace(two ? 2 * place : place);
  const at = (part: number): number => (two && part % 2 === 1 ? first + place : first);
  if (!two)
    for (let part = 0; part < count; part++) {
      bring(part, first);
      work(part, first);
      fetch(part, first);
    }
  else {
    bring(0, first);
    for (let part = 0; part < count; part++)
      work(part, at(part), () => {
        if (part > 0) fetch(part - 1, at(part - 1));
        if (part + 1 < count) bring(part + 1, at(part + 1));
      });
    fetch(count - 1, at(count - 1));
  }
}

/** Axes of a block that is in memory, the last first; the divisor goes with the last job. */
function axesInMemory(
  k: Kernels,
  size: Size,
  place: Place,
  blocks: number,
  shape: Shape,
  axes: readonly number[],
  divisor: number,
  meanwhile?: () => void,
): void {
  const rank = shape.length;
  const rest = axes.filter((axis) => shape[axis] > 1);
  let left = rest.length;
  const by = (used: number): number => {
    left -= used;
    return left === 0 ? divisor : 1;
  };
  let pending = meanwhile; // goes with the first job
  const once = (): (() => void) | undefined => {
    const call = pending;
    pending = undefined;
    return call;
  };
  const all = blocks * product(shape);
  const nx = shape[rank - 1];
  const ny = rank > 1 ? shape[rank - 2] : 1;
  const planes = all / nx / ny;
  let done = rank;
  if (rest.includes(rank - 1) && rest.includes(rank - 2) && (planes >= threadCount() || all < 65536)) {
    planesJob(k, size, place, ny, nx, planes, by(2), once());
    done = rank - 2;
  }
  let inner = 1;
  for (let axis = rank - 1; axis >= 0; axis--) {
    const n = shape[axis];
    if (axis < done && rest.includes(axis)) axisJob(k, size, place, n, inner, all / n / inner, by(1), once());
    inner *= n;
  }
  pending?.();
}

/** Axes before `until` of an array outside, in place, each in blocks of columns. */
function leadingAxes(
  k: Kernels,
  size: Size,
  re: Floats,
  im: Floats,
  shape: Shape,
  axes: readonly number[],
  inverse: boolean,
  divisor: number,
): void {
  for (const [i, axis] of axes.entries()) {
    const n = shape[axis];
    const by = i === axes.length - 1 ? divisor : 1;
    const inner = product(shape.slice(axis + 1));
    const width = Math.max(1, Math.floor(MOST / n / 16) * 16);
    for (let block = 0; block < re.length; block += n * inner)
      for (let column = 0; column < inner; column += width) {
        const columns = Math.min(width, inner - column);
        const apart = distance(n * columns * size);
        const at = workspace(2 * apart + n * columns * size);
        const place = { re: at, apart };
        for (let i = 0; i < n; i++) {
          bring(re, size, at + i * columns * size, block + i * inner + column, columns);
          bring(im, size, at + apart + i * columns * size, block + i * inner + column, columns);
        }
        axisJob(k, size, inverse ? exchanged(place) : place, n, columns, 1, by);
        for (let i = 0; i < n; i++) {
          fetchTo(re, size, at + i * columns * size, block + i * inner + column, columns);
          fetchTo(im, size, at + apart + i * columns * size, block + i * inner + column, columns);
        }
      }
  }
}

const sizeOf = (values: Floats): Size => values.BYTES_PER_ELEMENT as Size;

const empty = <T extends Floats>(like: T, length: number): T =>
  (like instanceof Float64Array ? new Float64Array(length) : new Float32Array(length)) as T;
const doubles = (values: Floats): Float64Array => Float64Array.from(values);
const rounded = <T extends Floats>(values: Float64Array, like: T): T =>
  (like instanceof Float64Array ? values : Float32Array.from(values)) as T;

/**
 * Transform of complex values along axes.
 *
 * @param re - real parts, row-major
 * @param im - imaginary parts
 * @param shape - extents, each ≥ 1
 * @param axes - which, each once
 * @param inverse - e^(+2πi …) in place of e^(−2πi …), without a factor
 * @param divisor - what all is divided by
 */
export function complexArrays<T extends Floats>(
  re: T,
  im: T,
  shape: Shape,
  axes: readonly number[],
  inverse: boolean,
  divisor: number,
): { re: T; im: T } {
  const k = kernels();
  if (k && shape.length === 1 && axes.length === 1 && shape[0] > 1 && shape[0] <= LONGEST)
    return oneLine(k, re, im, shape[0], inverse, divisor);
  const from = wholeFrom(shape);
  const used = axes.filter((axis) => shape[axis] > 1);
  if (!k || used.length === 0 || !fits(used.map((axis) => shape[axis])) || shape[from] > MOST) {
    const out = { re: doubles(re), im: doubles(im) };
    plainComplex(out.re, out.im, shape, axes, inverse, divisor);
    return { re: rounded(out.re, re), im: rounded(out.im, im) };
  }
  const size = sizeOf(re);
  // axes that lead and are left alone only count the blocks
  const first = Math.max(from, Math.min(...used));
  const inside = shape.slice(first);
  const block = product(inside);
  const blocks = re.length / block;
  const early = used.filter((axis) => axis < first);
  const late = used.filter((axis) => axis >= first).map((axis) => axis - first);
  const parts = partsOf(size, blocks, block);
  const { step } = parts;
  const apart = distance(step * block * size);
  const outRe = collector(re, size, re.length, parts.count);
  const outIm = collector(im, size, im.length, parts.count);
  const here = (part: number): number => Math.min(step, blocks - part * step);
  const by = early.length > 0 ? 1 : divisor;
  inTurns(parts, 2 * apart, {
    bring(part, at) {
      bring(re, size, at, part * step * block, here(part) * block);
      bring(im, size, at + apart, part * step * block, here(part) * block);
    },
    work(part, at, meanwhile) {
      const place = { re: at, apart };
      axesInMemory(k, size, inverse ? exchanged(place) : place, here(part), inside, late, by, meanwhile);
    },
    fetch(part, at) {
      outRe.take(at, part * step * block, here(part) * block);
      outIm.take(at + apart, part * step * block, here(part) * block);
    },
  });
  const out = { re: outRe.values(), im: outIm.values() };
  leadingAxes(k, size, out.re, out.im, shape, early, inverse, divisor);
  return out;
}

/** The shortest way for one line, whose work is often less than that of finding out what is to be done. */
function oneLine<T extends Floats>(
  k: Kernels,
  re: T,
  im: T,
  n: number,
  inverse: boolean,
  divisor: number,
): { re: T; im: T } {
  const size = sizeOf(re);
  const apart = distance(n * size);
  const at = workspace(2 * apart);
  const view = viewOf(size);
  view.set(re, at / size);
  view.set(im, (at + apart) / size);
  axisJob(k, size, inverse ? { re: at + apart, apart: -apart } : { re: at, apart }, n, 1, 1, divisor);
  return { re: copyFrom(re, size, at, n), im: copyFrom(im, size, at + apart, n) };
}

/** How real rows, at the beginning of a part, and half spectra lie in memory. */
function realPlaces(size: Size, reals: number, halves: number) {
  const apart = distance(halves * size);
  const before = distance(reals * size);
  return { bytes: before + 2 * apart, placeAt: (at: number): Place => ({ re: at + before, apart }) };
}

/** A block of a real array that is in memory: its shape, what of it are planes, and the axes that are left. */
function blockOf(shape: Shape, otherAxes: readonly number[], first: number, here: number) {
  const inside = shape.slice(first);
  const rank = inside.length;
  const others = otherAxes.filter((axis) => axis >= first && shape[axis] > 1).map((axis) => axis - first);
  const nx = inside[rank - 1];
  const ny = rank > 1 ? inside[rank - 2] : here;
  const planes = rank > 1 ? (here * product(inside)) / nx / ny : 1;
  const both = others.includes(rank - 2);
  // one plane for several threads: rows first, in parts of an even number of rows, then columns
  const parts =
    planes === 1 && threadCount() > 1 && nx * ny >= 65536 ? [16, 8, 4, 2].find((p) => ny % (2 * p) === 0) : 1;
  const left = others.filter((axis) => axis < rank - 2 || (both && parts !== 1 && parts !== undefined));
  return { half: [...inside.slice(0, -1), (nx >> 1) + 1], nx, ny, planes, both, parts: parts ?? 1, left };
}

/** Axes of half spectra in memory that do not go with the rows. */
function halfAxes(k: Kernels, size: Size, place: Place, blocks: number, half: Shape, axes: readonly number[]): void {
  const all = blocks * product(half);
  for (const axis of axes) {
    const inner = product(half.slice(axis + 1));
    axisJob(k, size, place, half[axis], inner, all / half[axis] / inner, 1);
  }
}

/** Whether kernels can do a real array, and from which axis on blocks of it are in memory. */
function realBlocks(shape: Shape, otherAxes: readonly number[]): number | undefined {
  const last = shape.length - 1;
  const from = wholeFrom(shape);
  const used = [last, ...otherAxes.filter((axis) => shape[axis] > 1)];
  if (shape[last] < 2 || shape[from] > MOST || !fits(used.map((axis) => shape[axis]))) return undefined;
  return Math.max(from, Math.min(...used));
}

/**
 * Half spectrum of a real array.
 *
 * @param data - real values, row-major
 * @param shape - extents, each ≥ 1; rows are always transformed
 * @param otherAxes - which others
 */
export function halfArrays<T extends Floats>(data: T, shape: Shape, otherAxes: readonly number[]): { re: T; im: T } {
  const k = kernels();
  const first = realBlocks(shape, otherAxes);
  if (!k || first === undefined) {
    const { re, im } = plainHalf(doubles(data), shape, otherAxes);
    return { re: rounded(re, data), im: rounded(im, data) };
  }
  const size = sizeOf(data);
  const block = product(shape.slice(first));
  const blocks = data.length / block;
  const halfShape = [...shape.slice(0, -1), (shape[shape.length - 1] >> 1) + 1];
  const halfBlock = product(halfShape.slice(first));
  const all = partsOf(size, blocks, block);
  const { step } = all;
  const { bytes, placeAt } = realPlaces(size, step * block, step * halfBlock);
  const outRe = collector(data, size, blocks * halfBlock, all.count);
  const outIm = collector(data, size, blocks * halfBlock, all.count);
  const here = (part: number): number => Math.min(step, blocks - part * step);
  inTurns(all, bytes, {
    bring: (part, at) => bring(data, size, at, part * step * block, here(part) * block),
    work(part, at, meanwhile) {
      const { half, nx, ny, planes, both, parts, left } = blockOf(shape, otherAxes, first, here(part));
      halvesJob(k, size, at, placeAt(at), ny / parts, nx, planes * parts, both && parts === 1, meanwhile);
      halfAxes(k, size, placeAt(at), here(part), half, left);
    },
    fetch(part, at) {
      const { re, apart } = placeAt(at);
      outRe.take(re, part * step * halfBlock, here(part) * halfBlock);
      outIm.take(re + apart, part * step * halfBlock, here(part) * halfBlock);
    },
  });
  const out = { re: outRe.values(), im: outIm.values() };
  const early = otherAxes.filter((axis) => axis < first);
  leadingAxes(
    k,
    size,
    out.re,
    out.im,
    halfShape,
    early.filter((axis) => shape[axis] > 1),
    false,
    1,
  );
  return out;
}

/**
 * Real array from its half spectrum.
 *
 * @param re - real parts of the half spectrum
 * @param im - imaginary parts
 * @param shape - extents of the real array
 * @param otherAxes - axes beside the rows
 * @param divisor - what all is divided by
 */
export function realArrays<T extends Floats>(
  re: T,
  im: T,
  shape: Shape,
  otherAxes: readonly number[],
  divisor: number,
): T {
  const k = kernels();
  const first = realBlocks(shape, otherAxes);
  if (!k || first === undefined) return rounded(plainReal(doubles(re), doubles(im), shape, otherAxes, divisor), re);
  const size = sizeOf(re);
  const block = product(shape.slice(first));
  const blocks = product(shape) / block;
  const halfShape = [...shape.slice(0, -1), (shape[shape.length - 1] >> 1) + 1];
  const halfBlock = product(halfShape.slice(first));
  const early = otherAxes.filter((axis) => axis < first && shape[axis] > 1);
  const from = early.length > 0 ? { re: re.slice() as T, im: im.slice() as T } : { re, im };
  leadingAxes(k, size, from.re, from.im, halfShape, early, true, 1);
  const all = partsOf(size, blocks, block);
  const { step } = all;
  const { bytes, placeAt } = realPlaces(size, step * block, step * halfBlock);
  const out = collector(re, size, product(shape), all.count);
  const here = (part: number): number => Math.min(step, blocks - part * step);
  inTurns(all, bytes, {
    bring(part, at) {
      const place = placeAt(at);
      bring(from.re, size, place.re, part * step * halfBlock, here(part) * halfBlock);
      bring(from.im, size, place.re + place.apart, part * step * halfBlock, here(part) * halfBlock);
    },
    work(part, at, meanwhile) {
      const { half, nx, ny, planes, both, parts, left } = blockOf(shape, otherAxes, first, here(part));
      halfAxes(k, size, exchanged(placeAt(at)), here(part), half, left);
      realsJob(k, size, placeAt(at), at, ny / parts, nx, planes * parts, both && parts === 1, divisor, meanwhile);
    },
    fetch: (part, at) => out.take(at, part * step * block, here(part) * block),
  });
  return out.values();
}
