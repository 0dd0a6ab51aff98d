/**
 * @file The grader's side of a sandbox. It believes nothing that comes out: a frame is a value, a throw, a print or a call-back,
 * and anything else ends the process. One request runs at a time, under a wall clock.
 */

import { AsyncLocalStorage } from "node:async_hooks";
import type { ChildProcess } from "node:child_process";
import type { SourceMap } from "node:module";
import type { Socket } from "node:net";
import { FrameReader } from "./frames.ts";
import { decode } from "./guest/decoder.ts";
import { Encoder } from "./guest/encoder.ts";
import { limits, Malformed, NotAValue } from "./guest/wire.ts";
import { HostHandles, type Local } from "./handles.ts";
import type { Launched } from "./launcher.ts";
import { splitMap, whereIn } from "./trace.ts";
import { type Isolation, type Probed, type Sandbox, SandboxError, SlowStart, StartFailure } from "./types.ts";
import { watch } from "./watchdog.ts";

const HELLO_MS = 15_000;
const LOAD_MS = 5_000;
const CALL_MS = 5_000;
/** Characters of what the learner printed that are kept. */
const PRINT_LIMIT = 300 << 10;
/** Bytes on the guest's own output, which an honest guest does not use, before it is killed. */
const FLOOD_LIMIT = 16 << 20;
/** What the engine says when it dies is at the beginning. */
const COMPLAINT_LIMIT = 16 << 10;
/** What a bare guest has in memory, about. */
const BARE_MB = 96;
/** After the process is gone, how long to wait for its pipes: a descendant could hold them. */
const DRAIN_MS = 200;

/** Guests that run now; they go when the grader goes. */
const running = new Set<ChildProcess>();
const killAll = (): void => {
  for (const child of running) child.kill("SIGKILL");
};
let watching = false;

interface Pending {
  readonly resolve: (message: readonly unknown[]) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** One guest and the conversation with it. */
export class Guest implements Sandbox {
  readonly isolation: Isolation;
  exports: readonly string[] = [];
  private printed = "";
  private map: SourceMap | undefined;

  private readonly child: ChildProcess;
  private readonly reader = new FrameReader();
  private pending: Pending | undefined;
  /** the request before the next one */
  private tail: Promise<unknown> = Promise.resolve();
  private greeted = false;
  private answering = false;
  private death: Error | undefined;
  private complaints = "";
  private noise = 0;
  private readonly gone: Promise<void>;

  private readonly inCallback = new AsyncLocalStorage<boolean>();
  private readonly handles: HostHandles = new HostHandles((target, method, args) => this.invoke(target, method, args));

  constructor({ child, isolation, frames: descriptor, watched }: Launched) {
    this.child = child;
    this.isolation = isolation;
    running.add(child);
    if (!watching) process.once("exit", killAll);
    watching = true;

    let leave: () => void = () => {};
    this.gone = new Promise((resolve) => {
      leave = resolve;
    });
    let ended = false;
    const unwatch = this.watch(watched);
    const end = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (ended) return;
      ended = true;
      unwatch();
      running.delete(child);
      this.fail(this.obituary(code, signal));
      for (const stream of child.stdio) stream?.destroy();
      leave();
    };
    child.on("error", (error) => {
      this.fail(new StartFailure(`the sandbox cannot be started: ${error.message}`, { cause: error }));
      if (child.pid === undefined) end(null, null);
    });
    child.on("close", end);
    child.on("exit", (code, signal) => setTimeout(() => end(code, signal), DRAIN_MS).unref());

    const streams = child.stdio as unknown as Socket[];
    const complaints = streams[2];
    for (const stream of streams) stream.on("error", () => {});
    streams[descriptor ?? 3].on("data", (chunk: Uint8Array) => this.arrive(chunk));
    if (descriptor === undefined) streams[1].on("data", (chunk: Uint8Array) => this.hear(chunk));
    complaints.on("data", (chunk: Buffer) => {
      this.hear(chunk);
      if (this.complaints.length < COMPLAINT_LIMIT) this.complaints += chunk.toString("latin1");
    });
    this.hold(false);
  }

  /** Whether it can still be asked something. */
  get alive(): boolean {
    return this.death === undefined;
  }

  get stdout(): string {
    return this.printed;
  }

  /** Keeps the grader's process alive while something is awaited, and only then. */
  private hold(on: boolean): void {
    const verb = on ? "ref" : "unref";
    this.child[verb]();
    for (const stream of this.child.stdio as (Socket | null)[]) if (stream?.destroyed === false) stream[verb]();
  }

