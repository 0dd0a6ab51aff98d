/**
 * @file The language that crosses the wall, the same file on both sides: undefined, null, booleans, numbers (NaN, infinities
 * and −0 too), strings, bigints, arrays, plain records, nine kinds of typed array, and numbers that stand for functions and
 * instances which stay where they are. One byte says what follows; all numbers are little-endian:
 *
 *     message := tag …    3 number f64 · 4 string u32 UTF-16 · 5 bigint u32 ASCII · 6 array u32 values · 7 record u32 (string value)
 *                         8 typed array: kind u8, u32, bytes · 9 function u32 · 10 instance u32, record, array of names · 11 returned u32
 *
 * Nothing is allocated on a claim alone, everything is copied, and the caps hold on both sides. In the guest this code runs
 * among built-ins that a learner may have replaced: it uses only what it took at the start, no iteration, no assignment to
 * an index of a plain array.
 */

const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
const { isArray } = Array;
const { fromCharCode } = String;
const ObjectPrototype = Object.prototype;
const ArrayPrototype = Array.prototype;

type Method = (...args: never[]) => unknown;
/** A method as a function of its object, out of reach of later changes. */
export function uncurry<T>(method: Method): T {
  return Function.prototype.call.bind(method as never) as T;
}
const charCodeAt = uncurry<(s: string, i: number) => number>(String.prototype.charCodeAt);
const isEnumerable = uncurry<(o: object, key: PropertyKey) => boolean>(ObjectPrototype.propertyIsEnumerable);
const bigintText = uncurry<(b: bigint) => string>(BigInt.prototype.toString);
const AnyTyped = getPrototypeOf(Uint8Array.prototype) as object;
const getter = <T>(name: PropertyKey): T => uncurry<T>(getOwnPropertyDescriptor(AnyTyped, name)?.get as Method);
const tagOf = getter<(x: unknown) => string | undefined>(Symbol.toStringTag);
/** The true length of a typed array. */
export const lengthOf: (x: object) => number = getter<(x: object) => number>("length");
const bufferOf = getter<(x: object) => ArrayBufferLike>("buffer");
const offsetOf = getter<(x: object) => number>("byteOffset");
const sizeOf = [ArrayBuffer, SharedArrayBuffer].map((buffer) =>
  uncurry<(x: unknown) => number>(getOwnPropertyDescriptor(buffer.prototype, "byteLength")?.get as Method),
);
const copyInto = uncurry<(to: object, from: object, at: number) => void>((AnyTyped as { set: Method }).set);
const view = DataView.prototype;
const setU32 = uncurry<(v: DataView, at: number, x: number, little: boolean) => void>(view.setUint32);
const setF64 = uncurry<(v: DataView, at: number, x: number, little: boolean) => void>(view.setFloat64);
const getU32 = uncurry<(v: DataView, at: number, little: boolean) => number>(view.getUint32);
const getF64 = uncurry<(v: DataView, at: number, little: boolean) => number>(view.getFloat64);
const Bytes = Uint8Array;
const Units = Uint16Array;
const View = DataView;
const ToBigInt = BigInt;
const isView = ArrayBuffer.isView;
const digits = uncurry<(r: RegExp, s: string) => unknown>(RegExp.prototype.exec);

/** Kinds of typed array, by their number on the wire. */
const kinds = [
  { tag: "Int8Array", make: Int8Array, size: 1 },
  { tag: "Uint8Array", make: Uint8Array, size: 1 },
  { tag: "Uint8ClampedArray", make: Uint8ClampedArray, size: 1 },
  { tag: "Int16Array", make: Int16Array, size: 2 },
  { tag: "Uint16Array", make: Uint16Array, size: 2 },
  { tag: "Int32Array", make: Int32Array, size: 4 },
  { tag: "Uint32Array", make: Uint32Array, size: 4 },
  { tag: "Float32Array", make: Float32Array, size: 4 },
  { tag: "Float64Array", make: Float64Array, size: 8 },
] as const;

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

/** Texts below this length are read unit by unit, longer ones by this many units. */
const SHORT = 24;
const PIECE = 4096;

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

/**
 * Whether an index of a new array can be assigned to: nobody has put one on a prototype. Indices come first among the keys of an
 * object. Assigning is ten times faster than defining.
 */
function indicesAreFree(): boolean {
  return ownKeys(ArrayPrototype)[0] === "length" && ownKeys(ObjectPrototype)[0] === "constructor";
}

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

/** Reads one value from bytes that nobody vouches for. */
class Decoder {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly length: number;
  private readonly handles: Handles;
  private readonly buffers: ArrayBufferLike[];
  private at = 0;
  private nodes = 0;

  constructor(bytes: Uint8Array, handles: Handles, buffers: ArrayBufferLike[]) {
    this.bytes = bytes;
    this.buffers = buffers;
    this.length = lengthOf(bytes);
    this.view = new View(bufferOf(bytes), offsetOf(bytes), this.length);
    this.handles = handles;
  }

