/**
 * @file From a place in the JavaScript that runs back to the cell's TypeScript. A cell is compiled twice, to ES modules
 * and then to CommonJS, so two source maps are looked up one after the other.
 */

import { SourceMap, type SourceMapPayload } from "node:module";

/** A place in a text, both counted from 0. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The source of a place: the last mapping at or before it in its line, else the line's last. */
function lookUp(map: SourceMap, { line, column }: Place): Place | undefined {
  for (const at of [column, Number.MAX_SAFE_INTEGER]) {
    const entry = map.findEntry(line, at);
    if ("originalLine" in entry && entry.generatedLine === line)
      return { line: entry.originalLine, column: entry.originalColumn };
  }
  return undefined;
}

/**
 * A function from places of the generated text to places of the source, through several maps, the last step first.
 *
 * @param maps - source maps as JSON, from the generated text towards the source
 */
export function sourceOf(maps: readonly string[]): (place: Place) => Place | undefined {
  let steps: SourceMap[] | undefined; // decoded when the first error needs them
  return (place) => {
    steps ??= maps.map((json) => new SourceMap(JSON.parse(json) as SourceMapPayload));
    let at: Place | undefined = place;
    for (const step of steps) at = at && lookUp(step, at);
    return at;
  };
}
