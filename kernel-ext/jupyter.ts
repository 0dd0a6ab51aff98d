/**
 * @file Where Jupyter is and where it looks, found without starting Python where that can be known from files and
 * variables. Rules of jupyter_core 5.8 (`jupyter_core/paths.py`) and of jupyter_client (`kernelspec.py`); where a
 * `jupyter` command is there, its own answer counts.
 */

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";

type Variables = Readonly<Record<string, string | undefined>>;

/** The system whose rules count; the running one unless a test says otherwise. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Variables;
  readonly home: string;
}

/** The machine that this runs on. */
export const thisMachine = (): Machine => ({ platform: process.platform, env: process.env, home: homedir() });

/** A failure whose message says the way out; it needs no stack. */
export class JupyterError extends Error {}

/** Jupyter's data folder of this user. */
export function userDataFolder({ platform, env, home }: Machine = thisMachine()): string {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  if (platform === "darwin") return join(home, "Library", "Jupyter");
  if (platform === "win32")
    return env.APPDATA ? join(env.APPDATA, "jupyter") : join(env.JUPYTER_CONFIG_DIR || join(home, ".jupyter"), "data");
  return join(env.XDG_DATA_HOME || join(home, ".local", "share"), "jupyter");
}

/** Jupyter's data folders of all users, those that need no Python to be known. */
function systemDataFolders({ platform, env }: Machine): string[] {
  if (platform === "win32") return env.PROGRAMDATA ? [join(env.PROGRAMDATA, "jupyter")] : [];
  return ["/usr/local/share/jupyter", "/usr/share/jupyter"];
}

/** A Python environment. */
export interface Environment {
  /** its top folder */
  readonly prefix: string;
  /** how it was found: "VIRTUAL_ENV", "CONDA_PREFIX" or "jupyter on the PATH" */
  readonly by: string;
}

/** The Python environment that is active here. */
export function activeEnvironment(machine: Machine = thisMachine()): Environment {
  for (const by of ["VIRTUAL_ENV", "CONDA_PREFIX"]) {
    const prefix = machine.env[by];
    if (!prefix) continue;
    if (!existsSync(prefix)) throw new JupyterError(`${by} names ${prefix}, which does not exist; activate it again`);
    return { prefix, by };
  }
  const jupyter = onPath("jupyter", machine);
  const prefix = jupyter && prefixOf(jupyter);
  if (prefix) return { prefix, by: "jupyter on the PATH" };
  throw new JupyterError(
    "no Python environment is active (no VIRTUAL_ENV, no CONDA_PREFIX, no `jupyter` on the PATH); " +
      "activate one, or use --user or --prefix DIR",
  );
}

/** A program on the PATH. */
export function onPath(name: string, { platform, env }: Machine = thisMachine()): string | undefined {
  const path = env.PATH ?? env.Path ?? "";
  const endings = platform === "win32" ? [".exe", ".bat", ".cmd"] : [""];
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))).find((f) => existsSync(f));
}

/** Whether a folder is the top of a Python environment or installation. */
const hasPython = (prefix: string): boolean =>
  ["bin/python", "bin/python3", "python.exe", "Scripts/python.exe"].some((file) => existsSync(join(prefix, file)));

/** The Python environment that a `jupyter` command belongs to; a link and a shim are followed. */
function prefixOf(jupyter: string): string | undefined {
  const near = [jupyter, realpathSync(jupyter)].map((file) => dirname(dirname(file)));
  const asked = (): string[] =>
    (askPaths(jupyter) ?? [])
      .filter((folder) => /[\\/]share[\\/]jupyter$/.test(folder))
      .map((f) => resolve(f, "../.."));
  return near.find(hasPython) ?? asked().find(hasPython);
}

/** What `jupyter --paths` says of data, most important first. */
function askPaths(jupyter: string): readonly string[] | undefined {
  const { status, stdout } = spawnSync(jupyter, ["--paths", "--json"], { encoding: "utf8", timeout: 20_000 });
  if (status !== 0) return undefined;
  try {
    return (JSON.parse(stdout) as { data: string[] }).data;
  } catch {
    return undefined;
  }
}

/** The `jupyter` command of an environment. */
export function jupyterIn(prefix: string): string | undefined {
  return ["bin/jupyter", "Scripts/jupyter.exe"].map((file) => join(prefix, file)).find((file) => existsSync(file));
}

/** Data folders in which Jupyter looks, most important first: as it says itself, else by its rules. */
export function dataPath(jupyter: string | undefined, machine: Machine = thisMachine()): string[] {
  const said = jupyter && askPaths(jupyter);
  if (said) return [...new Set(said)];
  const { JUPYTER_PATH = "", VIRTUAL_ENV, CONDA_PREFIX } = machine.env;
  const environment = VIRTUAL_ENV || CONDA_PREFIX;
  return [
    ...new Set([
      ...JUPYTER_PATH.split(delimiter).filter((folder) => folder !== ""),
      ...(environment ? [join(environment, "share", "jupyter")] : []),
      userDataFolder(machine),
      ...systemDataFolders(machine),
    ]),
  ];
}

/** A Jupyter, and where it looks. */
export interface Jupyter {
  /** absent if there is none: then the path is by Jupyter's rules */
  readonly command: string | undefined;
  /** data folders, most important first */
  readonly path: readonly string[];
}

/** The Jupyter that is asked for, else that of the active environment, of the checkout (`npm start`), of the PATH. */
export function findJupyter(asked: string | undefined, root: string | undefined): Jupyter {
  const active = process.env.VIRTUAL_ENV || process.env.CONDA_PREFIX;
  const command =
    asked ?? (active && jupyterIn(active)) ?? (root && jupyterIn(join(root, ".venv"))) ?? onPath("jupyter");
  // `npm start` puts this one on JUPYTER_PATH when it uses a JupyterLab that is not its own.
  const ours = root && join(root, ".cryolab", "jupyter-prefix", "share", "jupyter");
  const path = dataPath(command || undefined);
  return { command: command || undefined, path: ours && existsSync(ours) ? [ours, ...path] : path };
}

/** A kernelspec. */
export interface Kernelspec {
  readonly name: string;
  readonly folder: string;
  /** `display_name`, or what is wrong with its kernel.json */
  readonly title: string;
  readonly argv: readonly string[];
  /** whether another of the same name comes earlier, so that this one is never used */
  readonly hidden: boolean;
}

/** Every kernelspec in data folders, in the order in which Jupyter looks. */
export function kernelspecs(path: readonly string[]): Kernelspec[] {
  const seen = new Set<string>();
  return path.flatMap((share) => {
    const kernels = join(share, "kernels");
    if (!existsSync(kernels)) return [];
    return readdirSync(kernels)
      .sort()
      .filter((name) => /^[\w.-]+$/.test(name) && existsSync(join(kernels, name, "kernel.json")))
      .map((folder) => {
        const name = folder.toLowerCase();
        const spec = {
          name,
          folder: join(kernels, folder),
          ...readSpec(join(kernels, folder)),
          hidden: seen.has(name),
        };
        seen.add(name);
        return spec;
      });
  });
}

function readSpec(folder: string): Pick<Kernelspec, "title" | "argv"> {
  try {
    const { display_name, argv } = JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8"));
    if (!Array.isArray(argv) || argv.length === 0) return { title: "kernel.json has no argv", argv: [] };
    return { title: String(display_name), argv: argv.map(String) };
  } catch (error) {
    return { title: `kernel.json: ${(error as Error).message}`, argv: [] };
  }
}
