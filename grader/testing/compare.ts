/**
 * @file Comparison of an answer with what was expected. The answer is hostile: first its kinds, shapes and keys are
 * judged, then NaN and infinities, and only then closeness, |a − e| ≤ abs + rel·max|e|. −0 equals 0. Complex arrays
 * ({ re, im }) are compared as complex numbers. What comes out are words for two readers, see failure.ts.
 */

import { diagnose } from "../diagnosis/index.ts";
import type { CheckClass } from "./failure.ts";

/** How far an answer may be off. */
export interface Tolerance {
  /** allowed absolute difference, default 0 */
  readonly abs?: number;
  /** allowed difference relative to the largest expected modulus, default 0 */
  readonly rel?: number;
}

/** The first thing that is wrong with an answer. */
export interface Difference {
  readonly class: CheckClass;
  /** for the learner: names of fields and kinds, a rough size, a diagnosis; never a value */
  readonly summary: string;
  /** for the instructor: worst index and both values */
  readonly details: string;
}

/** Numbers to be compared as one array: a number, a typed array, a list of numbers, or the pair re, im. */
interface Leaf {
  readonly path: string;
  readonly shape: readonly number[];
  readonly actual: Complex;
  readonly expected: Complex;
}

interface Complex {
  readonly re: ArrayLike<number>;
  readonly im?: ArrayLike<number>;
}

type Record_ = Readonly<Record<string, unknown>>;

