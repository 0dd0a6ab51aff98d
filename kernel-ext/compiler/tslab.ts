/**
 * @file Every internal of tslab 1.0.22 that the kernel touches, typed by hand: tslab's own declarations name its fork of
 * the compiler. Its last release is of June 2024 and the version is pinned, so these cannot move.
 */

import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import type ts from "typescript";
import type { Info } from "./quick-info.ts";

/** What one compilation gives. */
export interface Converted {
  output?: string;
  declOutput?: string;
  hasToplevelAwait?: boolean;
  /** local files that the cell imports, compiled */
  readonly sideOutputs?: readonly { readonly path: string; readonly data: string }[];
  readonly diagnostics: readonly { readonly fileName?: string; readonly code: number }[];
}

/** Completions, positions in UTF-16 units of the cell. */
export interface Candidates {
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly string[];
  readonly original?: ts.CompletionInfo;
}

/** Compiles cells; `previous` holds the declarations of the cells before. */
export interface Converter {
  convert(previous: string, source: string): Converted;
  inspect(previous: string, source: string, position: number): Info | undefined;
  complete(previous: string, source: string, position: number): Candidates;
  close(): void;
}

/** Runs compiled cells; `locals` holds the variables of all of them. */
export interface Executor {
  execute(source: string): Promise<boolean>;
  readonly locals: Record<string, unknown>;
  inspect(source: string, position: number): (Omit<Info, "members"> & Partial<Info>) | undefined;
  complete(source: string, position: number): Candidates;
  interrupt(): void;
  close(): void;
}

/** The console of the executor: the value of a cell comes by `log`, a thrown value by `error`. */
export interface ExecutorConsole {
  log(value: unknown): void;
  error(...values: unknown[]): void;
}

/** A display of `tslab.display`. */
export interface TslabDisplay {
  readonly data: Readonly<Record<string, string | Uint8Array>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: { readonly display_id?: string };
}

/** The parts of tslab. */
export interface Tslab {
  createConverter(options: { readonly isJS: boolean; readonly isBrowser: boolean }): Converter;
  createExecutor(
    directory: string,
    converters: { readonly node: Converter; readonly browser: Converter; close(): void },
    console: ExecutorConsole,
  ): Executor;
  /** `tslab.display.*` calls what is assigned here */
  readonly jupyter: { lastWriteDisplayData: (display: TslabDisplay, update: boolean) => void };
}

/** Loads tslab; the facade must be in place. */
export function loadTslab(): Tslab {
  const require = createRequire(import.meta.url);
  // Modules of their own for every session: they hold on to the compiler they were loaded with.
  const folder = dirname(require.resolve("tslab"));
  for (const file of Object.keys(require.cache)) if (file.startsWith(folder + sep)) delete require.cache[file];
  const { createConverter } = require("tslab/dist/converter.js") as Pick<Tslab, "createConverter">;
  const { createExecutor } = require("tslab/dist/executor.js") as Pick<Tslab, "createExecutor">;
  const jupyter = require("tslab/dist/jupyter.js") as Tslab["jupyter"];
  return { createConverter, createExecutor, jupyter };
}
