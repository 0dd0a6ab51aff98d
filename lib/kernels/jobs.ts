/**
 * @file Jobs for the kernels: records in memory that say what is transformed, and a place to work in. Everything here is about
 * addresses; transform.ts brings arrays in and out.
 */

import type { Kernels } from "./engine.ts";
import { allocate, memoryViews, release, sharedMemory } from "./memory.ts";
import { planOf, type Size, trimPlans } from "./plans.ts";
import { doPieces, threadCount } from "./threads.ts";

/** Numbers of the kernels in single precision; those in double are one more. */
const AXIS = 0;
const PLANES = 2;
const HALVES = 4;
const REALS = 6;

/** Complex values in memory: real parts at `re`, imaginary ones `apart` bytes further, which may be negative. */
export interface Place {
  readonly re: number;
  readonly apart: number;
}

/** The same with parts exchanged: a forward transform of it is an inverse one. */
export function exchanged({ re, apart }: Place): Place {
  return { re: re + apart, apart: -apart };
}

let record = 0;
let work = 0;
let workBytes = 0;

/** Bytes between the parts of `bytes` each: not a multiple of a page, or the two would fight for the same lines of the cache. */
export function distance(bytes: number): number {
  return Math.ceil(bytes / 4096) * 4096 + 2112;
}

/** An address with room for `bytes`, the same for every call that asks for no more: calls do not overlap. */
export function workspace(bytes: number): number {
  trimPlans();
  if (bytes > workBytes) {
    if (work) release(work);
    work = 0;
    workBytes = 0;
    work = allocate(bytes);
    workBytes = bytes;
  }
  return work;
}

/** From so many butterflies on, about half a millisecond, other threads are woken. */
const WORTH = 400_000;

function launch(
  kernels: Kernels,
  task: number,
  fields: readonly number[],
  divisor: number,
  pieces: number,
  worth: boolean,
  meanwhile?: () => void,
): void {
  record ||= allocate(64);
  const { u32, f64 } = memoryViews();
  for (let i = 0; i < fields.length; i++) u32[record / 4 + i] = fields[i];
  f64[record / 8 + 6] = divisor;
  doPieces(kernels, sharedMemory(), task, record, pieces, worth, meanwhile);
}

/** How many units go into a piece: four pieces a thread, at most 60000 in all. */
function unitOf(units: number, worth: boolean): number {
  return worth && threadCount() > 1 ? Math.max(1, Math.ceil(units / Math.min(60_000, 4 * threadCount()))) : units;
}

const planOr0 = (kernels: Kernels, n: number, size: Size): number => (n > 1 ? planOf(kernels, n, size) : 0);

/** Lines of n values along one axis, `inner` values apart, in place. */
export function axisJob(
  kernels: Kernels,
  size: Size,
  place: Place,
  n: number,
  inner: number,
  outer: number,
  divisor: number,
  meanwhile?: () => void,
): void {
  const { re, apart } = place;
  const worth = n * inner * outer * Math.log2(n) > WORTH;
  const plan = planOf(kernels, n, size);
  const grain = 64 / size;
  const unit =
    inner === 1
      ? unitOf(outer, worth)
      : Math.min(inner, Math.max(grain, Math.ceil(unitOf(inner, worth) / grain) * grain));
  const pieces = inner === 1 ? Math.ceil(outer / unit) : outer * Math.max(1, Math.floor(inner / unit));
  const fields = [plan, 0, re, apart, re, apart, 0, 0, inner, outer, unit];
  launch(kernels, AXIS + (size >> 3), fields, divisor, pieces, worth, meanwhile);
}

/** Planes of ny rows of nx, in place; nx or ny of 1 is left alone. */
export function planesJob(
  kernels: Kernels,
  size: Size,
  place: Place,
  ny: number,
  nx: number,
  planes: number,
  divisor: number,
  meanwhile?: () => void,
): void {
  const { re, apart } = place;
  const worth = planes > 1 && nx * ny * planes * Math.log2(nx * ny) > WORTH;
  const unit = unitOf(planes, worth);
  const fields = [
    planOr0(kernels, nx, size),
    planOr0(kernels, ny, size),
    re,
    apart,
    re,
    apart,
    nx,
    ny,
    0,
    planes,
    unit,
  ];
  launch(kernels, PLANES + (size >> 3), fields, divisor, Math.ceil(planes / unit), worth, meanwhile);
}

/** Planes of ny real rows of nx at `from` to half spectra; `both`: along the columns, too. nx > 1. */
export function halvesJob(
  kernels: Kernels,
  size: Size,
  from: number,
  to: Place,
  ny: number,
  nx: number,
  planes: number,
  both: boolean,
  meanwhile?: () => void,
): void {
  const worth = planes > 1 && (nx * ny * planes * Math.log2(nx * ny)) / 2 > WORTH;
  const unit = unitOf(planes, worth);
  const plan = planOf(kernels, nx, size);
  const fields = [plan, both ? planOr0(kernels, ny, size) : 0, from, 0, to.re, to.apart, nx, ny, 0, planes, unit];
  launch(kernels, HALVES + (size >> 3), fields, 1, Math.ceil(planes / unit), worth, meanwhile);
}

/** The reverse: half spectra, which are overwritten, to real planes at `to`. nx > 1. */
export function realsJob(
  kernels: Kernels,
  size: Size,
  from: Place,
  to: number,
  ny: number,
  nx: number,
  planes: number,
  both: boolean,
  divisor: number,
  meanwhile?: () => void,
): void {
  const worth = planes > 1 && (nx * ny * planes * Math.log2(nx * ny)) / 2 > WORTH;
  const unit = unitOf(planes, worth);
  const plan = planOf(kernels, nx, size);
  const fields = [plan, both ? planOr0(kernels, ny, size) : 0, from.re, from.apart, to, 0, nx, ny, 0, planes, unit];
  launch(kernels, REALS + (size >> 3), fields, divisor, Math.ceil(planes / unit), worth, meanwhile);
}
