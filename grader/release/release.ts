/**
 * @file A release: everything a learner gets for a problem set, made in memory, searched for secrets, and only then written.
 * Whatever goes wrong before leaves the old release as it was.
 */

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PROBLEM_SET, type ProblemSet } from "../learner/problem-set.ts";
import { type Entries, zip } from "../learner/zip.ts";
import { exerciseIds, exercisePaths } from "../registry/index.ts";
import { sha256 } from "../sha256.ts";
import { type Forbidden, forbidden, type Leak, leaks } from "./leaks.ts";
import { type Lock, type PackageJson, releaseLock } from "./lock.ts";
import { problemNotebook } from "./notebook.ts";
import { house, learnerPackages, type Packed } from "./packages.ts";
import { releaseReadme } from "./readme.ts";

/** How to release. */
export interface ReleaseOptions {
  /** the clone with the exercises */
  readonly root: string;
  /** folder that gets `ps1/` and `ps1.zip` */
  readonly into: string;
  /** packages to carry; packed anew when left out */
  readonly packages?: readonly Packed[];
  readonly onStep?: (what: string) => void;
}

/** What was written. */
export interface Released {
  readonly folder: string;
  readonly zip: string;
  readonly sha256: string;
  /** files in the release */
  readonly files: number;
  /** bytes of the zip */
  readonly size: number;
  /** secret files that were looked for */
  readonly secrets: number;
}

/** A secret is in what learners would get; nothing was written. */
export class LeakError extends Error {
  override readonly name = "LeakError";
  readonly leaks: readonly Leak[];
  constructor(found: readonly Leak[]) {
    const lines = found.slice(0, 10).map(({ where, of, how }) => `  ${where} holds ${of}: ${how}`);
    const more = found.length > 10 ? `\n  and ${found.length - 10} more` : "";
    super(`release: nothing was written, for learners would get what is secret:\n${lines.join("\n")}${more}`);
    this.leaks = found;
  }
}

/**
 * Writes a release.
 *
 * @throws LeakError if a secret is in it
 */
export async function release(set: ProblemSet, options: ReleaseOptions): Promise<Released> {
  const { root, into, onStep = () => {} } = options;
  const known = exerciseIds(root);
  const unknown = set.exercises.filter(({ id }) => !known.includes(id));
  if (unknown.length > 0) throw new RangeError(`release: no exercise ${unknown.map(({ id }) => id).join(", ")}`);
  if (set.exercises.length === 0) throw new RangeError(`release: ${set.id} holds no exercise`);
  const secret = forbidden(root);
  onStep("packing library, grader and kernel");
  const packages = options.packages ?? (await learnerPackages());
  const files = releaseFiles(set, root, packages);
  const executable = new Set([`${set.id}/bin/cryolab.js`]);
  const zipped = zip(new Map([...files].map(([name, bytes]) => [`${set.id}/${name}`, bytes])), executable);
  onStep(`searching ${files.size} files for ${secret.canaries.size} secret ones`);
  refuseLeaks(new Map([...files, [`${set.id}.zip`, zipped]]), secret);
  onStep("writing");
  write(set.id, into, files, zipped);
  return {
    folder: join(into, set.id),
    zip: join(into, `${set.id}.zip`),
    sha256: sha256(zipped),
    files: files.size,
    size: zipped.length,
    secrets: secret.canaries.size,
  };
}

/** @throws LeakError if a secret is in some files */
export function refuseLeaks(files: Entries, secret: Forbidden): void {
  const found = leaks(files, secret);
  if (found.length > 0) throw new LeakError(found);
}

