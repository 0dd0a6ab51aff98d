/**
 * @file The packages of Cryolab as a release carries them: library, kernel, and of the grader what a learner's commands reach,
 * each packed by npm itself.
 */

import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { closure } from "./closure.ts";
import type { PackageJson } from "./lock.ts";

/** A packed package. */
export interface Packed {
  readonly name: string;
  /** folder of the checkout it comes from: lib, grader, kernel-ext */
  readonly workspace: string;
  /** name of the tarball */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly json: PackageJson;
  /** what the tarball holds, by name */
  readonly contents: ReadonlyMap<string, Uint8Array>;
}

/** The checkout that this grader runs from. */
export const house: string = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** Packs what learners install. */
export function learnerPackages(): Promise<Packed[]> {
  return packFor(["learner/index.js", "testing/index.js", "runner/main.js"], ["lib", "grader", "kernel-ext"]);
}

/**
 * Packs packages; of the grader what some entries reach, and the first of them is what an import of it gives.
 *
 * @param entries - files of the grader's dist
 * @param workspaces - which packages
 */
export async function packFor(entries: readonly string[], workspaces: readonly string[]): Promise<Packed[]> {
  if (!existsSync(join(house, "kernel-ext")))
    throw new Error(`release: works in a clone of the course, and ${house} is none`);
  const scratch = mkdtempSync(join(tmpdir(), "cryolab-pack-"));
  try {
    const packed: Packed[] = [];
    for (const workspace of workspaces) {
      const folder = join(scratch, workspace);
      const json = workspace === "grader" ? stageGrader(folder, entries) : stage(workspace, folder);
      writeFileSync(join(folder, "package.json"), `${JSON.stringify(json, null, 2)}\n`);
      cpSync(join(house, "LICENSE"), join(folder, "LICENSE"));
      const file = await npmPack(folder, scratch);
      const bytes = readFileSync(join(scratch, file));
      packed.push({ name: json.name, workspace, file, bytes, json, contents: contentsOf(folder) });
    }
    return packed;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const readJson = (path: string): PackageJson => JSON.parse(readFileSync(path, "utf8")) as PackageJson;

/** A whole package, without maps to sources that are not there. */
function stage(workspace: string, folder: string): PackageJson {
  const from = join(house, workspace);
  const json = readJson(join(from, "package.json"));
  for (const part of json.files as readonly string[])
    cpSync(join(from, part), join(folder, part), {
      recursive: true,
      filter: (path) => !/\.(map|tsbuildinfo)$/.test(path),
    });
  for (const path of builtFiles(folder)) dropMapLine(path);
  return json;
}

/** The grader as a learner has it. */
function stageGrader(folder: string, entries: readonly string[]): PackageJson {
  const from = join(house, "grader");
  const json = readJson(join(from, "package.json"));
  const { files, packages } = closure(join(from, "dist"), entries);
  for (const file of files) {
    mkdirSync(dirname(join(folder, "dist", file)), { recursive: true });
    cpSync(join(from, "dist", file), join(folder, "dist", file));
    dropMapLine(join(folder, "dist", file));
  }
  const kept = Object.entries(json.dependencies ?? {}).filter(([name]) => packages.includes(name));
  const { optionalDependencies: _, ...rest } = json;
  const main = `./dist/${entries[0]}`;
  const types = main.replace(/\.js$/, ".d.ts");
  return {
    ...rest,
    main,
    types,
    exports: { ...(json.exports as object), ".": { types, default: main } },
    dependencies: Object.fromEntries(kept),
  };
}

function contentsOf(folder: string): Map<string, Uint8Array> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [relative(folder, path).replaceAll("\\", "/"), readFileSync(path)]));
}

function builtFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .map((name) => join(folder, name));
}

/** Takes the line away that names a source map: without the map it would only be looked for. */
function dropMapLine(path: string): void {
  const text = readFileSync(path, "utf8");
  const without = text.replace(/\n\/\/# sourceMappingURL=[\w.-]+\.map\s*$/, "\n");
  if (without !== text) writeFileSync(path, without);
}

/** `npm pack`, by the npm that started us, else the one beside Node, else the PATH's. */
async function npmPack(folder: string, into: string): Promise<string> {
  const given = process.env.npm_execpath?.replace("npx-cli", "npm-cli");
  const beside = [
    join(dirname(process.execPath), "node_modules", "npm", "bin", "npm-cli.js"),
    join(dirname(process.execPath), "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  const script = [given, ...beside].find((path) => path?.endsWith("npm-cli.js") && existsSync(path));
  const [program, ...first] = script ? [process.execPath, script] : ["npm"];
  const args = [...first, "pack", "--ignore-scripts", "--json", "--loglevel=error", "--pack-destination", into, folder];
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: into,
    shell: program === "npm" && process.platform === "win32",
  });
  const [{ filename }] = JSON.parse(stdout) as readonly { readonly filename: string }[];
  return filename.replace(/^@/, "").replace("/", "-");
}
