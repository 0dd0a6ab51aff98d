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

/** Names that examples may use beside the library's functions. */
const fixtures = {
  image: cryo.core.realArray(
    [8, 8],
    Array.from({ length: 64 }, (_, i) => i % 7),
  ),
  volume: cryo.core.realArray(
    [8, 8, 8],
    Array.from({ length: 512 }, (_, i) => i % 11),
  ),
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
const scope: Record<string, unknown> = Object.assign({ cryo }, ...rooms.map(([, room]) => ({ ...room })), fixtures);
const names = Object.keys(scope).filter((name) => /^[A-Za-z_]\w*$/.test(name));

/** A value as an example writes it: `Float64Array [1, 2]`, `"text"`, `{ x: 1 }`. */
const shown = (value: unknown) =>
  inspect(value, { breakLength: Number.POSITIVE_INFINITY, maxArrayLength: 50, depth: 6 })
    .replace(/\b(\w+Array)\(\d+\) /g, "$1 ")
    .replace(/'/g, '"')
    .replace(/([[{]) | ([\]}])/g, "$1$2");

/** A line split at the `//` that introduces the value. */
const split = (line: string) => {
  const at = line.lastIndexOf(" // ");
  return at < 0 ? { code: line, says: undefined } : { code: line.slice(0, at), says: line.slice(at + 4).trim() };
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
    const bare = functions.filter((f) => !f.documented);
    expect(bare.map((f) => `${f.file}: ${f.name}`)).to.deep.equal([]);
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
        new Function("__values", ...names, body.join("\n"))(values, ...names.map((n) => scope[n]));
        for (const [says, value] of values) expect(shown(value), lines.join("\n")).to.equal(says);
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
