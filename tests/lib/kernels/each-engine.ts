/** @file Runs a test once with every kind of kernels that this machine has, and gives the choice back afterwards. */

import { kernels } from "@cryolab/lib";

const best = kernels.engine();

/** The kinds that run here, the twin among them. */
export const kinds: readonly kernels.EngineKind[] = (["fma", "simd", "plain"] as const).filter(
  (kind) => kernels.setEngine(kind).kind === kind,
);
kernels.setEngine(best.kind);

/** Calls `body` with every kind of WebAssembly. */
export function withKernels(body: (kind: kernels.EngineKind) => void): void {
  try {
    for (const kind of kinds) {
      if (kind === "plain") continue;
      kernels.setEngine(kind);
      body(kind);
    }
  } finally {
    kernels.setEngine(best.kind);
  }
}

/** What a call gives by the twin. */
export function byTwin<T>(call: () => T): T {
  const { kind } = kernels.engine();
  try {
    kernels.setEngine("plain");
    return call();
  } finally {
    kernels.setEngine(kind);
  }
}

/** Calls `body` with 1, 2 and 3 threads. */
export function withThreads(body: (threads: number) => void): void {
  try {
    for (const threads of [1, 2, 3]) {
      kernels.setThreads(threads);
      body(threads);
    }
  } finally {
    kernels.setThreads(best.threads);
  }
}
