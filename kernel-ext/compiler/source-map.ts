/**
 * @file From a place in the JavaScript that runs back to the cell's TypeScript. A cell is compiled twice, to ES modules
 * and then to CommonJS, so two source maps are looked up one after the other. Format: source map revision 3, base 64 VLQ.
 */

/** A place in a text, both counted from 0. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One mapping of a generated line: [generated column, source line, source column]. */
type Segment = readonly [number, number, number];

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The numbers of one segment, base 64 VLQ: five bits a digit, lowest first, sign in the lowest bit. */
function decodeVlq(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const digit of segment) {
    const bits = digits.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return numbers;
}

/** The segments of each generated line. Columns are relative within a line, source places within the whole map. */
function decodeMappings(mappings: string): Segment[][] {
  let line = 0;
  let column = 0;
  return mappings.split(";").map((text) => {
    let generated = 0;
    const segments: Segment[] = [];
    for (const segment of text === "" ? [] : text.split(",")) {
      const [dGenerated, , dLine, dColumn] = decodeVlq(segment);
      generated += dGenerated;
      if (dLine === undefined) continue; // maps to no source
      line += dLine;
      column += dColumn;
      segments.push([generated, line, column]);
    }
    return segments;
  });
}

/** The source of a place: the last segment at or before it, else the line's first. */
function lookUp(lines: readonly Segment[][], { line, column }: Place): Place | undefined {
  const segments = lines[line];
  if (segments === undefined || segments.length === 0) return undefined;
  let best = segments[0];
  for (const segment of segments) if (segment[0] <= column) best = segment;
  return { line: best[1], column: best[2] };
}

/**
 * A function from places of the generated text to places of the source, through several maps, the last step first.
 *
 * @param maps - source maps as JSON, from the generated text towards the source
 */
export function sourceOf(maps: readonly string[]): (place: Place) => Place | undefined {
  let steps: Segment[][][] | undefined; // decoded when the first error needs them
  return (place) => {
    steps ??= maps.map((json) => decodeMappings((JSON.parse(json) as { mappings: string }).mappings));
    let at: Place | undefined = place;
    for (const step of steps) at = at && lookUp(step, at);
    return at;
  };
}
