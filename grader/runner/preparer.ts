/**
 * @file The process that reads, parses and bundles what learners wrote, and nothing else: no test and no expected value is in it,
 * and what a text does to a parser it does to this process, which is limited and replaced. One request at a time.
 */

import { type Prepared, prepare, type Source } from "../prepare.ts";
import type { Manifest } from "../registry/index.ts";
import type { ExtractFailure } from "../submission/types.ts";

/** One answer to be made ready. */
export interface Request {
  readonly source: Source;
  readonly exercise: string;
  readonly manifest: Manifest;
}

/** From the line `start` of the assembled source on: line `line` of a cell, counted from 1. */
export interface Run {
  readonly start: number;
  readonly label: string;
  readonly line: number;
}

/** What came of it; places as runs, since functions do not cross. */
export type Answer =
  | {
      readonly kind: "ready";
      readonly code: string;
      readonly source: string;
      readonly warnings: readonly string[];
      readonly runs: readonly Run[];
    }
  | { readonly kind: "failed"; readonly failure: ExtractFailure & { readonly warnings?: readonly string[] } }
  | { readonly kind: "broken"; readonly message: string };

function runsOf({ extracted }: Prepared): Run[] {
  const runs: Run[] = [];
  const lines = extracted.source.split("\n").length;
  for (let start = 1; start <= lines; start++) {
    const { label, line } = extracted.locate(start);
    const last = runs.at(-1);
    if (last?.label !== label || last.line + start - last.start !== line) runs.push({ start, label, line });
  }
  return runs;
}

async function answer({ source, exercise, manifest }: Request): Promise<Answer> {
  try {
    const prepared = await prepare(source, exercise, manifest);
    if ("status" in prepared) return { kind: "failed", failure: prepared };
    const { source: text, warnings } = prepared.extracted;
    return { kind: "ready", code: prepared.bundle.code, source: text, warnings, runs: runsOf(prepared) };
  } catch (error) {
    return { kind: "broken", message: error instanceof Error ? error.message : String(error) };
  }
}

process.once("disconnect", () => process.exit(0));
process.on("message", (request: Request) => void answer(request).then((told) => process.send?.(told)));
