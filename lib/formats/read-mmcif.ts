/**
 * @file The atoms of an mmCIF file, from its `_atom_site` table.
 * Source: PDBx/mmCIF dictionary, https://mmcif.wwpdb.org/dictionaries/mmcif_pdbx_v50.dic/Categories/atom_site.html.
 */

import { type Atoms, atomsOf, emptyAtoms, symbolOf } from "./atoms.ts";
import { type CifTable, parseCif } from "./cif.ts";
import { openText, type TextSource } from "./text-source.ts";

const integer = /^[+-]?\d{1,9}$/;
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?(\(\d+\))?$/; // 1.234(5): the uncertainty is left out

/**
 * The atoms of an mmCIF file.
 *
 * Chains and residue numbers are the authors' where the file has them, as in the PDB format.
 *
 * @param source - the bytes of a file, plain or gzipped, or its path
 * @returns atoms in the order of the file; positions in Å
 * @throws FormatError at the first fault, with its byte offset: no `_atom_site` table, a coordinate that is no number
 * @example
 * readMmcif(cif).elements // ["N", "C"]
 */
export function readMmcif(source: Uint8Array | string): Atoms {
  const text = openText(source, "readMmcif");
  for (const { tables } of parseCif(text)) {
    const table = tables.find(({ labels }) => labels.some((label) => /^atom_site\.cartn_x$/i.test(label)));
    if (table !== undefined) return atomsOfTable(table, text);
  }
  return text.fail(text.bytes.length, "there must be a table of atoms with _atom_site.Cartn_x, got none");
}

function atomsOfTable(table: CifTable, { fail }: TextSource): Atoms {
  const index = new Map(table.labels.map((label, i) => [label.toLowerCase(), i]));
  const find = (...names: string[]): number | undefined =>
    names.map((name) => index.get(`atom_site.${name}`)).find((i) => i !== undefined);
  /** A value, "" where the file says that there is none. */
  const texts = (column: number | undefined) => {
    if (column === undefined) return () => "";
    const values = table.columns[column];
    return (i: number): string => (values[i] === "?" || values[i] === "." ? "" : values[i]);
  };
  const numbers = (column: number | undefined, pattern: RegExp, absent: number | undefined) => {
    const value = texts(column);
    return (i: number): number => {
      const text = value(i);
      if (text === "" && absent !== undefined) return absent;
      if (!pattern.test(text)) {
        const label = column === undefined ? "" : table.labels[column];
        fail(
          column === undefined ? table.offset : table.offsets[column][i],
          `_${label} must be a number, got ${JSON.stringify(text.slice(0, 40))} for atom ${i + 1}`,
        );
      }
      return Number.parseFloat(text);
    };
  };
  const xyz = ["cartn_x", "cartn_y", "cartn_z"].map((name) => {
    const column = find(name);
    if (column === undefined) fail(table.offset, `the table of atoms must have _atom_site.${name}, got none`);
    return numbers(column, decimal, undefined);
  });
  const element = texts(find("type_symbol"));
  const name = texts(find("auth_atom_id", "label_atom_id"));
  const residue = texts(find("auth_comp_id", "label_comp_id"));
  const chain = texts(find("auth_asym_id", "label_asym_id"));
  const sequence = numbers(find("auth_seq_id", "label_seq_id"), integer, 0);
  const insertion = texts(find("pdbx_pdb_ins_code"));
  const alternate = texts(find("label_alt_id"));
  const occupancy = numbers(find("occupancy"), decimal, 1);
  const bFactor = numbers(find("b_iso_or_equiv"), decimal, 0);
  const model = numbers(find("pdbx_pdb_model_num"), integer, 1);
  const group = texts(find("group_pdb"));
  const draft = emptyAtoms();
  for (let i = 0; i < table.rows; i++) {
    draft.x.push(xyz[0](i), xyz[1](i), xyz[2](i));
    draft.elements.push(symbolOf(element(i)));
    draft.names.push(name(i));
    draft.residues.push(residue(i));
    draft.residueNumbers.push(sequence(i));
    draft.insertions.push(insertion(i));
    draft.chains.push(chain(i));
    draft.alternates.push(alternate(i));
    draft.occupancies.push(occupancy(i));
    draft.bFactors.push(bFactor(i));
    draft.models.push(model(i));
    draft.hetero.push(group(i) === "HETATM" ? 1 : 0);
  }
  return atomsOf(draft);
}
