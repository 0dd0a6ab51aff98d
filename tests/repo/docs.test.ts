/**
 * @file Documentation that cannot rot: every exported function of lib has a doc comment, every `@example` runs and gives
 * what its comment says, every relative link of the papers leads somewhere.
 */

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { inspect } from "node:util";
import * as cryo from "@cryolab/lib";
import { expect } from "chai";
import ts from "typescript";
import { filesBelow, readText, root } from "../support/root.js";

const { complexArray, realArray } = cryo.core;
const counted = (n: number) => Float64Array.from({ length: n }, (_, i) => (i % 7) + 1);
const image = realArray([64, 64], counted(4096));
const volume = realArray([8, 8, 8], counted(512));

/** Files that other programs wrote: tests/golden/formats/other.py. */
const files = JSON.parse(readText("tests/golden/formats/other.json")) as Record<string, { file: string }[]>;
const fileOf = (kind: string) => Uint8Array.from(Buffer.from(files[kind][0].file, "base64"));
const atom = "ATOM      1  CA  ALA A   1      11.104   6.134  -6.504  1.00  0.00           C\n";

/** Names that examples may use beside the library's functions: typical inputs, small. */
const fixtures: Record<string, unknown> = {
  image,
  volume,
  half1: volume,
  half2: volume,
  projection: image,
  noise: image,
  logLikelihood: image,
  classAverages: [image, image],
  weights: [0.25, 0.75],
  a: complexArray([3, 4], counted(12)),
  stackOfLines: complexArray([4, 8], counted(32)),
  png: fileOf("png"),
  tiff: fileOf("tiff"),
  cs: fileOf("cs"),
  star: cryo.formats.readStar(
    new TextEncoder().encode(
      "data_optics\nloop_\n_rlnOpticsGroup\n_rlnVoltage\n1 300\ndata_particles\nloop_\n_rlnImageName\n_rlnDefocusU\n_rlnOpticsGroup\na 1e4 1\n",
    ),
  ),
  pdb: new TextEncoder().encode(atom),
  cif: new TextEncoder().encode(
    "data_x\nloop_\n_atom_site.type_symbol\n_atom_site.Cartn_x\n_atom_site.Cartn_y\n_atom_site.Cartn_z\nN 1 2 3\nC 4 5 6\n",
  ),
  n: 8,
  x: counted(8),
  y: counted(8),
  s: counted(8),
  fit: counted(8),
  modulus: counted(8),
  resolution: counted(8),
  bFactor: counted(8),
  R: cryo.rotations.rotationFromEuler(0.1, 0.2, 0.3),
  /** a generator and the function that makes one: examples use the name for both */
  rng: Object.assign((seed: number | string) => cryo.random.rng(seed), cryo.random.rng("examples")),
  optics: {
    voltageKv: 300,
    csMm: 2,
    amplitudeContrast: 0.1,
    defocusU: 15000,
    defocusV: 15000,
    astigmatismAngle: 0,
    phaseShift: 0,
    bFactor: 0,
  },
};

const rooms = Object.entries(cryo) as [string, Record<string, unknown>][];
/** Every function by its bare name; fixtures come last, so that `optics` is the lens of the examples. */
const scope: Record<string, unknown> = Object.assign(
  { cryo, plot: cryo.plot },
  ...rooms.map(([, room]) => ({ ...room })),
  fixtures,
);
const names = Object.keys(scope).filter((name) => /^[A-Za-z_]\w*$/.test(name));

/** Numbers of a text to twelve digits, quotes and spaces alike: how a value and what an example says of it are compared. */
const plain = (text: string) =>
  text
    .replace(/\b(\w+Array)\(\d+\) /g, "$1 ")
    .replace(/-?\d+(\.\d+)?(e[+-]?\d+)?/g, (number) => String(Number(Number(number).toPrecision(12)) + 0))
    .replace(/'/g, '"')
    .replace(/\s+/g, " ")
    .replace(/([[{]) | ([\]}])/g, "$1$2");

/** A value as an example writes it: `Float64Array [1, 2]`, `"text"`, `{ x: 1 }`. */
const shown = (value: unknown) => plain(inspect(value, { maxArrayLength: 50, depth: 6 }));

/** A line split at the `//` that introduces its value; a comment that begins with a word is prose, not a value. */
const split = (line: string) => {
  const at = line.lastIndexOf(" // ");
  const says = at < 0 ? "" : line.slice(at + 4).trim();
  const isValue =
    /^([-\d["{]|true|false|null|undefined|NaN|Infinity|\w+Array \[)/.test(says) && !/ (from|but) /.test(says);
  return { code: at < 0 ? line : line.slice(0, at), says: isValue ? says : undefined };
};

/** Exported functions of a source file with their doc comments. */
function exported(file: string) {
  const source = ts.createSourceFile(file, readText(file), ts.ScriptTarget.ES2022, true);
  return source.statements
    .filter(ts.isFunctionDeclaration)
    .filter((f) => f.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) && f.name !== undefined)
    .map((f) => {
      const tags = ts.getJSDocTags(f).filter((tag) => tag.tagName.text === "example");
      const examples = tags.map((tag) => ts.getTextOfJSDocComment(tag.comment) ?? "");
      return { file, name: f.name!.text, documented: ts.getJSDocCommentsAndTags(f).length > 0, examples };
    });
}

const functions = filesBelow("lib", ".ts").flatMap(exported);

describe("doc comments of lib", () => {
  it("stand before every exported function", () => {
    const documented = new Set(functions.filter((f) => f.documented).map((f) => `${f.file}: ${f.name}`)); // by one overload
    const bare = functions.map((f) => `${f.file}: ${f.name}`).filter((name) => !documented.has(name));
    expect(bare).to.deep.equal([]);
  });

  it("say in every file what it is, in its first line", () => {
    const silent = filesBelow("lib", ".ts").filter((file) => !/^\/\*\*\s+(\*\s+)?@file /.test(readText(file)));
    expect(silent).to.deep.equal([]);
  });

  for (const { file, name, examples } of functions)
    for (const example of examples)
      it(`example of ${name} (${file}) gives what it says`, () => {
        const lines = example.split("\n").filter((line) => line.trim() !== "");
        const body = lines.map((line, i) => {
          const { code, says } = split(line);
          return says === undefined
            ? code
            : `__values.push([${JSON.stringify(says)}, (${code.replace(/;\s*$/, "")}), ${i}]);`;
        });
        const values: [string, unknown, number][] = [];
        new Function("__values", ...names, `{ ${body.join("\n")} }`)(values, ...names.map((n) => scope[n]));
        for (const [says, value] of values) expect(shown(value), lines.join("\n")).to.equal(plain(says));
      });
});

describe("links of the papers", () => {
  const papers = ["", "docs", "notebooks"].flatMap((folder) =>
    folder === "" ? ["README.md", "CONVENTIONS.md", "ARCHITECTURE.md", "CHANGELOG.md"] : filesBelow(folder, ".md"),
  );
  for (const paper of papers)
    it(`${paper} links only to what is there`, () => {
      const links = [...readText(paper).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((m) => m[1]);
      const broken = links.filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(root, dirname(paper), link)));
      expect(broken).to.deep.equal([]);
    });
});
