import { formats } from "@cryolab/lib";
import { expect } from "chai";
import { faultOf, other, utf8 } from "./other-golden.ts";

const { readMmcif, readPdb } = formats;

/** One row an atom, as the golden script writes them. */
function rowsOf(atoms: formats.Atoms): (number | string)[][] {
  const { positions, elements, names, residues, residueNumbers, insertions, chains, alternates } = atoms;
  return elements.map((element, i) => [
    ...positions.data.subarray(3 * i, 3 * i + 3),
    element,
    names[i],
    residues[i],
    residueNumbers[i],
    insertions[i],
    chains[i],
    alternates[i],
    atoms.occupancies[i],
    atoms.bFactors[i],
    atoms.models[i],
    atoms.hetero[i],
  ]);
}

const read = { pdb: readPdb, cif: readMmcif };
const atomLine = "ATOM      1  CA  ALA A   1      11.104   6.134  -6.504  1.00  0.00           C";

describe("readPdb and readMmcif", () => {
  for (const { kind, text, atoms } of other.models)
    it(`read what gemmi reads: ${kind}, two models, alternates, an insertion, ions, deuterium`, () => {
      const found = read[kind](utf8(text));
      expect(found.positions.shape).to.deep.equal([atoms.length, 3]);
      expect(rowsOf(found)).to.deep.equal(atoms);
      // line ends of Windows
      expect(rowsOf(read[kind](utf8(text.replace(/\n/g, "\r\n"))))).to.deep.equal(atoms);
    });

  it("read a single atom of mmCIF that stands in pairs", () => {
    const found = readMmcif(utf8("data_x\n_atom_site.Cartn_x 1\n_atom_site.Cartn_y 2.5(3)\n_atom_site.Cartn_z -3e0\n"));
    expect(Array.from(found.positions.data)).to.deep.equal([1, 2.5, -3]);
    expect(rowsOf(found)[0].slice(3)).to.deep.equal(["", "", "", 0, "", "", "", 1, 0, 1, 0]);
  });
});

describe("readPdb", () => {
  it("takes the element from the name where columns 77-78 are empty", () => {
    const element = (name: string): string =>
      readPdb(utf8(`${atomLine.slice(0, 12)}${name}${atomLine.slice(16, 70)}`)).elements[0];
    expect([" CA ", "CA  ", " N  ", "HG21", "ZN  ", "1HB ", " O5'", "FE  "].map(element)).to.deep.equal([
      "C",
      "Ca",
      "N",
      "H",
      "Zn",
      "H",
      "O",
      "Fe",
    ]);
  });

  it("reads residue numbers beyond 9999 in base 36", () => {
    const number = (text: string): number =>
      readPdb(utf8(`${atomLine.slice(0, 22)}${text}${atomLine.slice(26)}`)).residueNumbers[0];
    expect(["9999", "A000", "A001", "ZZZZ", "a000", " -12"].map(number)).to.deep.equal([
      9999, 10000, 10001, 1223055, 1223056, -12,
    ]);
  });

  const broken: readonly (readonly [text: string, offset: number, message: string])[] = [
    ["", 0, "there must be an ATOM or HETATM record, got none"],
    ["HEADER\nEND\n", 11, "there must be an ATOM or HETATM record, got none"],
    [atomLine.slice(0, 40), 38, 'y must be a number in columns 39-46, got "6"'.replace('"6"', '""')],
    [`REMARK\n${atomLine.replace("11.104", "11.1O4")}`, 37, 'x must be a number in columns 31-38, got "11.1O4"'],
    [atomLine.replace("-6.504", "****.*"), 46, 'z must be a number in columns 47-54, got "****.*"'],
    [atomLine.replace("1.00  0.00", "1.00  0,00"), 60, 'the B factor must be a number in columns 61-66, got "0,00"'],
    [atomLine.replace("A   1 ", "A  1x "), 22, 'the number of a residue must be whole, got "1x"'],
    [`MODEL     one \n${atomLine}`, 10, 'the number of a model must be a number in columns 11-14, got "one"'],
  ];
  for (const [text, offset, message] of broken)
    it(`says where: ${message}`, () => {
      expect(faultOf(() => readPdb(utf8(text)))).to.deep.equal({ message: `readPdb: ${message}`, offset });
    });
});

describe("readMmcif", () => {
  const head = "data_x\nloop_\n_atom_site.Cartn_x\n_atom_site.Cartn_y\n_atom_site.Cartn_z\n";
  const broken: readonly (readonly [text: string, offset: number, message: string])[] = [
    ["data_x\n_cell.length_a 1", 23, "there must be a table of atoms with _atom_site.Cartn_x, got none"],
    [
      "data_x\nloop_\n_atom_site.Cartn_x\n_atom_site.Cartn_z\n1 2\n",
      7,
      "the table of atoms must have _atom_site.cartn_y, got none",
    ],
    [`${head}1 2 ?\n`, head.length + 4, '_atom_site.Cartn_z must be a number, got "" for atom 1'],
    [`${head}1 2 3\n4 x 6\n`, head.length + 8, '_atom_site.Cartn_y must be a number, got "x" for atom 2'],
    [
      `${head}1 2 3 4`,
      head.length + 7,
      "the values of a loop must fill its rows of 3, got 1 in the last (first label _atom_site.Cartn_x)",
    ],
  ];
  for (const [text, offset, message] of broken)
    it(`says where: ${message}`, () => {
      expect(faultOf(() => readMmcif(utf8(text)))).to.deep.equal({ message: `readMmcif: ${message}`, offset });
    });
});
