/** @file A bar with rate and time left, on the progress line of a terminal. */

import { oneLine } from "./class-argument.ts";
import { progress } from "./terminal.ts";

/** A bar that is told how far it is. */
export interface Bar {
  at(done: number, total: number, last: string): void;
  end(): void;
}

const WIDTH = 24;

/** The text of a bar: `[████····] 120/1000 · 12.3/s · 1 min 12 s left · ada`. */
export function barText(done: number, total: number, ms: number, last: string): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.round(share * WIDTH);
  const rate = ms > 0 ? (done / ms) * 1000 : 0;
  const parts = [`[${"█".repeat(full)}${"·".repeat(WIDTH - full)}] ${done}/${total}`];
  if (done > 0 && done < total) parts.push(`${rate.toFixed(1)}/s`, `${spell((total - done) / rate)} left`);
  if (last !== "") parts.push(oneLine(last));
  return parts.join(" · ");
}

function spell(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}

/** Starts the clock of a bar; it shows once work has taken a second. */
export function bar(): Bar {
  const line = progress();
  const started = performance.now();
  return {
    at: (done, total, last) => line.say(barText(done, total, performance.now() - started, last)),
    end: () => line.end(),
  };
}
