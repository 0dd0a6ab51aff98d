/**
 * @file Writes the kernelspec and the front-end extension for plotly under a prefix, where Jupyter looks for both. No
 * Python: a kernelspec is one JSON file in a folder, an extension is a folder with a package.json.
 */

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
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

/**
 * Installs the kernel. What is there already and right is left alone, so that this may run at every start.
 *
 * @param options - the prefix
 * @returns the folders of the kernelspec and of the extension
 */
export function installKernel({ prefix }: InstallOptions): Installation {
  const share = resolve(prefix, "share", "jupyter");
  return { kernelspec: installKernelspec(share), labextension: installLabextension(share) };
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

function installKernelspec(share: string): string {
  const folder = join(share, "kernels", kernelName);
  const kernel = {
    argv: [process.execPath, ...kernelArguments("{connection_file}")],
    display_name: kernelTitle,
    language: "typescript",
    interrupt_mode: "message",
    metadata: { debugger: false },
  };
  put(join(folder, "logo-svg.svg"), readFileSync(asset("logo-svg.svg")));
  put(join(folder, "kernel.json"), `${JSON.stringify(kernel, null, 2)}\n`);
  return folder;
}

/** Servers mark the files of an extension as unchanging for a year, so their names carry a hash of their contents. */
function installLabextension(share: string): string {
  const folder = join(share, "labextensions", ...extensionName.split("/"));
  const files = join(folder, "static");
  const plotly = putHashed(files, "plotly.js", readFileSync(require.resolve("plotly.js-dist-min/plotly.min.js")));
  const source = readFileSync(asset("labextension/remote-entry.js"), "utf8").replaceAll("__PLOTLY__", plotly);
  const entry = putHashed(files, "remote-entry.js", Buffer.from(source));
  const { version } = require("../package.json") as { version: string };
  const manifest = {
    name: extensionName,
    version,
    description: "Draws application/vnd.plotly.v1+json in JupyterLab 4 and Notebook 7, offline",
    license: "MIT",
    jupyterlab: { mimeExtension: true, _build: { load: `static/${entry}`, mimeExtension: "./mimeExtension" } },
  };
  put(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const name of readdirSync(files)) if (name !== plotly && name !== entry) rmSync(join(files, name));
  return folder;
}

/** Writes a file under a name with its hash, and returns the name. */
function putHashed(folder: string, name: string, content: Buffer): string {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 16);
  const hashed = name.replace(/(\.\w+)$/, `.${hash}$1`);
  if (!existsSync(join(folder, hashed))) put(join(folder, hashed), content);
  return hashed;
}

/** Writes a file at once: whoever reads it sees the old one or the new one. */
function put(path: string, content: string | Uint8Array): void {
  mkdirSync(join(path, ".."), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}
