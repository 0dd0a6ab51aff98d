/** @file A probed call without a wall: in an editor a visible test imports the learner's own file. */

import type { Probe } from "./types.ts";

/** Calls with copies of the arguments; `args` are these copies as the call left them. */
export async function probeHere(
  fn: (...args: never[]) => unknown,
  args: readonly unknown[],
): Promise<Probe<unknown, readonly unknown[]>> {
  const copies = args.map((arg) => (typeof arg === "function" ? arg : structuredClone(arg)));
  const value = await fn(...(copies as never[]));
  const given = buffers(copies);
  const shares = [...buffers(value)].some((buffer) => given.has(buffer));
  return { value, args: copies, shares };
}

/** All array buffers within a value. */
function buffers(
  value: unknown,
  found: Set<ArrayBufferLike> = new Set(),
  seen: Set<object> = new Set(),
): Set<ArrayBufferLike> {
  if (value === null || typeof value !== "object" || seen.has(value)) return found;
  seen.add(value);
  if (ArrayBuffer.isView(value)) found.add(value.buffer);
  else for (const inner of Object.values(value)) buffers(inner, found, seen);
  return found;
}
