/**
 * @file STAR files as RELION writes them, 3.0 and 3.1: a block is one table, `data_optics` and `data_particles`.
 * Angles are in degrees and lengths in the unit that each label says, as in the file: `rotations.convertPose` and the
 * table `particleTable` turn them into ours.
 * Source: Hall (1991), J. Chem. Inf. Comput. Sci. 31, 326; RELION's own files.
 */

import { check } from "../core/index.ts";
import { type CifBlock, parseCif } from "./cif.ts";
import { openText, type TextSource } from "./text-source.ts";

/** A column: numbers if all its values are, else texts. */
export type StarColumn = Float64Array | readonly string[];

/** One block of a STAR file. */
export interface StarTable {
  /** `loop`: any number of rows; `pairs`: one value a label */
  readonly kind: "loop" | "pairs";
  readonly rows: number;
  /** by label without the underscore: `rlnDefocusU` */
  readonly columns: Readonly<Record<string, StarColumn>>;
}

const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const special: ReadonlyMap<string, number> = new Map([
  ["nan", Number.NaN],
  ["-nan", Number.NaN],
  ["inf", Infinity],
  ["+inf", Infinity],
  ["-inf", -Infinity],
]);
const isNumber = (text: string): boolean => number.test(text) || special.has(text);

/**
 * The tables of a STAR file.
 *
 * A column is numbers if every value is one and none is quoted; a label that ends in `Name` is text, also where the
 * names are numbers.
 *
 * @param source - the bytes of a file, plain or gzipped, or its path
 * @returns by the name of the block, in the order of the file; a file of RELION 3.0 has one, often named ""
 * @throws FormatError at the first fault, with its byte offset
 * @example
 * const { particles } = readStar(new TextEncoder().encode("data_particles\nloop_\n_rlnDefocusU #1\n10000\n12000\n"))
 * particles.columns.rlnDefocusU // Float64Array [10000, 12000]
 */
export function readStar(source: Uint8Array | string): Readonly<Record<string, StarTable>> {
  const text = openText(source, "readStar");
  const tables = Object.create(null) as Record<string, StarTable>; // a block may be named __proto__
  for (const block of parseCif(text)) tables[block.name] = tableOf(block, text);
  return tables;
}

function tableOf(block: CifBlock, { fail }: TextSource): StarTable {
  if (block.tables.length > 1)
    fail(
      block.tables[1].offset,
      `a block of a STAR file must hold one table, got ${block.tables.length} in data_${block.name}; readMmcif reads CIF`,
    );
  const columns = Object.create(null) as Record<string, StarColumn>;
  const [table] = block.tables;
  if (table === undefined) return { kind: "pairs", rows: 0, columns };
  for (const [i, label] of table.labels.entries()) {
    const values = table.columns[i];
    const numeric = !(table.quoted[i] || label.endsWith("Name")) && values.every(isNumber);
    columns[label] = numeric ? Float64Array.from(values, (v) => special.get(v) ?? Number(v)) : values;
  }
  return { kind: table.loop ? "loop" : "pairs", rows: table.rows, columns };
}

/**
 * A STAR file of RELION 3.1.
 *
 * Numbers are written so that they are read back to the bit, texts in quotes where they need them.
 *
 * @param tables - by name of the block, in the order of writing; `kind` is `loop` if left out
 * @returns the text
 * @throws RangeError if columns of a table differ in length, a label or name holds a blank, a text holds a line break,
 * or pairs have not exactly one row
 * @example
 * writeStar({ optics: { columns: { rlnVoltage: [300] } } }).split("\n").at(-3) // "300"
 */
export function writeStar(
  tables: Readonly<
    Record<
      string,
      { readonly kind?: "loop" | "pairs"; readonly columns: Readonly<Record<string, ArrayLike<number | string>>> }
    >
  >,
): string {
  const lines: string[] = [];
  for (const [name, { kind = "loop", columns }] of Object.entries(tables)) {
    check(!/\s/.test(name), () => `writeStar: a name must hold no blank, got ${JSON.stringify(name)}`);
    const labels = Object.keys(columns);
    const rows = labels.length === 0 ? 0 : columns[labels[0]].length;
    for (const label of labels) {
      check(/^[^\s#]+$/.test(label), () => `writeStar: a label must hold no blank, got ${JSON.stringify(label)}`);
      check(
        columns[label].length === rows,
        () => `writeStar: columns must have one length, got ${columns[label].length} for ${label} and ${rows} before`,
      );
    }
    lines.push("# version 30001", "", `data_${name}`, "");
    if (kind === "pairs") {
      check(labels.length === 0 || rows === 1, () => `writeStar: pairs must have one row, got ${rows} in ${name}`);
      for (const label of labels) lines.push(`_${label} ${written(columns[label][0], label)}`);
    } else if (labels.length > 0) {
      lines.push("loop_", ...labels.map((label, i) => `_${label} #${i + 1}`));
      for (let i = 0; i < rows; i++) lines.push(labels.map((label) => written(columns[label][i], label)).join(" "));
    }
    lines.push("", "");
  }
  return lines.join("\n");
}

/** Words that a bare value must not be taken for. */
const keyword = /^(data_|save_|loop_$|stop_$|global_$)/i;

function written(value: number | string, label: string): string {
  if (typeof value === "number") return writtenNumber(value);
  const control = [...value].find((c) => (c < " " && c !== "\t") || c === "\x7f");
  check(
    control === undefined,
    () => `writeStar: a text must hold no line break or control character, got ${JSON.stringify(control)} in ${label}`,
  );
  const bare = value !== "" && !/[\s"'#_;]/.test(value[0]) && !/\s/.test(value) && !keyword.test(value);
  // quotes also say that what looks like a number is a text, unless the label says so
  if (bare && (label.endsWith("Name") || !isNumber(value))) return value;
  const mark = ['"', "'"].find((quote) => !new RegExp(`${quote}(\\s|$)`).test(value));
  check(mark !== undefined, () => `writeStar: a text must be quotable, got ${JSON.stringify(value)} in ${label}`);
  return `${mark}${value}${mark}`;
}

function writtenNumber(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Object.is(value, -0) ? "-0" : String(value);
}
