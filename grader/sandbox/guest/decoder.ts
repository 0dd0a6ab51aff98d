/** @file Bytes to values. Every length is checked against the bytes that are there before anything is made of it. */

import {
  bufferOf,
  copyInto,
  type Handles,
  kinds,
  lengthOf,
  limits,
  Malformed,
  offsetOf,
  put,
  uncurry,
} from "./wire.ts";

const { apply, ownKeys } = Reflect;
const { fromCharCode } = String;
const ArrayPrototype = Array.prototype;
const ObjectPrototype = Object.prototype;
const Bytes = Uint8Array;
const Units = Uint16Array;
const View = DataView;
const ToBigInt = BigInt;
const getU32 = uncurry<(v: DataView, at: number, little: boolean) => number>(View.prototype.getUint32);
const getF64 = uncurry<(v: DataView, at: number, little: boolean) => number>(View.prototype.getFloat64);
const match = uncurry<(r: RegExp, s: string) => unknown>(RegExp.prototype.exec);

/** Texts below this length are read unit by unit, longer ones by this many units. */
const SHORT = 24;
const PIECE = 4096;

/**
 * Whether an index of a new array can be assigned to: nobody has put one on a prototype. Indices come first among the keys of an
 * object. Assigning is ten times faster than defining.
 */
function indicesAreFree(): boolean {
  return ownKeys(ArrayPrototype)[0] === "length" && ownKeys(ObjectPrototype)[0] === "constructor";
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
        if (text.length > limits.digits + 1 || match(/^-?\d+$/, text) === null) throw new Malformed("a bigint");
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
