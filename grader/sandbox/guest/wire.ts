/**
 * @file The language that crosses the wall, the same files on both sides: undefined, null, booleans, numbers (NaN, infinities
 * and −0 too), strings, bigints, arrays, plain records, nine kinds of typed array, and numbers that stand for functions and
 * instances which stay where they are. One byte says what follows; all numbers are little-endian:
 *
 *     0 undefined · 1 null · 2 boolean u8 · 3 number f64 · 4 string u32 UTF-16 · 5 bigint u32 digits in UTF-16
 *     6 array u32 values · 7 record u32 (name value) · 8 typed array: kind u8, u32, bytes
 *     9 function u32 · 10 instance u32, record, u32 names of methods · 11 what the receiver once sent u32
 *
 * Nothing is allocated on a claim alone, everything is copied, and the caps hold on both sides. In the guest this code runs
 * among built-ins that a learner may have replaced: it uses only what it took at the start, and iterates over nothing.
 */

const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;

type Method = (...args: never[]) => unknown;
/** A method as a function of its object, out of reach of later changes. */
export function uncurry<T>(method: Method): T {
  return Function.prototype.call.bind(method as never) as T;
}

/** What all typed arrays inherit from. */
const AnyTyped = getPrototypeOf(Uint8Array.prototype) as object;
const getter = <T>(name: PropertyKey): T => uncurry<T>(getOwnPropertyDescriptor(AnyTyped, name)?.get as Method);
/** The true kind of a typed array; undefined of anything else. */
export const tagOf: (x: unknown) => string | undefined = getter(Symbol.toStringTag);
/** The true length of a typed array. */
export const lengthOf: (x: object) => number = getter("length");
/** The buffer under a typed array. */
export const bufferOf: (x: object) => ArrayBufferLike = getter("buffer");
/** Where in its buffer a typed array begins. */
export const offsetOf: (x: object) => number = getter("byteOffset");
/** Copies one typed array into another from an index on. */
export const copyInto: (to: object, from: object, at: number) => void = uncurry((AnyTyped as { set: Method }).set);

/** Kinds of typed array, by their number on the wire. */
export const kinds: readonly {
  readonly tag: string;
  readonly make: new (length: number) => object;
  readonly size: number;
}[] = [
  { tag: "Int8Array", make: Int8Array, size: 1 },
  { tag: "Uint8Array", make: Uint8Array, size: 1 },
  { tag: "Uint8ClampedArray", make: Uint8ClampedArray, size: 1 },
  { tag: "Int16Array", make: Int16Array, size: 2 },
  { tag: "Uint16Array", make: Uint16Array, size: 2 },
  { tag: "Int32Array", make: Int32Array, size: 4 },
  { tag: "Uint32Array", make: Uint32Array, size: 4 },
  { tag: "Float32Array", make: Float32Array, size: 4 },
  { tag: "Float64Array", make: Float64Array, size: 8 },
];

/** Caps on one message. */
export const limits: {
  /** bytes of a frame */
  readonly bytes: number;
  /** values, nested ones counted */
  readonly nodes: number;
  readonly depth: number;
  /** UTF-16 units of a string */
  readonly string: number;
  /** decimal digits of a bigint */
  readonly digits: number;
  /** functions and instances that one side keeps for the other */
  readonly handles: number;
} = { bytes: 64 << 20, nodes: 200_000, depth: 32, string: 1 << 20, digits: 400, handles: 10_000 };

/** A value that cannot cross: the fault of who sends it. */
export class NotAValue extends Error {
  override readonly name: string = "NotAValue";
}

/** Bytes that are no message: nothing after them can be believed. */
export class Malformed extends Error {
  override readonly name: string = "Malformed";
}

/** An instance that stays on the other side: its own fields as values, its methods by name. */
export interface Instance {
  readonly fields: Record<string, unknown>;
  readonly methods: readonly string[];
}

/** How one side keeps what does not cross. */
export interface Handles {
  /** the number under which this side keeps a function or an instance */
  keep(value: object): number;
  /** the number of the other side's function or instance, if the value stands for one */
  returned(value: object): number | undefined;
  /** what this side kept under a number */
  kept(id: number): object | undefined;
  /** what stands for a function of the other side */
  callable(id: number): object;
  /** what stands for an instance of the other side */
  instance(id: number, instance: Instance): object;
}

/** Sets an own property without asking any prototype: setters of a learner's may lie there. */
export function put(target: object, key: PropertyKey, value: unknown): void {
  const descriptor = { __proto__: null, value, writable: true, enumerable: true, configurable: true };
  defineProperty(target, key, descriptor as PropertyDescriptor);
}