  /** Ends the guest when it has too much memory, where nothing else does. */
  private watch(megabytes: number | undefined): () => void {
    if (megabytes === undefined || this.child.pid === undefined) return () => {};
    const message = "the memory of the sandbox is used up";
    return watch(this.child.pid, (BARE_MB + megabytes) * 2 ** 20, () => this.end("memory", message));
  }

  /** Counts what arrives beside the frames. */
  private hear(chunk: Uint8Array): void {
    this.noise += chunk.length;
    if (this.noise > FLOOD_LIMIT) this.end("died", `it printed more than ${FLOOD_LIMIT >> 20} MB`);
  }

  private obituary(code: number | null, signal: NodeJS.Signals | null): Error {
    if (!this.greeted) {
      const how = signal ?? `status ${code}`;
      return new StartFailure(`the sandbox did not start (${how}): ${this.complaints.slice(0, 1000)}`);
    }
    if (/out of memory|invalid (?:table )?size/i.test(this.complaints))
      return new SandboxError("memory", { name: "Error", message: "the memory of the sandbox is used up" });
    const message = `the process ended (${signal ?? `status ${code}`})`;
    return new SandboxError("died", { name: "Error", message });
  }

  /** The first reason holds: what comes after is its consequence. */
  private fail(error: Error): void {
    this.death ??= error;
    const { pending } = this;
    if (!pending) return;
    this.pending = undefined;
    clearTimeout(pending.timer);
    pending.reject(this.death);
  }

  private end(status: SandboxError["status"], message: string): void {
    this.child.kill("SIGKILL");
    this.fail(new SandboxError(status, { name: "Error", message }));
  }

  private arrive(chunk: Uint8Array): void {
    if (this.death) return;
    try {
      for (const frame of this.reader.push(chunk)) {
        if (this.death) return;
        this.take(decode(frame, this.handles));
      }
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.end("died", `the sandbox sent what is no message (${error.message})`);
    }
  }

  /** One message of the guest. */
  private take(message: unknown): void {
    if (!Array.isArray(message) || typeof message[0] !== "string") throw new Malformed("no kind");
    const [kind, first] = message;
    if (kind === "print") {
      if (typeof first !== "string") throw new Malformed("print");
      if (this.printed.length < PRINT_LIMIT) this.printed += first.slice(0, PRINT_LIMIT - this.printed.length);
      return;
    }
    const { pending } = this;
    if (!pending || this.answering) throw new Malformed(`${kind} out of turn`);
    if (kind === "callback") {
      const local = typeof first === "number" ? this.handles.kept(first) : undefined;
      if (!local || !Array.isArray(message[2])) throw new Malformed("callback");
      this.answering = true;
      void this.answer(local, message[2]);
      return;
    }
    this.pending = undefined;
    clearTimeout(pending.timer);
    pending.resolve(message);
  }

  /** A message of ours, to be written at once. */
  private frame(values: readonly unknown[]): Uint8Array {
    const message = new Encoder(this.handles);
    message.write(values);
    return message.frame();
  }

  private write(frame: Uint8Array): void {
    (this.child.stdin as Socket).write(frame);
  }

  /** Runs a function of ours for the guest, and sends what came of it. */
  private async answer(local: Local, args: readonly unknown[]): Promise<void> {
    let reply: Uint8Array;
    try {
      const value = await this.inCallback.run(true, () => local(...args));
      reply = this.frame(["answer", value]);
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      reply = this.frame(["refuse", name, message.slice(0, limits.string)]);
    }
    this.answering = false;
    if (!this.death) this.write(reply);
  }

