/** @file `cryolab kernel doctor`: what a working kernel needs, each looked at, each with the way to mend it. */

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { foldersIn, freshness, kernelArguments, kernelName, kernelTitle } from "./installer.ts";
import { findJupyter, kernelspecs, userDataFolder } from "./jupyter.ts";
import { freePorts, type Probe, probeKernel } from "./probe.ts";

/** One thing that was looked at. */
export interface Finding {
  /** what was looked at: "Node", "kernelspec" */
  readonly subject: string;
  readonly ok: boolean;
  /** what was seen */
  readonly seen: string;
  /** what to do about it, if something is wrong */
  readonly mend?: string;
}

/** What the doctor is asked. */
export interface DoctorOptions {
  /** the `jupyter` command to examine; found if left out */
  readonly jupyter?: string;
  /** milliseconds for the start of the kernel */
  readonly within?: number;
  /** checkout whose `.venv` and `.cryolab` count too, as `npm start` makes them */
  readonly root?: string | undefined;
}

const good = (subject: string, seen: string): Finding => ({ subject, ok: true, seen });
const bad = (subject: string, seen: string, mend: string): Finding => ({ subject, ok: false, seen, mend });

/** Looks at everything, in the order in which one thing rests on another. */
export async function* examine({ within = 30_000, root, jupyter }: DoctorOptions): AsyncGenerator<Finding> {
  yield node();
  const { command, path } = findJupyter(jupyter, root);
  yield jupyterFinding(command);
  const spec = kernelspecs(path).find(({ name }) => name === kernelName);
  yield kernelspec(spec?.folder, spec?.argv ?? [], path);
  yield labextension(path);
  yield writable("user folder", userDataFolder(), "give it back to yourself (chown), or set JUPYTER_DATA_DIR");
  const runtime = process.env.JUPYTER_RUNTIME_DIR || join(userDataFolder(), "runtime");
  yield writable("runtime folder", runtime, "give it back to yourself (chown), or set JUPYTER_RUNTIME_DIR");
  yield writable("temporary", tmpdir(), "set TMPDIR (TEMP on Windows) to a folder of yours");
  yield await ports();
  // A kernelspec that leads nowhere was said above; whether the kernel itself works is worth knowing all the same.
  const usable = spec !== undefined && spec.argv.length > 0 && missingOf(spec.argv).length === 0;
  const argv = usable ? spec.argv : [process.execPath, ...kernelArguments("{connection_file}")];
  yield await start(argv, within);
}

/** Node ^20.19 or >= 22.12 loads ES modules by require. */
export function node(version: string = process.versions.node): Finding {
  const [major, minor] = version.split(".").map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)
    return good("Node", `${version}, ${process.execPath}`);
  return bad("Node", `${version} is too old: ^20.19 or >= 22.12`, "install a current one from https://nodejs.org");
}

function jupyterFinding(jupyter: string | undefined): Finding {
  const install = "pip install jupyterlab, or npm start, which sets one up in the checkout";
  if (jupyter === undefined) return bad("Jupyter", "no jupyter on the PATH, no environment active", install);
  if (isAbsolute(jupyter) && !existsSync(jupyter))
    return bad(
      "Jupyter",
      `${jupyter} does not exist`,
      `give the path of a jupyter command by --jupyter, or ${install}`,
    );
  const { status, stdout, stderr, error } = spawnSync(jupyter, ["--version"], { encoding: "utf8", timeout: 60_000 });
  if (status !== 0) return bad("Jupyter", `${jupyter}: ${error?.message ?? stderr.trim().slice(-300)}`, install);
  const versions = new Map([...stdout.matchAll(/^(\w+)\s*:\s*(\d\S*)/gm)].map(([, name, version]) => [name, version]));
  const seen = ["jupyterlab", "notebook", "jupyter_server", "jupyter_client", "nbconvert"]
    .filter((name) => versions.has(name))
    .map((name) => `${name} ${versions.get(name)}`)
    .join(", ");
  const major = (name: string): number => Number.parseInt(versions.get(name) ?? "0", 10);
  if (major("jupyterlab") >= 4 || major("notebook") >= 7) return good("Jupyter", `${jupyter}: ${seen}`);
  return bad(
    "Jupyter",
    `${jupyter}: ${seen || "no front end"}; charts need JupyterLab >= 4 or Notebook >= 7`,
    "pip install --upgrade jupyterlab, or choose another Jupyter by --jupyter",
  );
}

const install = "cryolab kernel install --sys-prefix (into the active environment) or --user";

/** Files that a command names and that are not there: the program, and scripts that a newer checkout or Node has moved. */
const missingOf = (argv: readonly string[]): string[] => argv.filter((word) => isAbsolute(word) && !existsSync(word));

function kernelspec(folder: string | undefined, argv: readonly string[], path: readonly string[]): Finding {
  if (folder === undefined) return bad("kernelspec", `no ${kernelName} in ${path.join(", ")}`, install);
  const missing = missingOf(argv);
  if (argv.length === 0 || missing.length > 0)
    return bad(
      "kernelspec",
      `${folder} starts ${missing.join(", ") || "nothing"}, which does not exist`,
      again(folder),
    );
  const state = freshness(dirname(dirname(folder))).kernelspec;
  if (state === "up to date") return good("kernelspec", `${kernelTitle}, up to date, ${folder}`);
  return bad("kernelspec", `${folder} is of another Node or another copy of Cryolab`, again(folder));
}

function labextension(path: readonly string[]): Finding {
  const share = path.find((folder) => existsSync(foldersIn(folder).labextension));
  if (share === undefined) return bad("labextension", "charts stay still pictures: the extension is missing", install);
  const { labextension: folder } = foldersIn(share);
  if (freshness(share).labextension === "up to date") return good("labextension", `up to date, ${folder}`);
  return bad(
    "labextension",
    `${folder} is incomplete or of another version`,
    again(join(share, "kernels", kernelName)),
  );
}

/** The command that writes an installation again, by the folder of its kernelspec. */
function again(folder: string): string {
  const share = dirname(dirname(folder));
  if (share === userDataFolder()) return "cryolab kernel install --user";
  return `cryolab kernel install --prefix ${JSON.stringify(dirname(dirname(share)))}`;
}

/** Whether a folder, or the nearest one above that exists, can be written. */
export function writable(subject: string, folder: string, mend: string): Finding {
  let nearest = folder;
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
    return good(subject, folder);
  } catch {
    return bad(subject, `${nearest} cannot be written`, mend);
  }
}

async function ports(): Promise<Finding> {
  try {
    return good("ports", `five free on 127.0.0.1, such as ${(await freePorts(5))[0]}`);
  } catch (error) {
    const mend = "let the firewall or the container allow connections from 127.0.0.1 to itself";
    return bad("ports", `127.0.0.1: ${(error as Error).message}`, mend);
  }
}

async function start(argv: readonly string[], within: number): Promise<Finding> {
  try {
    const { language, ready, sum, first }: Probe = await probeKernel({ argv, within });
    const seen = `ready in ${(ready / 1000).toFixed(1)} s, TypeScript ${language}, 1 + 1 = ${sum} in ${first.toFixed(0)} ms`;
    return sum === "2" ? good("start", seen) : bad("start", seen, "npm run build, then once more");
  } catch (error) {
    const mend = "npm ci && npm run build in the checkout; if it was only slow: --within 120";
    return bad("start", (error as Error).message, mend);
  }
}
