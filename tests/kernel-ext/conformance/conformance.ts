/**
 * @file Runs jupyter_kernel_test, the suite that Jupyter has for kernels, on ours: the suite lives in a Python
 * environment of its own in .cryolab/, the kernelspec in a folder that goes when the run ends.
 */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installKernel } from "@cryolab/kernel/internal/installer";
import { readText, root } from "../../support/root.ts";

/** What became of one test of the suite. */
export interface Result {
  /** name of the test, without `test_`; a part of a test has its parameters behind it */
  readonly test: string;
  readonly outcome: "pass" | "fail" | "skip";
  /** why it failed or was skipped */
  readonly reason: string;
}

const here = ["tests", "kernel-ext", "conformance"];
const venv = join(root, ".cryolab", "conformance");
const windows = process.platform === "win32";
const python = windows ? join(venv, "Scripts", "python.exe") : join(venv, "bin", "python");

/** The command of a Python >= 3.9 that can make environments; undefined if there is none. */
export function findPython(): readonly string[] | undefined {
  const asked = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))";
  const commands = windows ? [["py", "-3"], ["python"]] : [["python3"], ["python"]];
  return commands.find(([program, ...args]) => spawnSync(program, [...args, "-c", asked]).status === 0);
}

/** Runs a program and answers with what it printed; its failure is an error with its last lines. */
function output(what: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    encoding: "utf8",
    timeout: 300_000,
    env: { ...process.env, ...env },
  });
  if (status === 0) return stdout;
  throw new Error(
    `${what} failed: ${error?.message ?? `${stdout}\n${stderr}`.trim().split("\n").slice(-20).join("\n")}`,
  );
}

/** Makes the environment of the suite, unless it is there. */
function setUp(base: readonly string[]): void {
  const mark = join(venv, "cryolab-mark");
  const want = createHash("sha256")
    .update(readText(...here, "requirements.txt"))
    .digest("hex");
  const works = existsSync(python) && spawnSync(python, ["-c", ""]).status === 0; // the Python behind it may be gone
  if (works && existsSync(mark) && readFileSync(mark, "utf8") === want) return;
  rmSync(venv, { recursive: true, force: true });
  const [program, ...args] = base;
  output("python -m venv", program, [...args, "-I", "-m", "venv", venv]);
  const pip = ["-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  output("pip install", python, [...pip, "-r", join(root, ...here, "requirements.txt")], { PIP_USER: "0" });
  writeFileSync(mark, want);
}

/** Runs the suite. */
export function runConformance(base: readonly string[]): Result[] {
  setUp(base);
  const folder = mkdtempSync(join(tmpdir(), "cryolab-conformance-"));
  try {
    installKernel({ prefix: folder });
    const at = (name: string): string => join(folder, name);
    const lines = output("suite.py", python, ["-W", "ignore", join(root, ...here, "suite.py")], {
      JUPYTER_PATH: join(folder, "share", "jupyter"),
      JUPYTER_CONFIG_DIR: at("config"),
      JUPYTER_DATA_DIR: at("data"),
      JUPYTER_RUNTIME_DIR: at("runtime"),
    });
    return lines
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Result);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The results as a table, and their number by outcome below it. */
export function table(results: readonly Result[]): string {
  const width = Math.max(...results.map(({ test }) => test.length));
  const rows = results.map(({ test, outcome, reason }) => `${test.padEnd(width)}  ${outcome}  ${reason}`.trimEnd());
  const count = (outcome: Result["outcome"]): number => results.filter((result) => result.outcome === outcome).length;
  return [...rows, "", `${count("pass")} pass, ${count("fail")} fail, ${count("skip")} skipped`].join("\n");
}