/** The first difference between an answer and the expected value, or undefined when it is close enough. */
export function compare(actual: unknown, expected: unknown, tolerance: Tolerance): Difference | undefined {
  const leaves: Leaf[] = [];
  const flaw = structure(actual, expected, "", leaves);
  if (flaw !== undefined) return flaw;
  for (const leaf of leaves) {
    const found = notFinite(leaf);
    if (found !== undefined) return found;
  }
  for (const leaf of leaves) {
    const found = notClose(leaf, tolerance);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a value is, in the words of the language: "Float64Array", "number", "array", "record", "null". */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  if (ArrayBuffer.isView(value)) return Object.prototype.toString.call(value).slice(8, -1);
  return Array.isArray(value) ? "array" : "record";
}

function structure(actual: unknown, expected: unknown, path: string, leaves: Leaf[]): Difference | undefined {
  const kind = kindOf(expected);
  if (kindOf(actual) !== kind) return wrongKind(path, kind, kindOf(actual));
  if (typeof expected === "number") {
    leaves.push({ path, shape: [], actual: { re: [actual as number] }, expected: { re: [expected] } });
    return undefined;
  }
  if (kind === "array") return arrays(actual as unknown[], expected as unknown[], path, leaves);
  if (ArrayBuffer.isView(expected)) return typedArrays(actual, expected, path, leaves);
  if (kind === "record") return records(actual as Record_, expected as Record_, path, leaves);
  if (Object.is(actual, expected)) return undefined;
  return {
    class: "wrong-value",
    summary: `${at(path)}is not the right ${kind}`,
    details: `${at(path)}expected ${show(expected)}, got ${show(actual)}`,
  };
}

function arrays(
  actual: readonly unknown[],
  expected: readonly unknown[],
  path: string,
  leaves: Leaf[],
): Difference | undefined {
  if (actual.length !== expected.length) return wrongLength(path, actual, expected);
  if (expected.length > 0 && expected.every((e) => typeof e === "number")) {
    for (let i = 0; i < actual.length; i++)
      if (typeof actual[i] !== "number") return wrongKind(`${path}[${i}]`, "number", kindOf(actual[i]));
    const numbers = actual as readonly number[];
    leaves.push({ path, shape: [expected.length], actual: { re: numbers }, expected: { re: expected } });
    return undefined;
  }
  for (let i = 0; i < expected.length; i++) {
    const flaw = structure(actual[i], expected[i], `${path}[${i}]`, leaves);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

function typedArrays(actual: unknown, expected: unknown, path: string, leaves: Leaf[]): Difference | undefined {
  const a = actual as ArrayLike<number>;
  const e = expected as ArrayLike<number>;
  if (a.length !== e.length) return wrongLength(path, a, e);
  if (expected instanceof BigInt64Array || expected instanceof BigUint64Array) {
    for (let i = 0; i < e.length; i++)
      if (a[i] !== e[i])
        return {
          class: "wrong-value",
          summary: `${at(path)}wrong values`,
          details: `${at(path)}differs at index ${i}: expected ${e[i]}, got ${a[i]}`,
        };
    return undefined;
  }
  leaves.push({ path, shape: [e.length], actual: { re: a }, expected: { re: e } });
  return undefined;
}

function records(actual: Record_, expected: Record_, path: string, leaves: Leaf[]): Difference | undefined {
  const keys = Object.keys(expected).filter((key) => expected[key] !== undefined);
  for (const key of Object.keys(expected))
    if (expected[key] === undefined && own(actual, key) !== undefined)
      return {
        class: "wrong-kind",
        summary: `${at(path)}the field \`${key}\` should be left out here`,
        details: `${at(path)}got ${key} = ${show(own(actual, key))}`,
      };
  for (const key of keys)
    if (own(actual, key) === undefined)
      return { class: "wrong-kind", summary: `${at(path)}the field \`${key}\` is missing`, details: "" };

  let shape: readonly number[] | undefined;
  if (keys.includes("shape") && isNumbers(expected.shape)) {
    shape = Array.from(expected.shape);
    const flaw = shapes(own(actual, "shape"), shape, path);
    if (flaw !== undefined) return flaw;
  }
  const complex = isReal(expected.re) && isReal(expected.im) && expected.re.length === expected.im.length;
  for (const key of keys) {
    if (key === "shape" && shape !== undefined) continue;
    const inner: Leaf[] = [];
    const flaw = structure(own(actual, key), expected[key], `${path}.${key}`, inner);
    if (flaw !== undefined) return flaw;
    if (complex && (key === "re" || key === "im")) continue;
    // `data` has the shape of its record
    const fits = shape !== undefined && inner.length === 1 && product(shape) === inner[0].expected.re.length;
    leaves.push(...(fits && key === "data" ? inner.map((leaf) => ({ ...leaf, shape: shape as number[] })) : inner));
  }
  if (complex) {
    const [re, im] = [expected.re, expected.im] as [ArrayLike<number>, ArrayLike<number>];
    leaves.push({
      path,
      shape: shape !== undefined && product(shape) === re.length ? shape : [re.length],
      actual: { re: own(actual, "re") as ArrayLike<number>, im: own(actual, "im") as ArrayLike<number> },
      expected: { re, im },
    });
  }
  return undefined;
}

/** A `shape` may be any list of the same numbers. */
function shapes(actual: unknown, expected: readonly number[], path: string): Difference | undefined {
  if (!isNumbers(actual)) return wrongKind(`${path}.shape`, "list of numbers", kindOf(actual));
  const list = Array.from(actual);
  if (list.length === expected.length && list.every((n, i) => n === expected[i])) return undefined;
  const turned = list.length === expected.length && list.every((n, i) => n === expected[expected.length - 1 - i]);
  return {
    class: "wrong-shape",
    summary: `${at(path)}wrong shape${turned ? ": the axes are in the opposite order" : ""}`,
    details: `${at(path)}expected shape [${expected.join(", ")}], got [${list.join(", ").slice(0, 80)}]`,
  };
}

function notFinite({ path, actual, expected }: Leaf): Difference | undefined {
  for (const part of ["re", "im"] as const) {
    const a = actual[part];
    const e = expected[part];
    if (a === undefined || e === undefined) continue;
    for (let i = 0; i < e.length; i++) {
      if (Number.isFinite(a[i]) || Object.is(a[i], e[i])) continue;
      const where = e.length === 1 && path === "" ? "" : ` at index ${i}`;
      return {
        class: "not-finite",
        summary: Number.isNaN(a[i]) ? `${at(path)}NaN where a number is due` : `${at(path)}an infinite value`,
        details: `${at(path)}${actual.im ? `${part} ` : ""}expected ${e[i]}, got ${a[i]}${where}`,
      };
    }
  }
  return undefined;
}

function notClose({ path, shape, actual, expected }: Leaf, { abs = 0, rel = 0 }: Tolerance): Difference | undefined {
  const n = expected.re.length;
  let scale = 0;
  for (let i = 0; i < n; i++) {
    const size = modulus(expected.re[i], expected.im?.[i] ?? 0);
    if (Number.isFinite(size)) scale = Math.max(scale, size);
  }
  const allowed = abs + rel * scale;
  let worst = -1;
  let largest = allowed;
  for (let i = 0; i < n; i++) {
    const [ar, er] = [actual.re[i], expected.re[i]];
    const [ai, ei] = [actual.im?.[i] ?? 0, expected.im?.[i] ?? 0];
    const re = Object.is(ar, er) ? 0 : ar - er;
    const im = Object.is(ai, ei) ? 0 : ai - ei;
    const difference = modulus(re, im);
    if (difference <= largest) continue;
    worst = i;
    largest = difference;
    if (!Number.isFinite(difference)) break; // an infinite value was due here and a finite one came
  }
  if (worst < 0) return undefined;

  const words = [n === 1 && shape.length === 0 ? "wrong value" : "wrong values"];
  if (scale > 0 && Number.isFinite(largest)) words.push(roughly(largest / scale));
  const diagnosis = Number.isFinite(largest) ? diagnose(actual, expected, { shape, tolerance: allowed }) : undefined;
  const place = n === 1 ? "" : ` most at index ${position(worst, shape)}`;
  const value = ({ re, im }: Complex) =>
    im ? `${re[worst]} ${im[worst] < 0 ? "-" : "+"} ${Math.abs(im[worst])}i` : `${re[worst]}`;
  return {
    class: "wrong-value",
    summary: `${at(path)}${words.join(", ")}${diagnosis === undefined ? "" : `; ${diagnosis}`}`,
    details: `${at(path)}differs${place}: expected ${value(expected)}, got ${value(actual)} (tolerance ${Number(allowed.toPrecision(3))})`,
  };
}

/** A rough size, one digit at most: "off by about 50 %". The steps are wide, so that no value can be read off. */
export function roughly(relative: number): string {
  if (relative > 10) return "off by more than ten times the largest value";
  for (const percent of [1000, 500, 200, 100, 50, 20, 10, 5, 2, 1])
    if (relative * 100 >= percent * 0.7) return `off by about ${percent} %`;
  return `off by about 1e${Math.max(-16, Math.round(Math.log10(relative)))} of the largest value`;
}

function wrongKind(path: string, due: string, got: string): Difference {
  const words = `${at(path)}${article(due)} is due, got ${article(got)}`;
  return { class: "wrong-kind", summary: words, details: "" };
}

function wrongLength(path: string, actual: ArrayLike<unknown>, expected: ArrayLike<unknown>): Difference {
  const words = actual.length < expected.length ? "too few values" : "too many values";
  return {
    class: "wrong-shape",
    summary: `${at(path)}${words}${lostDuplicates(actual, expected) ? ": equal ones are kept once only" : ""}`,
    details: `${at(path)}expected ${expected.length} values, got ${actual.length}`,
  };
}

/** Whether an array of numbers or texts holds what is due, each once, in any order. */
function lostDuplicates(actual: ArrayLike<unknown>, expected: ArrayLike<unknown>): boolean {
  const plain = (v: unknown) => typeof v === "number" || typeof v === "string";
  const [got, due] = [actual, expected].map((values) => Array.from(values));
  if (got.length < 3 || !got.every(plain) || !due.every(plain)) return false;
  const once = new Set(due);
  return once.size < due.length && once.size === got.length && got.every((v) => once.delete(v));
}

/** "`re`: " for a field, nothing for the result itself. */
function at(path: string): string {
  return path === "" ? "" : `\`${path.replace(/^\./, "")}\`: `;
}

function article(kind: string): string {
  if (kind === "null" || kind === "undefined") return kind;
  return `${/^[aeiou]/i.test(kind) ? "an" : "a"} ${kind}`;
}

function position(index: number, shape: readonly number[]): string {
  if (shape.length < 2) return String(index);
  const place: number[] = [];
  for (let axis = shape.length - 1, rest = index; axis >= 0; axis--) {
    place.unshift(rest % shape[axis]);
    rest = Math.floor(rest / shape[axis]);
  }
  return `[${place.join(", ")}]`;
}

function show(value: unknown): string {
  const text = typeof value === "bigint" ? `${value}n` : (JSON.stringify(value) ?? String(value));
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** An own property that is plain data; anything else counts as missing. */
function own(record: Record_, key: string): unknown {
  return Object.getOwnPropertyDescriptor(record, key)?.value;
}

function isReal(value: unknown): value is ArrayLike<number> {
  return value instanceof Float64Array || value instanceof Float32Array;
}

function isNumbers(value: unknown): value is ArrayLike<number> & Iterable<number> {
  if (Array.isArray(value)) return value.every((n) => typeof n === "number");
  return ArrayBuffer.isView(value) && !(value instanceof DataView) && !/^Big/.test(kindOf(value));
}

function modulus(re: number, im: number): number {
  return im === 0 ? Math.abs(re) : Math.hypot(re, im);
}

function product(shape: readonly number[]): number {
  return shape.reduce((n, extent) => n * extent, 1);
}
