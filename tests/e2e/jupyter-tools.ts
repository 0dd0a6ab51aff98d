/**
 * @file A Python environment with what tests run beside JupyterLab (Notebook 7, nbgrader, papermill), made by pip at first
 * use in .cryolab/jupyter-tools, and our kernel in a prefix of its own. Without Python or pip it fails and says so.
 */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { installKernel } from "@cryolab/kernel/internal/installer";
import { readText, root } from "../support/root.js";

const venv = join(root, ".cryolab", "jupyter-tools");
const windows = process.platform === "win32";
const bin = join(venv, windows ? "Scripts" : "bin");
const requirements = join("tests", "jupyter", "requirements.txt");

/** A program of the environment. */
export const tool = (name: string): string => join(bin, windows ? `${name}.exe` : name);

/** Runs a program; its failure is an error with its last lines. */
function output(what: string, program: string, args: readonly string[], options: Options = {}): string {
  const { cwd = root, env = {} } = options;
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    timeout: 300_000,
    env: { ...process.env, ...env },
  });
  if (status === 0) return stdout;
  const said = `${stdout}\n${stderr}`.trim().split("\n").slice(-25).join("\n");
  throw new Error(`${what} failed (${error?.message ?? `status ${status}`}):\n${said}`);
}

interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Makes the environment unless it is there; half a minute and 330 MB, once. */
function setUpTools(): void {
  const mark = join(venv, "cryolab-mark");
  const want = createHash("sha256").update(readText(requirements)).update(readText("requirements.txt")).digest("hex");
  const python = tool("python");
  const works = existsSync(python) && spawnSync(python, ["-c", ""]).status === 0; // the Python behind it may be gone
  if (works && existsSync(mark) && readFileSync(mark, "utf8") === want) return;
  const able = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))";
  const commands = windows ? [["py", "-3"], ["python"]] : [["python3"], ["python"]];
  const base = commands.find(([program, ...args]) => spawnSync(program, [...args, "-c", able]).status === 0);
  if (base === undefined) throw new Error("no Python >= 3.9 with venv; on Debian and Ubuntu: apt install python3-venv");
  rmSync(venv, { recursive: true, force: true });
  output("python -m venv", base[0], [...base.slice(1), "-I", "-m", "venv", venv]);
  const pip = ["-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", join(root, requirements)];
  output("pip install, which needs the network once,", python, pip, { env: { PIP_USER: "0" } });
  // JupyterLab asks a script of its own for its settings, which is no ES module as our package.json would have it.
  writeFileSync(join(venv, "package.json"), '{ "type": "commonjs" }\n');
  writeFileSync(mark, want);
}

/** A scratch folder in which programs of the environment run, find our kernel, and leave all their files. */
export interface Bench {
  readonly folder: string;
  /** prefix that holds our kernel and its front-end extension */
  readonly prefix: string;
  run(name: string, ...args: readonly string[]): string;
  end(): void;
}

/** A new bench; makes the environment first. */
export function startBench(): Bench {
  setUpTools();
  const top = mkdtempSync(join(tmpdir(), "cryolab-tools-"));
  const at = (name: string): string => join(top, name);
  const [folder, prefix] = [at("work"), at("prefix")];
  mkdirSync(folder);
  installKernel({ prefix });
  const env = {
    PATH: [bin, process.env.PATH].join(delimiter), // nbgrader calls alembic by its name
    JUPYTER_PATH: join(prefix, "share", "jupyter"),
    JUPYTER_CONFIG_DIR: at("config"),
    JUPYTER_DATA_DIR: at("data"),
    JUPYTER_RUNTIME_DIR: at("runtime"),
    IPYTHONDIR: at("ipython"),
    PYDEVD_DISABLE_FILE_VALIDATION: "1",
  };
  return {
    folder,
    prefix,
    run: (name, ...args) => output([name, ...args].join(" "), tool(name), args, { cwd: folder, env }),
    end: () => rmSync(top, { recursive: true, force: true, maxRetries: 3 }),
  };
}
