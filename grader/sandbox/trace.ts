/** @file Where in the learner's source an error arose: the first frame inside the bundle, through its source map. */

const MARKER = "//# sourceMappingURL=data:application/json;base64,";
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** A bundle without its map, and the map's mappings. */
export function splitMap(bundle: string): { code: string; mappings: string } {
  const at = bundle.lastIndexOf(MARKER);
  if (at < 0) return { code: bundle, mappings: "" };
  const map = JSON.parse(Buffer.from(bundle.slice(at + MARKER.length), "base64").toString("utf8"));
  return { code: bundle.slice(0, at), mappings: map.mappings };
}

/** Base64 VLQ numbers of one segment: five bits a digit, low first, the sign in the last bit. */
function numbers(segment: string): number[] {
  const found: number[] = [];
  let value = 0;
  let shift = 0;
  for (const digit of segment) {
    const bits = DIGITS.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    found.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return found;
}

/**
 * The source position of a generated one.
 *
 * @param mappings - of a source map with one source
 * @param line - generated line, from 1
 * @param column - generated column, from 1
 * @returns line and column from 1, or nothing outside the source
 */
export function original(mappings: string, line: number, column: number): { line: number; column: number } | undefined {
  let sourceLine = 0;
  let sourceColumn = 0;
  let found: { line: number; column: number } | undefined;
  const lines = mappings.split(";");
  for (let i = 0; i < Math.min(line, lines.length); i++) {
    let generated = 0;
    for (const segment of lines[i].split(",")) {
      const [skip, source, down, right] = numbers(segment);
      if (skip === undefined) continue;
      generated += skip;
      if (source === undefined) continue;
      sourceLine += down;
      sourceColumn += right;
      if (i === line - 1 && generated < column) found = { line: sourceLine + 1, column: sourceColumn + 1 };
    }
  }
  return found;
}

/**
 * Where a stack first touches the learner's source, as `line:column` of the assembled source.
 *
 * @param stack - text of a hostile error
 * @param mappings - of the bundle
 */
export function whereIn(stack: string, mappings: string): string | undefined {
  for (const [, line, column] of stack.matchAll(/submission\.js:(\d{1,7}):(\d{1,7})/g)) {
    const place = original(mappings, Number(line), Number(column));
    if (place) return `${place.line}:${place.column}`;
  }
  return undefined;
}