  /** The next message, within a time. */
  private await(ms: number, late: () => Error): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      if (this.death) {
        reject(this.death);
        return;
      }
      // when our own process was busy, the answer may lie in the pipe unread: look there before saying "too late"
      const expire = (): void => {
        this.child.kill("SIGKILL");
        this.fail(late());
      };
      const timer = setTimeout(() => setImmediate(() => setImmediate(() => this.pending === mine && expire())), ms);
      const mine = { resolve, reject, timer };
      this.pending = mine;
    });
  }

  /** One request after the other; `what` names it in a message about time. */
  private request(values: readonly unknown[], ms: number, what: string): Promise<readonly unknown[]> {
    if (this.inCallback.getStore())
      return Promise.reject(
        new Error(`${what}: a function given to the sandbox cannot call back into it while it runs`),
      );
    let frame: Uint8Array;
    try {
      frame = this.frame(values);
    } catch (error) {
      return Promise.reject(
        error instanceof NotAValue ? new TypeError(`${what}: an argument cannot cross: ${error.message}`) : error,
      );
    }
    const run = async (): Promise<readonly unknown[]> => {
      if (this.death) throw this.afterlife();
      this.hold(true);
      try {
        this.write(frame);
        const message = `${what}: no answer within ${ms} ms`;
        const reply = await this.await(ms, () => new SandboxError("timeout", { name: "Error", message }));
        return this.settle(reply, what);
      } finally {
        this.hold(false);
      }
    };
    const reply = this.tail.then(run);
    this.tail = reply.catch(() => {});
    return reply;
  }

  /** What a call on a dead sandbox is told. */
  private afterlife(): Error {
    const why = this.death?.message ?? "";
    return new SandboxError("died", { name: "Error", message: `the sandbox is gone (${why})` });
  }

  /** An answer, or the error that it tells of. */
  private settle(reply: readonly unknown[], what: string): readonly unknown[] {
    const [kind] = reply;
    if (kind === "stuck") {
      const message = `${what}: the promise is never settled, nothing is left that could`;
      throw this.over(new SandboxError("timeout", { name: "Error", message }));
    }
    if (kind !== "error") return reply;
    const [, status, name, message, stack, offset] = reply;
    const valid =
      (status === "threw" || status === "bad-value") && typeof name === "string" && typeof message === "string";
    if (!valid)
      throw this.over(new SandboxError("died", { name: "Error", message: "the sandbox sent what is no error" }));
    const where = typeof stack === "string" ? whereIn(stack, this.map) : undefined;
    const full = name === "RangeError" && message === "Array buffer allocation failed";
    throw new SandboxError(full ? "memory" : status, {
      name,
      message,
      ...(where === undefined ? {} : { where }),
      ...(typeof offset === "number" ? { offset } : {}),
    });
  }

  /** Ends the guest for a reason, and gives the reason. */
  private over<E extends Error>(error: E): E {
    this.child.kill("SIGKILL");
    this.death ??= error;
    return error;
  }

  /** Waits for the guest. */
  async greet(program: Uint8Array): Promise<void> {
    this.hold(true);
    try {
      this.write(program);
      const silent = `the sandbox did not start within ${HELLO_MS} ms`;
      const [hello] = await this.await(HELLO_MS, () => new SlowStart(silent));
      if (hello !== "hello") throw this.over(new StartFailure("the sandbox did not say hello"));
      this.greeted = true;
    } finally {
      this.hold(false);
    }
  }

  /** Loads the module. */
  async load(code: string, loadMs: number = LOAD_MS): Promise<void> {
    const split = splitMap(code);
    this.map = split.map;
    const bytes = new TextEncoder().encode(split.code);
    const [kind, names] = await this.request(["load", bytes], loadMs, "loading");
    const valid = kind === "ready" && Array.isArray(names) && names.every((name) => typeof name === "string");
    if (!valid) throw this.over(new SandboxError("died", { name: "Error", message: "the sandbox did not load" }));
    this.exports = names;
  }

  async call(
    fn: string,
    args: readonly unknown[],
    options: { timeoutMs?: number; probe?: boolean } = {},
  ): Promise<unknown> {
    const { timeoutMs = CALL_MS, probe = false } = options;
    const reply = await this.request(["call", fn, args, probe], timeoutMs, fn);
    if (!probe && reply[0] === "result") return reply[1];
    const [kind, value, after, shares] = reply;
    if (!probe || kind !== "probed" || !Array.isArray(after) || typeof shares !== "boolean")
      throw this.over(new SandboxError("died", { name: "Error", message: "the sandbox sent what is no answer" }));
    return { value, args: after, shares } satisfies Probed;
  }

  /** Calls a function or a method that stayed in the guest. */
  private async invoke(target: object, method: string | undefined, args: readonly unknown[]): Promise<unknown> {
    const what = method ?? "a returned function";
    const reply = await this.request(["invoke", target, method, args], CALL_MS, what);
    if (reply[0] !== "result")
      throw this.over(new SandboxError("died", { name: "Error", message: "the sandbox sent what is no answer" }));
    return reply[1];
  }

  async close(): Promise<void> {
    this.death ??= new SandboxError("died", { name: "Error", message: "it was closed" });
    this.hold(true);
    this.child.kill("SIGKILL");
    this.fail(this.death);
    await this.gone;
  }
}
