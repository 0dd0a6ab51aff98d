/**
 * @file The world that a learner's module wakes up in: ECMAScript, a console that speaks to the grader, timers with plain
 * numbers, and nothing of Node. Node's own console and timers would hand out streams and lists through which more can be
 * reached, so these are ours. Cleanliness, not a wall: the wall is the process.
 */

import { format, inspect } from "node:util";
import { availableGlobals } from "./globals.ts";
import { uncurry } from "./wire.ts";

const { apply, defineProperty, deleteProperty, ownKeys } = Reflect;
const { setTimeout: later, setInterval: every, clearTimeout: cancel } = globalThis;
const { performance } = globalThis;
const WrongKind = TypeError;
const mapGet = uncurry<<K, V>(map: Map<K, V>, key: K) => V | undefined>(Map.prototype.get);
const mapSet = uncurry<<K, V>(map: Map<K, V>, key: K, value: V) => void>(Map.prototype.set);
const mapDelete = uncurry<<K, V>(map: Map<K, V>, key: K) => void>(Map.prototype.delete);
type Callback = (...args: unknown[]) => unknown;

/** A console whose every line goes to `print`. */
function consoleOf(print: (text: string) => void): object {
  const started = new Map<string, number>();
  const counts = new Map<string, number>();
  const now = performance.now.bind(performance);
  const log = (...args: unknown[]): void => print(`${apply(format, undefined, args)}\n`);
  const quiet = (): void => {};
  const lap = (label = "default"): void =>
    print(`${label}: ${(now() - (mapGet(started, label) ?? now())).toFixed(3)} ms\n`);
  return {
    log,
    info: log,
    debug: log,
    warn: log,
    error: log,
    trace: log,
    group: log,
    groupCollapsed: log,
    groupEnd: quiet,
    clear: quiet,
    dir: (value: unknown): void => print(`${inspect(value)}\n`),
    table: (value: unknown): void => print(`${inspect(value)}\n`),
    assert: (holds: unknown, ...args: unknown[]): void => {
      if (!holds) print(`Assertion failed ${apply(format, undefined, args)}\n`);
    },
    time: (label = "default"): void => mapSet(started, label, now()),
    timeLog: lap,
    timeEnd: lap,
    count: (label = "default"): void => {
      const n = (mapGet(counts, label) ?? 0) + 1;
      mapSet(counts, label, n);
      print(`${label}: ${n}\n`);
    },
    countReset: (label = "default"): void => mapDelete(counts, label),
  };
}

/** Timers that are numbers, as in a browser. */
function timers(): Record<string, Callback> {
  const running = new Map<number, NodeJS.Timeout>();
  let last = 0;
  const start =
    (schedule: typeof later | typeof every, repeats: boolean) =>
    (callback: unknown, ms: unknown, ...args: unknown[]) => {
      if (typeof callback !== "function") throw new WrongKind("a timer takes a function");
      const id = ++last;
      const run = (): void => {
        if (!repeats) mapDelete(running, id);
        apply(callback, undefined, args);
      };
      mapSet(running, id, schedule(run, typeof ms === "number" ? ms : 0));
      return id;
    };
  const stop = (id: unknown): void => {
    const timer = mapGet(running, id as number);
    if (timer) cancel(timer);
    mapDelete(running, id as number);
  };
  return { setTimeout: start(later, false), setInterval: start(every, true), clearTimeout: stop, clearInterval: stop };
}

/**
 * Takes everything away from the global object that an answer has no business with.
 *
 * @param print - receives what the learner prints
 */
export function cleanGlobals(print: (text: string) => void): void {
  inspect.defaultOptions = { customInspect: false };
  const { timeOrigin } = performance;
  const kept: Record<string, unknown> = {
    console: consoleOf(print),
    performance: Object.freeze({ timeOrigin, now: performance.now.bind(performance) }),
    ...timers(),
  };
  const names = new Set<PropertyKey>([...availableGlobals, Symbol.toStringTag]);
  const deno = "Deno" in globalThis; // it finds its own event loop by symbols of the global object
  for (const key of ownKeys(globalThis)) {
    if (names.has(key) || (deno && typeof key === "symbol") || deleteProperty(globalThis, key)) continue;
    defineProperty(globalThis, key, { value: undefined });
  }
  for (const name of Object.keys(kept))
    defineProperty(globalThis, name, { value: kept[name], writable: true, enumerable: false, configurable: true });
}

/** Appends to a text up to a length; what is cut says so once. */
export function capped(limit: number, send: (text: string) => void): (text: string) => void {
  const slice = uncurry<(s: string, from: number, to: number) => string>(String.prototype.slice);
  let left = limit;
  return (text) => {
    if (left <= 0) return;
    const part = text.length > left ? slice(text, 0, left) : text;
    left -= part.length;
    send(left > 0 ? part : `${part}\n[the rest of the output is cut]\n`);
  };
}
