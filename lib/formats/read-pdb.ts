/**
 * @file The atoms of a PDB file: records ATOM and HETATM in fixed columns, models counted by MODEL. What else it holds
 * is passed over.
 * Source: PDB file format 3.3, https://www.wwpdb.org/documentation/file-format-content/format33/sect9.html.
 */

import { type Atoms, atomsOf, emptyAtoms, symbolOf } from "./atoms.ts";
import { openText } from "./text-source.ts";

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * The atoms of a PDB file.
 *
 * The element is columns 77-78, else what the name in columns 13-16 says: ` CA ` is carbon, `CA  ` calcium.
 *
 * @param source - the bytes of a file, plain or gzipped, or its path
 * @returns atoms in the order of the file; positions in Å
 * @throws FormatError at the first fault, with its byte offset: no atom, a coordinate that is no number
 * @example
 * readPdb(pdb).positions.shape // [1, 3]
 */
export function readPdb(source: Uint8Array | string): Atoms {
  const { bytes, fail } = openText(source, "readPdb");
  const draft = emptyAtoms();
  let model = 1;
  for (let start = 0; start < bytes.length; ) {
    let stop = start;
    while (stop < bytes.length && bytes[stop] !== 10 && bytes[stop] !== 13) stop++;
    const line = bytes.toString("latin1", start, Math.min(stop, start + 80));
    const here = start;
    /** A field by the columns that the format names, from 1; both included. */
    const field = (from: number, to: number): string => line.slice(from - 1, to).trim();
    const value = (from: number, to: number, what: string, absent?: number): number => {
      const text = field(from, to);
      if (text === "" && absent !== undefined) return absent;
      if (!decimal.test(text))
        fail(here + from - 1, `${what} must be a number in columns ${from}-${to}, got ${JSON.stringify(text)}`);
      return Number(text);
    };
    const record = field(1, 6);
    if (record === "MODEL") model = value(11, 14, "the number of a model", model);
    else if (record === "ATOM" || record === "HETATM") {
      draft.x.push(value(31, 38, "x"), value(39, 46, "y"), value(47, 54, "z"));
      draft.elements.push(elementOf(line));
      draft.names.push(field(13, 16));
      draft.residues.push(field(18, 20));
      draft.residueNumbers.push(residueNumber(field(23, 26), () => here + 22, fail));
      draft.insertions.push(field(27, 27));
      draft.chains.push(field(22, 22));
      draft.alternates.push(field(17, 17));
      draft.occupancies.push(value(55, 60, "the occupancy", 1));
      draft.bFactors.push(value(61, 66, "the B factor", 0));
      draft.models.push(model);
      draft.hetero.push(record === "HETATM" ? 1 : 0);
    }
    start = stop + 1;
  }
  if (draft.x.length === 0) fail(bytes.length, "there must be an ATOM or HETATM record, got none");
  return atomsOf(draft);
}

/** 1 to 9999 and negative numbers as they are, and the hybrid of 36 digits that large entries use beyond: A000 is 10000. */
function residueNumber(text: string, offset: () => number, fail: (offset: number, message: string) => never): number {
  if (/^-?\d+$/.test(text)) return Number(text);
  if (text === "") return 0;
  if (/^[A-Z][A-Z0-9]{3}$/.test(text)) return Number.parseInt(text, 36) - 10 * 36 ** 3 + 10000;
  if (/^[a-z][a-z0-9]{3}$/.test(text)) return Number.parseInt(text, 36) + 16 * 36 ** 3 + 10000;
  return fail(offset(), `the number of a residue must be whole, got ${JSON.stringify(text)}`);
}

function elementOf(line: string): string {
  const given = line.slice(76, 78).trim();
  if (/^[A-Za-z]{1,2}$/.test(given)) return symbolOf(given);
  const name = line.slice(12, 16).padEnd(4);
  // a hydrogen's name of four letters starts in column 13: HG21 is hydrogen, not mercury
  if (/^[A-Za-z]/.test(name) && !/^[Hh][A-Za-z0-9][A-Za-z0-9'*][A-Za-z0-9'*]$/.test(name)) {
    const two = name.slice(0, 2).trim();
    return symbolOf(two.replace(/[^A-Za-z]/g, ""));
  }
  return symbolOf(name.replace(/[^A-Za-z]/g, "").slice(0, 1));
}
