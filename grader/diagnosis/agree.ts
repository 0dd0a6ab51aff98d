/** @file Whether two answers are the same one: alike in kinds, lengths and keys, and in every number to rounding. */

const CLOSE = 1e-9; // of the largest value: other orders of summation differ by less, other mistakes by more

/** Whether two values agree; NaN agrees with NaN. */
export function agree(a: unknown, b: unknown): boolean {
  if (typeof a === "number" || typeof b === "number")
    return typeof a === "number" && typeof b === "number" && near([a], [b]);
  if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b)) return tag(a) === tag(b) && near(list(a), list(b));
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return false;
    if (a.every(isNumber) && b.every(isNumber)) return near(a, b);
    return a.every((v, i) => agree(v, b[i]));
  }
  if (!isRecord(a) || !isRecord(b)) return Object.is(a, b);
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((k) => Object.hasOwn(b, k) && agree(a[k], b[k]));
}

/** How many numbers of different size a value holds, zeros and what is not finite aside: few agree by chance. */
export function variety(value: unknown, found: Set<string> = new Set()): number {
  if (typeof value === "number") {
    if (Number.isFinite(value) && value !== 0) found.add(Math.abs(value).toPrecision(3));
  } else if (ArrayBuffer.isView(value)) {
    const numbers = list(value);
    for (let i = 0; i < numbers.length && found.size < 8; i++) variety(numbers[i], found);
  } else if (value !== null && typeof value === "object")
    for (const inner of Object.values(value)) variety(inner, found);
  return found.size;
}

function near(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  let scale = 0;
  for (let i = 0; i < b.length; i++) if (Number.isFinite(b[i])) scale = Math.max(scale, Math.abs(b[i]));
  for (let i = 0; i < a.length; i++)
    if (!Object.is(a[i], b[i]) && !(Math.abs(a[i] - b[i]) <= CLOSE * scale)) return false;
  return true;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

function tag(view: ArrayBufferView): string {
  return Object.prototype.toString.call(view);
}

/** The numbers of a typed array; none of one of big integers, which no exercise returns. */
function list(view: ArrayBufferView): ArrayLike<number> {
  return /Big|DataView/.test(tag(view)) ? [] : (view as unknown as ArrayLike<number>);
}