/** The files of a release. */
export function releaseFiles(set: ProblemSet, root: string, packages: readonly Packed[]): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const text = (name: string, content: string) => files.set(name, Buffer.from(content));
  const json = (name: string, value: unknown) => text(name, `${JSON.stringify(value, null, 2)}\n`);
  const copy = (name: string, path: string) => files.set(name, readFileSync(path));

  for (const { id } of set.exercises) {
    const { readme, starter, visibleTest, manifest } = exercisePaths(id, root);
    const slug = id.split("/")[1];
    copy(`exercises/${id}/README.md`, readme);
    copy(`exercises/${id}/${slug}.ts`, starter);
    copy(`exercises/${id}/${slug}.test.ts`, visibleTest);
    copy(`exercises/${id}/exercise.json`, manifest);
    copy(`starters/${id}.ts`, starter);
  }
  text(`notebooks/${set.id}.ipynb`, problemNotebook(set, root));
  json(PROBLEM_SET, set);
  text("README.md", releaseReadme(set, root));

  const assets = join(house, "grader", "release", "assets");
  for (const name of ["cryolab.js", "modules.js", "run.js"]) copy(`bin/${name}`, join(assets, name));
  for (const name of ["child.js", "setup.js"]) copy(`bin/${name}`, join(house, "bin", name));
  for (const name of [".npmrc", "LICENSE", "requirements.txt"]) copy(name, join(house, name));
  for (const { file, bytes } of packages) files.set(`packages/${file}`, bytes);
  const whole = packageJson(set, packages);
  json("package.json", whole);
  json("package-lock.json", releaseLock(readJson<Lock>("package-lock.json"), whole, packages));
  json("tsconfig.json", tsconfig);
  return files;
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(join(house, name), "utf8")) as T;
}

function packageJson(set: ProblemSet, packages: readonly Packed[]): PackageJson {
  const own = readJson<PackageJson & { readonly devDependencies: Readonly<Record<string, string>> }>("package.json");
  const pinned = ["@types/mocha", "@types/node", "commander"].map((name) => [name, own.devDependencies[name]]);
  const tarballs = packages.map(({ name, file }) => [name, `file:packages/${file}`]);
  const overrides = Object.entries((own.overrides ?? {}) as Readonly<Record<string, unknown>>).map(([name, value]) => [
    name,
    typeof value === "string" && value.startsWith("$") ? own.devDependencies[value.slice(1)] : value,
  ]);
  return {
    name: `cryolab-${set.id}`,
    version: own.version,
    private: true,
    description: set.title,
    type: "module",
    license: own.license,
    engines: own.engines,
    bin: { cryolab: "bin/cryolab.js" },
    scripts: { start: "node bin/run.js start", test: "node bin/run.js test", cryolab: "node bin/cryolab.js" },
    dependencies: Object.fromEntries([...tarballs, ...pinned].sort(([a], [b]) => (a < b ? -1 : 1))),
    overrides: Object.fromEntries(overrides),
    allowScripts: own.allowScripts,
  };
}

/** What an editor needs to show types as the course has them. */
const tsconfig = {
  compilerOptions: {
    target: "es2022",
    lib: ["es2023"],
    module: "nodenext",
    moduleResolution: "nodenext",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: ["node", "mocha"],
  },
  include: ["exercises/**/*.ts"],
};

/** Puts the folder and the zip in the place of the old ones. */
function write(id: string, into: string, files: Entries, zipped: Uint8Array): void {
  mkdirSync(into, { recursive: true });
  const folder = join(into, id);
  const fresh = join(into, `.${id}.${process.pid}`);
  try {
    for (const [name, bytes] of files) {
      const path = join(fresh, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes, name === "bin/cryolab.js" ? { mode: 0o755 } : {});
    }
    writeFileSync(`${fresh}.zip`, zipped);
    if (existsSync(folder)) renameSync(folder, `${fresh}.old`);
    renameSync(fresh, folder);
    renameSync(`${fresh}.zip`, `${folder}.zip`);
  } finally {
    rmSync(`${fresh}.old`, { recursive: true, force: true });
    rmSync(fresh, { recursive: true, force: true });
    rmSync(`${fresh}.zip`, { force: true });
  }
}
