/**
 * @file The program inside the sandbox. It reads a frame from its standard input, does what it says, writes a frame to descriptor
 * 3, and blocks in the next read: between calls nothing of the learner's runs. A call-back is a frame out and a frame in, in
 * the middle of the learner's call. It ends when its input closes.
 *
 *     in   load(module) · call(name, args, probe) · invoke(object, method, args) · answer(value) · refuse(name, message)
 *     out  hello() · ready(names) · print(text) · callback(id, args) · result(value) · probed(value, args, shares)
 *          error(status, name, message, stack, offset) · stuck()
 */

import { readSync, writeSync } from "node:fs";
import { SourceTextModule } from "node:vm";
import { decode } from "./decoder.ts";
import { Encoder } from "./encoder.ts";
import { capped, cleanGlobals } from "./hygiene.ts";
import { type Handles, lengthOf, limits, NotAValue, put, uncurry } from "./wire.ts";

const { apply, construct, ownKeys } = Reflect;
const FunctionPrototype = Function.prototype;
const exit = process.exit.bind(process);
const { wait } = Atomics;
const Text = String;
const Failure = Error;
const WrongKind = TypeError;
const Bytes = Uint8Array;
const slice = uncurry<(s: string, from: number, to: number) => string>(Text.prototype.slice);
const sourceOf = uncurry<(f: unknown) => string>(FunctionPrototype.toString);
const mapGet = uncurry<<K, V>(map: Map<K, V>, key: K) => V | undefined>(Map.prototype.get);
const mapSet = uncurry<<K, V>(map: Map<K, V>, key: K, value: V) => void>(Map.prototype.set);
const weakGet = uncurry<<V>(map: WeakMap<object, V>, key: object) => V | undefined>(WeakMap.prototype.get);
const weakSet = uncurry<<V>(map: WeakMap<object, V>, key: object, value: V) => void>(WeakMap.prototype.set);
const toText = TextDecoder.prototype.decode.bind(new TextDecoder());
const u32 = uncurry<(v: DataView, at: number, little: boolean) => number>(DataView.prototype.getUint32);
const sleeper = new Int32Array(new SharedArrayBuffer(4));

const OUT = 3;
const PRINT_LIMIT = 256 << 10;
const MESSAGE_LIMIT = 4000;
const STACK_LIMIT = 8000;

/** Node's `readSync` and `writeSync` ask a buffer for its `byteLength`: let none of the learner's answer. */
function sized(bytes: Uint8Array): Uint8Array {
  put(bytes, "byteLength", lengthOf(bytes));
  return bytes;
}

/** Runs a system call again while it says "not now". */
function patiently(io: () => number): number {
  for (;;) {
    try {
      return io();
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === "EOF") return 0; // how Windows says that a pipe has closed
      if (code !== "EAGAIN") throw error;
      wait(sleeper, 0, 0, 1);
    }
  }
}

function read(bytes: Uint8Array, length: number): void {
  for (let at = 0; at < length; ) {
    const n = patiently(() => readSync(0, bytes, at, length - at, null));
    if (n === 0) exit(0);
    at += n;
  }
}

const head = sized(new Bytes(4));
const headView = new DataView(head.buffer);

/** The next message; its typed arrays' buffers go to `buffers`. */
function receive(buffers?: ArrayBufferLike[]): unknown[] {
  read(head, 4);
  const length = u32(headView, 0, true);
  const body = sized(new Bytes(length));
  read(body, length);
  return decode(body, handles, buffers) as unknown[];
}

function send(message: Encoder): void {
  const frame = sized(message.frame());
  const length = lengthOf(frame);
  for (let at = 0; at < length; ) at += patiently(() => writeSync(OUT, frame, at, length - at));
}

/** Sends values that are known to cross. */
function tell(...values: unknown[]): void {
  const message = new Encoder(handles);
  message.write(values);
  send(message);
}

/** A function of the grader, called from here: one frame out, one frame in. */
function ask(id: number, args: unknown[]): unknown {
  const message = new Encoder(handles);
  message.write(["callback", id, args]);
  send(message);
  const answer = receive();
  if (answer[0] === "answer") return answer[1];
  const error = new Failure(answer[2] as string);
  put(error, "name", answer[1]);
  throw error;
}

const kept = new Map<number, object>();
const numbers = new WeakMap<object, number>();
const callables = new Map<number, object>();
const remote = new WeakMap<object, number>();
let count = 0;

const handles: Handles = {
  keep(value) {
    const known = weakGet(numbers, value);
    if (known !== undefined) return known;
    if (count === limits.handles) throw new NotAValue(`more than ${limits.handles} functions and instances have left`);
    const id = ++count;
    mapSet(kept, id, value);
    weakSet(numbers, value, id);
    return id;
  },
  kept: (id) => mapGet(kept, id),
  returned: (value) => weakGet(remote, value),
  callable(id) {
    const known = mapGet(callables, id);
    if (known) return known;
    const stub = (...args: unknown[]): unknown => ask(id, args);
    mapSet(callables, id, stub);
    weakSet(remote, stub, id);
    return stub;
  },
  instance() {
    throw new Failure("the grader sends no instances");
  },
};