  /** Steps over n bytes that must be there. */
  private take(n: number): number {
    const { at } = this;
    if (n > this.length - at) throw new Malformed(`${n} bytes claimed, ${this.length - at} left`);
    this.at = at + n;
    return at;
  }

  private u32(): number {
    return getU32(this.view, this.take(4), true);
  }

  /** A number of things of at least one byte each: more than there are bytes is a lie. */
  private count(): number {
    const n = this.u32();
    if (n > this.length - this.at || n > limits.nodes) throw new Malformed(`${n} values claimed`);
    return n;
  }

  private text(): string {
    const n = this.u32();
    if (n > limits.string) throw new Malformed(`a string of ${n} claimed`);
    const start = this.take(2 * n);
    const { bytes } = this;
    let s = "";
    if (n < SHORT) {
      for (let i = start; i < start + 2 * n; i += 2) s += fromCharCode(bytes[i] | (bytes[i + 1] << 8));
      return s;
    }
    // in pieces that fit on the stack
    for (let i = 0; i < n; i += PIECE) {
      const m = n - i < PIECE ? n - i : PIECE;
      const units = new Units(m);
      copyInto(new Bytes(bufferOf(units)), new Bytes(bufferOf(bytes), offsetOf(bytes) + start + 2 * i, 2 * m), 0);
      put(units, "length", m); // `apply` asks for it
      s += apply(fromCharCode, undefined, units as unknown as number[]);
    }
    return s;
  }

  private typed(): object {
    const kind = this.bytes[this.take(1)];
    if (kind >= kinds.length) throw new Malformed(`typed array of kind ${kind}`);
    const { make, size } = kinds[kind];
    const length = this.u32();
    const n = length * size;
    const start = this.take(n);
    const value = new make(length);
    put(this.buffers, this.buffers.length, bufferOf(value));
    copyInto(new Bytes(bufferOf(value)), new Bytes(bufferOf(this.bytes), offsetOf(this.bytes) + start, n), 0);
    return value;
  }

  private record(depth: number): Record<string, unknown> {
    const n = this.count();
    const record: Record<string, unknown> = {};
    for (let i = 0; i < n; i++) {
      const key = this.text();
      const value = this.value(depth + 1);
      if (key === "then" && typeof value === "function") throw new Malformed("a function named then");
      put(record, key, value);
    }
    return record;
  }

  private instance(depth: number): object {
    const id = this.u32();
    const fields = this.record(depth);
    const n = this.count();
    const methods: string[] = [];
    for (let i = 0; i < n; i++) {
      const name = this.text();
      if (name === "then" || name === "constructor" || name === "__proto__")
        throw new Malformed(`a method named ${name}`);
      put(methods, i, name);
    }
    return this.handles.instance(id, { fields, methods });
  }

  value(depth: number): unknown {
    if (++this.nodes > limits.nodes) throw new Malformed("too many values");
    if (depth > limits.depth) throw new Malformed("nested too deeply");
    const tag = this.bytes[this.take(1)];
    switch (tag) {
      case 0:
        return undefined;
      case 1:
        return null;
      case 2:
        return this.bytes[this.take(1)] === 1;
      case 3:
        return getF64(this.view, this.take(8), true);
      case 4:
        return this.text();
      case 5: {
        const text = this.text();
        if (text.length > limits.digits + 1 || digits(/^-?\d+$/, text) === null) throw new Malformed("a bigint");
        return ToBigInt(text);
      }
      case 6: {
        const n = this.count();
        const list: unknown[] = [];
        const free = indicesAreFree();
        for (let i = 0; i < n; i++) {
          const value = this.value(depth + 1);
          if (free) list[i] = value;
          else put(list, i, value);
        }
        return list;
      }
      case 7:
        return this.record(depth);
      case 8:
        return this.typed();
      case 9:
        return this.handles.callable(this.u32());
      case 10:
        return this.instance(depth);
      case 11: {
        const id = this.u32();
        const value = this.handles.kept(id);
        if (value === undefined) throw new Malformed(`nothing is kept under ${id}`);
        return value;
      }
      default:
        throw new Malformed(`tag ${tag}`);
    }
  }

  /** The value that all the bytes are. */
  whole(): unknown {
    const value = this.value(0);
    if (this.at !== this.length) throw new Malformed(`${this.length - this.at} bytes too many`);
    return value;
  }
}

/**
 * Reads a message.
 *
 * @param bytes - a frame without its length
 * @param buffers - filled with the buffers of the typed arrays of the message
 * @throws Malformed if the bytes are no message
 */
export function decode(bytes: Uint8Array, handles: Handles, buffers: ArrayBufferLike[] = []): unknown {
  return new Decoder(bytes, handles, buffers).whole();
}
