/** @file A host that keeps what is shown, for tests of the functions that cells call. */

import type { Bundle } from "@cryolab/kernel/internal/bundle";
import type { Host } from "@cryolab/kernel/internal/host";

/** One call of `show`. */
export interface Shown {
  readonly bundle: Bundle;
  readonly id: string | undefined;
  readonly update: boolean;
}

/** A host without a kernel; `shown` grows. */
export function fakeHost(part: Partial<Host> = {}): Host & { readonly shown: Shown[] } {
  const shown: Shown[] = [];
  return {
    shown,
    show: (bundle, { id, update = false } = {}) => void shown.push({ bundle, id, update }),
    clear() {},
    leave() {},
    track() {},
    ask: () => Promise.reject(new Error("nobody to ask")),
    updates: true,
    cells: () => [],
    notebook: undefined,
    signal: () => new AbortController().signal,
    grader: () => Promise.reject(new Error("no grader")),
    hintsShown: new Map(),
    comms: undefined,
    later: async (call) => call(),
    describe: String,
    ...part,
  };
}
