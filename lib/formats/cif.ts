/**
 * @file The grammar that STAR and CIF files share, read in one pass over the bytes: blocks of label-value pairs and of
 * loops. Values are kept as text, column by column; what they mean is the reader's business.
 * Source: Hall & Cook (1995), J. Chem. Inf. Comput. Sci. 35, 819; CIF 1.1 syntax, https://www.iucr.org/resources/cif/spec/version1.1.
 */

import type { TextSource } from "./text-source.ts";

/** Values by label: the columns of one loop, or pairs as a table of one row. */
export interface CifTable {
  readonly loop: boolean;
  /** byte at which the table starts */
  readonly offset: number;
  /** as in the file, without the leading underscore */
  readonly labels: readonly string[];
  readonly rows: number;
  /** one list a label; where it stood in quotes is in `quoted` */
  readonly columns: readonly (readonly string[])[];
  /** by label: whether a value of the column stood in quotes, which makes it text */
  readonly quoted: readonly boolean[];
  /** by label and row: byte of the value, for messages */
  readonly offsets: readonly (readonly number[])[];
}

/** What one `data_` holds. */
export interface CifBlock {
  readonly name: string;
  readonly offset: number;
  readonly tables: readonly CifTable[];
}

type Kind = "data" | "loop" | "label" | "value" | "end" | "reserved";
interface Token {
  kind: Kind;
  text: string;
  quoted: boolean;
  offset: number;
}

const NEWLINE = 10;
const RETURN = 13;
const isBlank = (c: number): boolean => c === 32 || c === 9 || c === NEWLINE || c === RETURN;

/** A table while it grows. */
interface Draft {
  loop: boolean;
  offset: number;
  labels: string[];
  columns: string[][];
  quoted: boolean[];
  offsets: number[][];
}

/**
 * The blocks of a file.
 *
 * @param source - bytes, and the error to raise
 * @throws FormatError for a value without a label, a label without a value, a loop that does not come out even, a
 * label or block that comes twice, an open quote, a byte that no text has
 */
export function parseCif(source: TextSource): CifBlock[] {
  const { fail } = source;
  const next = tokens(source);
  const blocks: { name: string; offset: number; tables: CifTable[] }[] = [];
  let labels = new Set<string>();
  let token = next();
  const label = (): string => {
    const { text, offset } = token;
    if (blocks.length === 0) fail(offset, `a data_ line must come before the first label, got _${text}`);
    if (labels.has(text)) fail(offset, `a label must stand once in a block, got _${text} again`);
    labels.add(text);
    return text;
  };
  let pairs: Draft | undefined;
  const close = (): void => {
    if (pairs !== undefined) blocks[blocks.length - 1].tables.push(finished(pairs, 1));
    pairs = undefined;
  };
  while (token.kind !== "end") {
    const { kind, text, offset } = token;
    if (kind === "data") {
      close();
      if (blocks.some(({ name }) => name === text)) fail(offset, `a block must come once, got data_${text} again`);
      blocks.push({ name: text, offset, tables: [] });
      labels = new Set();
      token = next();
    } else if (kind === "loop") {
      close();
      const draft: Draft = { loop: true, offset, labels: [], columns: [], quoted: [], offsets: [] };
      token = next();
      while (token.kind === "label") {
        add(draft, label());
        token = next();
      }
      if (draft.labels.length === 0) fail(offset, "loop_ must be followed by a label");
      const width = draft.labels.length;
      let count = 0;
      for (; token.kind === "value"; count++) {
        put(draft, count % width, token);
        token = next();
      }
      if (count % width !== 0)
        fail(
          token.offset,
          `the values of a loop must fill its rows of ${width}, got ${count % width} in the last (first label _${draft.labels[0]})`,
        );
      blocks[blocks.length - 1].tables.push(finished(draft, count / width));
    } else if (kind === "label") {
      pairs ??= { loop: false, offset, labels: [], columns: [], quoted: [], offsets: [] };
      add(pairs, label());
      token = next();
      if (token.kind !== "value") fail(token.offset, `a label must be followed by a value, got none for _${text}`);
      put(pairs, pairs.labels.length - 1, token);
      token = next();
    } else if (kind === "value")
      fail(offset, `a value must follow a label or stand in a loop, got ${JSON.stringify(text.slice(0, 40))}`);
    else fail(offset, `save_, stop_ and global_ are not read, got ${JSON.stringify(text.slice(0, 40))}`);
  }
  close();
  if (blocks.length === 0) fail(source.bytes.length, "there must be a line that starts with data_, got none");
  return blocks;
}

function add(draft: Draft, label: string): void {
  draft.labels.push(label);
  draft.columns.push([]);
  draft.quoted.push(false);
  draft.offsets.push([]);
}

function put(draft: Draft, column: number, { text, quoted, offset }: Token): void {
  draft.columns[column].push(text);
  draft.offsets[column].push(offset);
  if (quoted) draft.quoted[column] = true;
}

function finished(draft: Draft, rows: number): CifTable {
  return { ...draft, rows };
}

/** A function that gives the next token of the file at every call; the same record again and again. */
function tokens({ bytes, fail }: TextSource): () => Token {
  const end = bytes.length;
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0; // byte order mark
  const token: Token = { kind: "end", text: "", quoted: false, offset: 0 };
  const give = (kind: Kind, text: string, offset: number, quoted = false): Token => {
    token.kind = kind;
    token.text = text;
    token.offset = offset;
    token.quoted = quoted;
    return token;
  };
  const startsLine = (i: number): boolean => i === 0 || bytes[i - 1] === NEWLINE || bytes[i - 1] === RETURN;

  return () => {
    for (;;) {
      while (at < end && isBlank(bytes[at])) at++;
      if (at >= end) return give("end", "", end);
      if (bytes[at] !== 35) break; // # starts a comment, to the end of the line
      while (at < end && bytes[at] !== NEWLINE && bytes[at] !== RETURN) at++;
    }
    const start = at;
    const first = bytes[start];
    if (first === 59 && startsLine(start)) {
      // ; at the start of a line, up to the next line that starts with one
      for (at = start + 1; at < end; at++)
        if (bytes[at] === 59 && startsLine(at)) {
          const stop = bytes[at - 1] === NEWLINE && bytes[at - 2] === RETURN ? at - 2 : at - 1;
          const text = bytes.toString("utf8", start + 1, Math.max(start + 1, stop));
          at++;
          return give("value", text, start, true);
        }
      return fail(start, "a text that opens with ; must close with ; at the start of a line");
    }
    if (first === 34 || first === 39) {
      for (at = start + 1; at < end && bytes[at] !== NEWLINE && bytes[at] !== RETURN; at++)
        if (bytes[at] === first && (at + 1 === end || isBlank(bytes[at + 1]))) {
          at++;
          return give("value", bytes.toString("utf8", start + 1, at - 1), start, true);
        }
      return fail(start, "a quote must close on its line");
    }
    while (at < end && !isBlank(bytes[at])) {
      if (bytes[at] < 32 || bytes[at] === 127) fail(at, `a text file must hold no control bytes, got ${bytes[at]}`);
      at++;
    }
    const text = bytes.toString("utf8", start, at);
    if (first === 95) return give("label", text.slice(1), start);
    if (/^data_/i.test(text)) return give("data", text.slice(5), start);
    if (/^loop_$/i.test(text)) return give("loop", "", start);
    if (/^(save_|stop_$|global_$)/i.test(text)) return give("reserved", text, start);
    return give("value", text, start);
  };
}
