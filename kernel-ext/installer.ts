/**
 * @file Writes the kernelspec and the front-end extension for plotly under a prefix, where Jupyter looks for both, says
 * whether they are up to date, and takes them away. No Python: a kernelspec is one JSON file in a folder, an extension is
 * a folder with a package.json.
 */

import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Name of the kernel in notebooks and commands. */
export const kernelName = "cryolab";
/** Name of the kernel on the page. */
export const kernelTitle = "Cryo-EM (TypeScript)";

const extensionName = "@cryolab/plotly";
const asset = (name: string): string => fileURLToPath(new URL(`../assets/${name}`, import.meta.url));
const require = createRequire(import.meta.url);

/** Where to install. */
export interface InstallOptions {
  /** folder that gets `share/jupyter`; put `PREFIX/share/jupyter` on JUPYTER_PATH, or use an environment's own folder */
  readonly prefix: string;
}

/** What was installed, as folders. */
export interface Installation {
  readonly kernelspec: string;
  readonly labextension: string;
}

/** What a folder holds: nothing of ours, what another Node or another version wrote, or what would be written now. */
export type Freshness = "absent" | "stale" | "up to date";

/**
 * Installs the kernel. What is there already and right is left alone, so that this may run at every start.
 *
 * @param options - the prefix
 * @returns the folders of the kernelspec and of the extension
 */
export function installKernel({ prefix }: InstallOptions): Installation {
  return installInto(resolve(prefix, "share", "jupyter"));
}

/** Installs the kernel into a data folder of Jupyter, such as `PREFIX/share/jupyter`. */
export function installInto(share: string): Installation {
  const folders = foldersIn(share);
  bring(folders.kernelspec, kernelspecFiles());
  const extension = labextensionFiles();
  bring(folders.labextension, extension);
  const files = join(folders.labextension, "static");
  for (const name of readdirSync(files)) if (!extension.has(`static/${name}`)) rmSync(join(files, name));
  return folders;
}

/** Where a data folder of Jupyter has, or would have, the kernelspec and the extension. */
export function foldersIn(share: string): Installation {
  return {
    kernelspec: join(share, "kernels", kernelName),
    labextension: join(share, "labextensions", ...extensionName.split("/")),
  };
}

/** Whether what a data folder of Jupyter holds is what `installInto` would write. */
export function freshness(share: string): { readonly [part in keyof Installation]: Freshness } {
  const { kernelspec, labextension } = foldersIn(share);
  const judge = (folder: string, files: Files): Freshness => {
    if (!existsSync(folder)) return "absent";
    return [...files].every(([name, content]) => holds(join(folder, name), content)) ? "up to date" : "stale";
  };
  return {
    kernelspec: judge(kernelspec, kernelspecFiles()),
    labextension: judge(labextension, labextensionFiles()),
  };
}

/** Removes the kernelspec and the extension from a data folder of Jupyter, and answers with what was removed. */
export function uninstallFrom(share: string): string[] {
  const { kernelspec, labextension } = foldersIn(share);
  const removed = [kernelspec, labextension].filter((folder) => existsSync(folder));
  for (const folder of removed) rmSync(folder, { recursive: true });
  const scope = dirname(labextension);
  if (existsSync(scope) && readdirSync(scope).length === 0) rmdirSync(scope);
  return removed;
}

/** How Node runs the kernel of a connection file. */
export function kernelArguments(connectionFile: string): string[] {
  return [
    "--max-old-space-size=3000",
    "--disable-warning=ExperimentalWarning", // loading ES modules by require, on Node 20
    "--no-force-async-hooks-checks", // ending a loop inside a timer's callback would end the process
    fileURLToPath(new URL("./main.js", import.meta.url)),
    "--connection",
    connectionFile,
  ];
}

/** Contents by the name of the file in its folder, with slashes; what must be there last comes last. */
type Files = ReadonlyMap<string, Uint8Array>;

function kernelspecFiles(): Files {
  const kernel = {
    argv: [process.execPath, ...kernelArguments("{connection_file}")],
    display_name: kernelTitle,
    language: "typescript",
    interrupt_mode: "message",
    metadata: { debugger: false },
  };
  return new Map([
    ["logo-svg.svg", readFileSync(asset("logo-svg.svg"))],
    ["kernel.json", json(kernel)],
  ]);
}

/** Servers mark the files of an extension as unchanging for a year, so their names carry a hash of their contents. */
function labextensionFiles(): Files {
  const library = readFileSync(require.resolve("plotly.js-dist-min/plotly.min.js"));
  const plotly = hashed("plotly.js", library);
  const source = readFileSync(asset("labextension/remote-entry.js"), "utf8").replaceAll("__PLOTLY__", plotly);
  const entry = hashed("remote-entry.js", Buffer.from(source));
  const { version } = require("../package.json") as { version: string };
  const manifest = {
    name: extensionName,
    version,
    description: "Draws application/vnd.plotly.v1+json in JupyterLab 4 and Notebook 7, offline",
    license: "MIT",
    jupyterlab: { mimeExtension: true, _build: { load: `static/${entry}`, mimeExtension: "./mimeExtension" } },
  };
  return new Map([
    [`static/${plotly}`, library],
    [`static/${entry}`, Buffer.from(source)],
    ["package.json", json(manifest)],
  ]);
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

/** A name with the hash of what it names. */
function hashed(name: string, content: Buffer): string {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 16);
  return name.replace(/(\.\w+)$/, `.${hash}$1`);
}

function bring(folder: string, files: Files): void {
  for (const [name, content] of files) if (!holds(join(folder, name), content)) put(join(folder, name), content);
}

const holds = (path: string, content: Uint8Array): boolean =>
  existsSync(path) && Buffer.compare(readFileSync(path), content) === 0;

/** Writes a file at once: whoever reads it sees the old one or the new one. */
function put(path: string, content: Uint8Array): void {
  makeFolder(dirname(path));
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}

/**
 * A folder and those above it, or the error of the one that cannot be made. One by one: Node's own recursion never ends
 * where a folder cannot be made at all, as below /proc.
 */
function makeFolder(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) return;
  if (dirname(path) !== path && !existsSync(dirname(path))) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // another program may have made it meanwhile
    if (!existsSync(path) || !statSync(path).isDirectory()) throw error;
  }
}
