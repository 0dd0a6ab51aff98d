/**
 * @file Which folder may import which. Between packages: exercises and notebooks -> kernel-ext -> grader -> lib, never
 * back. Inside lib: a room imports only from rooms in the lines above its own.
 */

import { existsSync, readdirSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { filesBelow, readText, root } from "../support/root.js";

/** Low to high; a line imports from lines above it, never from its own. */
const layers = [
  ["core"],
  ["kernels"],
  ["linalg"],
  ["random"],
  ["fourier", "rotations"],
  ["sampling", "formats", "plot", "tables"],
  ["optics", "detector"],
  ["forward"],
  ["data", "classification", "resolution"],
  ["reconstruction"],
  ["heterogeneity", "tomography"],
  ["transport"],
];
const height = new Map(layers.flatMap((rooms, layer) => rooms.map((room) => [room, layer] as const)));

/** What a source file names in its imports and re-exports. */
const imports = (file: string) => ts.preProcessFile(readText(file), true, true).importedFiles.map((i) => i.fileName);
const isNode = (name: string) => name.startsWith("node:") || builtinModules.includes(name.split("/")[0]);

describe("arrows inside lib", () => {
  const rooms = readdirSync(join(root, "lib"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !["dist", "node_modules"].includes(entry.name))
    .map((entry) => entry.name);

  it("knows a layer for every room", () => {
    expect(rooms.filter((room) => !height.has(room))).to.deep.equal([]);
  });

  for (const room of rooms)
    it(`${room} imports only from lower layers, through their index`, () => {
      const wrong = filesBelow(`lib/${room}`, ".ts").flatMap((file) =>
        imports(file)
          .map((name) => ({ name, other: /^(?:\.\.\/)+(\w+)\/(.*)$/.exec(name) }))
          .filter(({ other }) => other !== null && other[1] !== room)
          .filter(({ other }) => other![2] !== "index.ts" || !(height.get(other![1])! < height.get(room)!))
          .map(({ name }) => `${file} imports ${name}`),
      );
      expect(wrong).to.deep.equal([]);
    });

  it("uses Node only where files, tables, downloads and threads are", () => {
    const free = /^lib\/(formats|tables|kernels)\/|^lib\/data\/fetch\.ts$/;
    const wrong = filesBelow("lib", ".ts").filter((file) => !free.test(file) && imports(file).some(isNode));
    expect(wrong).to.deep.equal([]);
  });

  it("exports every room from the library's index", () => {
    const index = readText("lib/index.ts");
    expect(rooms.filter((room) => !index.includes(`export * as ${room} from "./${room}/index.ts"`))).to.deep.equal([]);
  });
});

describe("arrows between packages", () => {
  const allowed: Record<string, readonly string[]> = {
    lib: [],
    grader: ["lib"],
    "kernel-ext": ["lib", "grader"],
    exercises: ["lib", "grader/testing"],
    solutions: ["lib"],
  };
  for (const [folder, targets] of Object.entries(allowed))
    it(`${folder} imports ${targets.length === 0 ? "none of the others" : targets.join(" and ")}`, () => {
      const wrong = filesBelow(folder, ".ts").flatMap((file) =>
        imports(file)
          .filter(
            (name) => name.startsWith("@cryolab/") || /^(\.\.\/)+(lib|grader|kernel-ext|solutions|tests)\//.test(name),
          )
          .filter((name) => !targets.includes(name.replace("@cryolab/", "").replace("kernel", "kernel-ext")))
          .map((name) => `${file} imports ${name}`),
      );
      expect(wrong).to.deep.equal([]);
    });

  it("names every import of a package in that package's own package.json", () => {
    const wrong: string[] = [];
    for (const folder of ["lib", "grader", "kernel-ext"]) {
      const manifest = JSON.parse(readText(folder, "package.json"));
      const declared = new Set([
        manifest.name,
        ...Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }),
      ]);
      for (const file of filesBelow(folder, ".ts"))
        for (const name of imports(file)) {
          const bare = /^(@[^/]+\/[^/]+|[^./][^/]*)/.exec(name)?.[1];
          if (bare !== undefined && !isNode(name) && !declared.has(bare)) wrong.push(`${file} imports ${name}`);
        }
    }
    expect(wrong).to.deep.equal([]);
    expect(existsSync(join(root, "package-lock.json"))).to.equal(true);
  });
});