const isObject = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/** A property of something hostile as text, or nothing. */
function property(value: unknown, name: string, limit: number): string {
  try {
    const found = (value as Record<string, unknown>)[name];
    return typeof found === "string" ? slice(found, 0, limit) : "";
  } catch {
    return "";
  }
}

/** A proxy would run the learner's code at `instanceof`. */
function isNotAValue(thrown: unknown): thrown is NotAValue {
  try {
    return thrown instanceof NotAValue;
  } catch {
    return false;
  }
}

/** Tells what was thrown, whatever it is. */
function report(thrown: unknown): void {
  if (isNotAValue(thrown)) {
    tell("error", "bad-value", "TypeError", `the result cannot be used: ${thrown.message}`, "", undefined);
    return;
  }
  if (!isObject(thrown)) {
    tell("error", "threw", "Error", `thrown: ${slice(Text(thrown), 0, MESSAGE_LIMIT)}`, "", undefined);
    return;
  }
  let offset: unknown;
  try {
    offset = (thrown as { offset?: unknown }).offset;
  } catch {
    offset = undefined;
  }
  const name = property(thrown, "name", 200);
  const stack = property(thrown, "stack", STACK_LIMIT);
  const message = property(thrown, "message", MESSAGE_LIMIT);
  tell("error", "threw", name === "" ? "Error" : name, message, stack, typeof offset === "number" ? offset : undefined);
}

let exported: Record<string, unknown> = {};

async function load(code: Uint8Array): Promise<void> {
  const module = new SourceTextModule(toText(code), { identifier: "submission.js" });
  await module.link(() => {
    throw new Failure("a bundle imports nothing");
  });
  await module.evaluate();
  exported = module.namespace as Record<string, unknown>;
  const names: string[] = [];
  const keys = ownKeys(exported);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key === "string" && typeof exported[key] === "function") put(names, names.length, key);
  }
  tell("ready", names);
}

/** Calls a function; a class is constructed. */
function start(target: unknown, self: unknown, name: unknown, args: unknown[]): unknown {
  if (typeof target !== "function") throw new WrongKind(`${Text(name)} is not a function`);
  const opening = slice(sourceOf(target), 0, 6);
  const isClass = opening === "class " || opening === "class{" || opening === "class\n";
  return isClass ? construct(target, args) : apply(target, self, args);
}

/** Whether any of the first `n` buffers is among others. */
function shared(buffers: ArrayBufferLike[], n: number, others: ArrayBufferLike[]): boolean {
  for (let i = 0; i < n; i++) {
    for (let k = n; k < buffers.length; k++) if (buffers[i] === buffers[k]) return true;
    for (let k = 0; k < others.length; k++) if (buffers[i] === others[k]) return true;
  }
  return false;
}

/** What came of a call; with `before`, the buffers of its arguments, a probe. */
function reply(value: unknown, args: unknown[], before: ArrayBufferLike[] | undefined): void {
  const message = new Encoder(handles);
  message.begin(before ? 4 : 2);
  message.write(before ? "probed" : "result");
  message.write(value);
  if (before) {
    const n = message.buffers.length;
    message.write(args);
    message.write(shared(message.buffers, n, before));
  }
  send(message);
}

async function replyLater(value: object, args: unknown[], before: ArrayBufferLike[] | undefined): Promise<void> {
  reply(await value, args, before);
}

/** Runs one request; it returns a promise only if the learner's code did, lest other work of the learner's run meanwhile. */
function serve(message: unknown[], buffers: ArrayBufferLike[]): Promise<void> | undefined {
  const kind = message[0];
  const target = message[1];
  const detail = message[2];
  const last = message[3];
  if (kind === "load") return load(target as Uint8Array);
  const args = (kind === "call" ? detail : last) as unknown[];
  const before = kind === "call" && last === true ? buffers : undefined;
  const object = target as Record<string, unknown>;
  let value: unknown;
  if (kind === "call") value = start(exported[target as string], undefined, target, args);
  else if (detail === undefined) value = start(object, undefined, "it", args);
  else value = start(object[detail as string], object, detail, args);
  if (isObject(value) && typeof (value as { then?: unknown }).then === "function")
    return replyLater(value, args, before);
  reply(value, args, before);
  return undefined;
}

async function main(): Promise<void> {
  tell("hello");
  for (;;) {
    const buffers: ArrayBufferLike[] = [];
    const message = receive(buffers);
    try {
      const pending = serve(message, buffers);
      if (pending) await pending;
    } catch (error) {
      report(error);
    }
  }
}

const print = capped(PRINT_LIMIT, (text) => tell("print", text));
const complain = (error: unknown): void => {
  const message = isObject(error)
    ? `${property(error, "name", 200)}: ${property(error, "message", 2000)}`
    : Text(error);
  print(`nobody caught ${message}\n`);
};
process.on("unhandledRejection", complain);
process.on("uncaughtException", complain);
// only a promise that nothing can settle empties the event loop
process.on("beforeExit", () => tell("stuck"));
cleanGlobals(print);
main().catch(() => exit(3));
