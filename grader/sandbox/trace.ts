/** @file Where in the learner's source an error arose: the first frame inside the bundle, through its source map. */

import { SourceMap } from "node:module";

const MARKER = "//# sourceMappingURL=data:application/json;base64,";

/** A bundle without its map, and the map. */
export function splitMap(bundle: string): { code: string; map: SourceMap | undefined } {
  const at = bundle.lastIndexOf(MARKER);
  if (at < 0) return { code: bundle, map: undefined };
  const payload = JSON.parse(Buffer.from(bundle.slice(at + MARKER.length), "base64").toString("utf8"));
  return { code: bundle.slice(0, at), map: new SourceMap(payload) };
}

/**
 * The source position of a generated one.
 *
 * @param map - of the bundle
 * @param line - generated line, from 1
 * @param column - generated column, from 1
 * @returns line and column from 1, or nothing outside the source
 */
export function original(map: SourceMap, line: number, column: number): { line: number; column: number } | undefined {
  const entry = map.findEntry(line - 1, column - 1);
  if (!("originalLine" in entry) || entry.generatedLine !== line - 1) return undefined;
  return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

/**
 * Where a stack first touches the learner's source, as `line:column` of the assembled source.
 *
 * @param stack - text of a hostile error
 * @param map - of the bundle
 */
export function whereIn(stack: string, map: SourceMap | undefined): string | undefined {
  if (map === undefined) return undefined;
  for (const [, line, column] of stack.matchAll(/submission\.js:(\d{1,7}):(\d{1,7})/g)) {
    const place = original(map, Number(line), Number(column));
    if (place) return `${place.line}:${place.column}`;
  }
  return undefined;
}
