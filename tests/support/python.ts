/** @file Python environments of the tests: one a purpose, in .cryolab/, made by pip at first use and anew when its pins change. */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readText, root } from "./root.js";

const windows = process.platform === "win32";

/** The command of a Python >= 3.9 that can make environments; undefined if there is none. */
export function findPython(): readonly string[] | undefined {
  const able = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))";
  const commands = windows ? [["py", "-3"], ["python"]] : [["python3"], ["python"]];
  return commands.find(([program, ...args]) => spawnSync(program, [...args, "-c", able]).status === 0);
}

/** Where and in which environment a program runs; the checkout, unless said. */
interface Place {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program and answers with what it printed; its failure is an error with its last lines. */
export function output(
  what: string,
  program: string,
  args: readonly string[],
  { cwd = root, env = {} }: Place = {},
): string {
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

/** An environment that may not be made yet. */
export interface PythonEnvironment {
  /** folder of its programs */
  readonly bin: string;
  /** the path of one of them */
  program(name: string): string;
  /** Makes it with a Python that `findPython` gave, unless it is there. */
  setUp(base: readonly string[]): void;
}

/** An environment by its name; `requirements` is what pip installs, and `others` are files that it refers to. */
export function pythonEnvironment(name: string, requirements: string, ...others: string[]): PythonEnvironment {
  const venv = join(root, ".cryolab", name);
  const bin = join(venv, windows ? "Scripts" : "bin");
  const program = (tool: string): string => join(bin, windows ? `${tool}.exe` : tool);
  return {
    bin,
    program,
    setUp(base) {
      const mark = join(venv, "cryolab-mark");
      const hash = createHash("sha256");
      for (const file of [requirements, ...others]) hash.update(readText(file));
      const want = hash.digest("hex");
      const python = program("python");
      const works = existsSync(python) && spawnSync(python, ["-c", ""]).status === 0; // the Python behind it may be gone
      if (works && existsSync(mark) && readFileSync(mark, "utf8") === want) return;
      rmSync(venv, { recursive: true, force: true });
      output("python -m venv", base[0], [...base.slice(1), "-I", "-m", "venv", venv]);
      const pip = ["-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
      output("pip install, which needs the network once,", python, [...pip, "-r", join(root, requirements)], {
        env: { PIP_USER: "0" },
      });
      // JupyterLab asks a script of its own for its settings, which is no ES module as our package.json would have it
      writeFileSync(join(venv, "package.json"), '{ "type": "commonjs" }\n');
      writeFileSync(mark, want);
    },
  };
}
