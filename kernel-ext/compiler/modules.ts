/**
 * @file Modules that a cell imports. tslab runs cells as CommonJS, so an import is a `require`; it cannot load a package that
 * exports to `import` alone, nor one with a top-level `await`. ES modules are therefore imported before the cell begins, as
 * Node imports them, and `require` hands out what was imported. And packages of ours are found from any folder.
 */

import { existsSync, readFileSync } from "node:fs";
import Module, { createRequire, isBuiltin } from "node:module";
import { dirname, join, sep } from "node:path";
import { types } from "node:util";
import { constants, Script } from "node:vm";

/** Node's own loader, whose ways in are not public before 22.15; held by a test of the preload. */
interface Loader {
  _resolveFilename(request: string, parent: NodeJS.Module | undefined, ...rest: unknown[]): string;
}

const ours = new Map<string, string>(); // packages of ours, by name
const folders = new Map<string, Imports>(); // by the folder of a notebook

/** The ES modules that the cells of one folder imported. */
interface Imports {
  /** id in the cache of `require`, by what the cells call it */
  readonly ids: Map<string, string>;
  readonly import: (specifier: string) => Promise<object>;
}

let hooked = false;

function hook(): void {
  if (hooked) return;
  hooked = true;
  const loader = Module as unknown as Loader;
  const resolve = loader._resolveFilename;
  loader._resolveFilename = function (request, parent, ...rest) {
    return ours.get(request) ?? importedId(request, parent) ?? resolve.call(this, request, parent, ...rest);
  };
}

/** What the cells of a folder, and the files beside them, imported by that name. */
function importedId(request: string, parent: NodeJS.Module | undefined): string | undefined {
  const from = parent?.filename;
  if (typeof from !== "string" || from.includes(`${sep}node_modules${sep}`)) return undefined;
  for (const [folder, { ids }] of folders) if (from.startsWith(folder + sep)) return ids.get(request);
  return undefined;
}

/** Makes `require` find packages of ours from any folder. */
export function findOurs(packages: readonly (readonly [name: string, main: string])[]): void {
  hook();
  for (const [name, main] of packages) ours.set(name, main);
}

function importsOf(directory: string): Imports {
  const known = folders.get(directory);
  if (known !== undefined) return known;
  hook();
  // An `import` of its own, that looks for packages from the notebook's folder.
  const script = new Script("(specifier) => import(specifier)", {
    filename: join(directory, "cell.js"),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const imports: Imports = { ids: new Map(), import: script.runInThisContext() as Imports["import"] };
  folders.set(directory, imports);
  return imports;
}

/** The names in `require("…")` of compiled code that must be imported before it runs. */
export function esModules(directory: string, code: string): string[] {
  const names = new Set(Array.from(code.matchAll(/\brequire\((["'])([^"'\n]+)\1\)/g), ([, , name]) => name));
  const require = createRequire(join(directory, "cell.js"));
  return [...names].filter((name) => {
    const isPackage = !name.startsWith(".") && !name.startsWith("/");
    if (name === "tslab" || ours.has(name) || isBuiltin(name)) return false;
    if (folders.get(directory)?.ids.has(name)) return false;
    if (!isPackage && !name.endsWith(".mjs")) return false; // a local file, which is compiled
    try {
      return isEsModule(require.resolve(name));
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "ERR_PACKAGE_PATH_NOT_EXPORTED";
    }
  });
}

function isEsModule(path: string): boolean {
  if (!path.endsWith(".js")) return path.endsWith(".mjs");
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest))
      return (JSON.parse(readFileSync(manifest, "utf8")) as { type?: string }).type === "module";
    if (dirname(folder) === folder) return false;
  }
}

/** Imports modules from a folder, and puts them where `require` finds them. */
export async function importAll(directory: string, names: readonly string[]): Promise<void> {
  const { ids, import: load } = importsOf(directory);
  for (const name of names) {
    const id = `cryolab-import:${directory}:${name}`;
    const module = new Module(id);
    module.exports = asRequired(await load(name));
    module.loaded = true;
    createRequire(import.meta.url).cache[id] = module;
    ids.set(name, id);
  }
}

/** A namespace as `require` gives it: with a mark that its default export is one. */
function asRequired(namespace: object): object {
  if (!("default" in namespace)) return namespace;
  const required = { __esModule: true };
  Object.defineProperty(required, "__esModule", { enumerable: false });
  for (const name of Object.keys(namespace))
    Object.defineProperty(required, name, { enumerable: true, get: () => Reflect.get(namespace, name) });
  return required;
}

/** `import(name)` in a cell: of a local file, which is compiled, or of a module of either kind. */
export async function importOne(directory: string, require: NodeJS.Require, name: string): Promise<object> {
  const again = ["ERR_REQUIRE_ASYNC_MODULE", "ERR_REQUIRE_ESM", "ERR_PACKAGE_PATH_NOT_EXPORTED"];
  let loaded: unknown;
  try {
    loaded = require(name);
  } catch (error) {
    if (!again.includes(String((error as NodeJS.ErrnoException).code))) throw error;
    return importsOf(directory).import(name);
  }
  if (types.isModuleNamespaceObject(loaded) || (loaded as { __esModule?: unknown } | null)?.__esModule)
    return loaded as object;
  return { ...(loaded as object), default: loaded };
}
