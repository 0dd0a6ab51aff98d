/**
 * @file A bar that says how far a loop has come, in one output that is updated in place. Output leaves by the guard thread,
 * so the bar moves while the loop keeps the main thread busy.
 */

import { randomUUID } from "node:crypto";
import type { Bundle } from "./bundle.ts";
import type { Host } from "./host.ts";
import { escapeHtml } from "./html.ts";

const pause = 100; // ms between two pictures of a bar
const width = 20; // characters of a bar in text

/** A bar on the page. */
export interface ProgressBar {
  /** Counts n more steps as done; 1 if left out. */
  tick(n?: number): void;
  /** Says how many steps are done, and of how many: it fits where a library function takes `progress`. */
  readonly update: (done: number, total?: number) => void;
  /** Ends the bar: all is done, or nothing more will be. */
  done(): void;
}

/** Seconds for people: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 07 min`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const two = (n: number): string => String(n).padStart(2, "0");
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/** The state of a bar in words and as a picture; a total that nobody knows yet is undefined. */
export function barBundle(state: {
  readonly label: string;
  readonly done: number;
  readonly total: number | undefined;
  readonly seconds: number;
  readonly ended: boolean;
}): Bundle {
  const { label, done, total, seconds, ended } = state;
  const part = total === undefined ? undefined : total > 0 ? Math.min(done / total, 1) : 1;
  const words = [part === undefined ? `${done} done` : `${done} of ${total} (${Math.floor(100 * part)} %)`];
  words.push(`${duration(seconds)}${ended ? "" : " gone"}`);
  if (!ended && done > 0 && part !== undefined && part < 1)
    words.push(`about ${duration((seconds / part) * (1 - part))} left`);
  if (done > 0 && seconds > 0) words.push(`${Number((done / seconds).toPrecision(2))} a second`);
  const full = Math.floor((part ?? 0) * width);
  const drawn = part === undefined ? "" : `[${"#".repeat(full)}${".".repeat(width - full)}]`;
  const name = escapeHtml(label);
  const value = part === undefined ? (ended ? ' value="1"' : "") : ` value="${part}"`;
  const bar = `<progress max="1"${value} aria-label="${name || "progress"}"></progress>`;
  return {
    "text/plain": [label, drawn, words.join(", ")].filter((piece) => piece !== "").join(" "),
    "text/html": `<div>${name === "" ? "" : `${name} `}${bar} ${words.join(", ")}</div>`,
  };
}

/** Puts a bar into the output of the cell. `clock` gives milliseconds. */
export function startBar(
  host: Host,
  of: number | undefined,
  label: string,
  clock: () => number = () => performance.now(),
): ProgressBar {
  if (of !== undefined && !(of >= 0)) throw new RangeError(`progress: the number of steps must be >= 0, got ${of}`);
  const id = randomUUID();
  const began = clock();
  let shownAt = began;
  let [done, total, ended] = [0, of, false];
  const show = (update: boolean): void => {
    shownAt = clock();
    host.show(barBundle({ label, done, total, seconds: (shownAt - began) / 1000, ended }), { id, update });
  };
  const end = (): void => {
    if (ended) return;
    ended = true;
    show(host.updates);
  };
  const update = (now: number, all: number | undefined = total): void => {
    if (ended) return;
    if (!(now >= 0)) throw new RangeError(`progress: the number of steps done must be >= 0, got ${now}`);
    done = now;
    total = all;
    if (total !== undefined && done >= total) end();
    else if (host.updates && clock() - shownAt >= pause) show(true);
  };
  // Where nothing can be replaced, a bar is one line, written when it ends.
  if (host.updates) show(false);
  const bar: ProgressBar = { tick: (n = 1) => update(done + n), update, done: end };
  // As the last value of a cell, a bar is nothing more to look at.
  return Object.defineProperty(bar, Symbol.for("Jupyter.display"), { value: () => ({}) });
}

/** The steps of a loop, counted as they are done; a loop that is left early leaves its bar where it was. */
export function* over<T>(host: Host, steps: Iterable<T>, label: string): Generator<T, void, undefined> {
  const list = [...steps];
  const bar = startBar(host, list.length, label);
  try {
    for (const step of list) {
      yield step;
      bar.tick();
    }
  } finally {
    bar.done();
  }
}
