/**
 * @file A Python environment with what tests run beside JupyterLab (Notebook 7, nbgrader, papermill), made by pip at first
 * use in .cryolab/jupyter-tools, and our kernel in a prefix of its own. Without Python or pip it fails and says so.
 */

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { installKernel } from "@cryolab/kernel/internal/installer";
import { findPython, output, pythonEnvironment } from "../support/python.js";

const tools = pythonEnvironment("jupyter-tools", join("tests", "jupyter", "requirements.txt"), "requirements.txt");

/** A program of the environment. */
export const tool = (name: string): string => tools.program(name);

/** Makes the environment unless it is there; half a minute and 330 MB, once. */
function setUpTools(): void {
  const python = findPython();
  if (python === undefined)
    throw new Error("no Python >= 3.9 with venv; on Debian and Ubuntu: apt install python3-venv");
  tools.setUp(python);
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
    PATH: [tools.bin, process.env.PATH].join(delimiter), // nbgrader calls alembic by its name
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
