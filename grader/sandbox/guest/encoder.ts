/** @file Values to bytes. Getters and proxies of a learner's run here, and can only choose what their own value is. */

import {
  bufferOf,
  copyInto,
  type Handles,
  kinds,
  lengthOf,
  limits,
  NotAValue,
  offsetOf,
  put,
  tagOf,
  uncurry,
} from "./wire.ts";

const { getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
const { isArray } = Array;
const { isView } = ArrayBuffer;
const ObjectPrototype = Object.prototype;
const Bytes = Uint8Array;
const View = DataView;
const charCodeAt = uncurry<(s: string, i: number) => number>(String.prototype.charCodeAt);
const isEnumerable = uncurry<(o: object, key: PropertyKey) => boolean>(ObjectPrototype.propertyIsEnumerable);
const bigintText = uncurry<(b: bigint) => string>(BigInt.prototype.toString);
const setU32 = uncurry<(v: DataView, at: number, x: number, little: boolean) => void>(View.prototype.setUint32);
const setF64 = uncurry<(v: DataView, at: number, x: number, little: boolean) => void>(View.prototype.setFloat64);
const sizeOf = [ArrayBuffer, SharedArrayBuffer].map((buffer) =>
  uncurry<(x: unknown) => number>(getOwnPropertyDescriptor(buffer.prototype, "byteLength")?.get as () => number),
);

/** Whether a value is an ArrayBuffer, shared or not: only its own getter can tell. */
function isBuffer(value: object): boolean {
  for (let i = 0; i < sizeOf.length; i++) {
    try {
      sizeOf[i](value);
      return true;
    } catch {}
  }
  return false;
}

/** Names of the methods that an instance inherits. */
function methodsOf(value: object): string[] {
  const names: string[] = [];
  let n = 0;
  let at = getPrototypeOf(value);
  for (let level = 0; at !== null && at !== ObjectPrototype && level < limits.depth; level++) {
    const keys = ownKeys(at);
    for (let i = 0; i < keys.length && n < 100; i++) {
      const key = keys[i];
      if (typeof key !== "string" || key === "constructor" || key === "then") continue;
      if (typeof getOwnPropertyDescriptor(at, key)?.value === "function") put(names, n++, key);
    }
    at = getPrototypeOf(at);
  }
  return names;
}

/** Writes values into a buffer that grows. */
export class Encoder {
  private bytes: Uint8Array = new Bytes(1024);
  private view: DataView = new View(bufferOf(this.bytes));
  private at = 0;
  private nodes = 0;
  private readonly handles: Handles;
  /** buffers of the typed arrays written so far */
  readonly buffers: ArrayBufferLike[] = [];

  constructor(handles: Handles) {
    this.handles = handles;
  }

  /** The message so far, after four bytes that hold its length. */
  frame(): Uint8Array {
    setU32(this.view, 0, this.at - 4, true);
    return new Bytes(bufferOf(this.bytes), 0, this.at);
  }

  /** Makes room, and leaves the first four bytes for the length. */
  private room(n: number): void {
    if (this.at === 0) this.at = 4;
    const needed = this.at + n;
    if (needed > limits.bytes) throw new NotAValue(`it is larger than ${limits.bytes >> 20} MB`);
    const length = lengthOf(this.bytes);
    if (needed <= length) return;
    const grown = new Bytes(needed > 2 * length ? needed : 2 * length);
    copyInto(grown, this.bytes, 0);
    this.bytes = grown;
    this.view = new View(bufferOf(grown));
  }

  private tag(tag: number): void {
    this.room(1);
    this.bytes[this.at++] = tag;
  }

  private u32(x: number): void {
    this.room(4);
    setU32(this.view, this.at, x, true);
    this.at += 4;
  }

  private text(s: string): void {
    const n = s.length;
    if (n > limits.string) throw new NotAValue(`a string of it has more than ${limits.string} characters`);
    this.u32(n);
    this.room(2 * n);
    const { bytes } = this;
    for (let i = 0, at = this.at; i < n; i++) {
      const unit = charCodeAt(s, i);
      bytes[at++] = unit & 255;
      bytes[at++] = unit >>> 8;
    }
    this.at += 2 * n;
  }

  private typed(value: object, tag: string): void {
    let kind = 0;
    while (kind < kinds.length && kinds[kind].tag !== tag) kind++;
    if (kind === kinds.length) throw new NotAValue(`it holds a ${tag}`);
    // the true length: an own property of that name can lie
    const length = lengthOf(value);
    const n = length * kinds[kind].size;
    this.tag(8);
    this.tag(kind);
    this.u32(length);
    this.room(n);
    const buffer = bufferOf(value);
    copyInto(this.bytes, new Bytes(buffer, offsetOf(value), n), this.at);
    this.at += n;
    put(this.buffers, this.buffers.length, buffer);
  }

  /** Own enumerable names and what is under them; of a proxy, what it claims. */
  private record(value: object, depth: number): void {
    const head = this.at;
    this.u32(0);
    let n = 0;
    const keys = ownKeys(value);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (typeof key !== "string" || !isEnumerable(value, key)) continue;
      this.text(key);
      const member = (value as Record<string, unknown>)[key];
      if (key === "then" && typeof member === "function") throw new NotAValue("it holds a function named then");
      this.write(member, depth + 1);
      n++;
    }
    setU32(this.view, head, n, true);
  }

  private object(value: object, depth: number): void {
    const tag = tagOf(value);
    if (tag !== undefined) {
      this.typed(value, tag);
      return;
    }
    const returned = this.handles.returned(value);
    if (returned !== undefined) {
      this.tag(11);
      this.u32(returned);
      return;
    }
    if (typeof value === "function") {
      this.tag(9);
      this.u32(this.handles.keep(value));
      return;
    }
    if (isArray(value)) {
      const n = value.length;
      // a proxy of an array can claim any length
      if (typeof n !== "number" || n >>> 0 !== n) throw new NotAValue("it holds an array without a length");
      if (n > limits.nodes) throw new NotAValue(`it holds more than ${limits.nodes} values; use typed arrays`);
      this.begin(n);
      for (let i = 0; i < n; i++) this.write(value[i], depth + 1);
      return;
    }
    const prototype = getPrototypeOf(value);
    if (prototype === null || prototype === ObjectPrototype) {
      this.tag(7);
      this.record(value, depth);
      return;
    }
    if (isView(value) || isBuffer(value))
      throw new NotAValue("it holds a DataView or an ArrayBuffer; use typed arrays");
    const methods = methodsOf(value);
    this.tag(10);
    this.u32(this.handles.keep(value));
    this.record(value, depth);
    this.u32(methods.length);
    for (let i = 0; i < methods.length; i++) this.text(methods[i]);
  }

  /** Begins an array of n values, which `write` then adds one by one. */
  begin(n: number): void {
    this.tag(6);
    this.u32(n);
  }

  /**
   * Adds a value to the message.
   *
   * @throws NotAValue if it, or something in it, cannot cross
   */
  write(value: unknown, depth = 0): void {
    if (++this.nodes > limits.nodes) throw new NotAValue(`it holds more than ${limits.nodes} values; use typed arrays`);
    if (depth > limits.depth) throw new NotAValue(`it is nested deeper than ${limits.depth}, or holds itself`);
    if (value === undefined) this.tag(0);
    else if (value === null) this.tag(1);
    else if (typeof value === "boolean") {
      this.tag(2);
      this.tag(value ? 1 : 0);
    } else if (typeof value === "number") {
      this.tag(3);
      this.room(8);
      setF64(this.view, this.at, value, true);
      this.at += 8;
    } else if (typeof value === "string") {
      this.tag(4);
      this.text(value);
    } else if (typeof value === "bigint") {
      const text = bigintText(value);
      if (text.length > limits.digits) throw new NotAValue(`a bigint of it has more than ${limits.digits} digits`);
      this.tag(5);
      this.text(text);
    } else if (typeof value === "symbol") throw new NotAValue("it holds a symbol");
    else this.object(value, depth);
  }
}
