/**
 * @file Runs jupyter_kernel_test, the suite that Jupyter has for kernels, on ours: the suite lives in a Python
 * environment of its own in .cryolab/, the kernelspec in a folder that goes when the run ends.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installKernel } from "@cryolab/kernel/internal/installer";
import { output, pythonEnvironment } from "../../support/python.ts";
import { root } from "../../support/root.ts";

/** What became of one test of the suite. */
export interface Result {
  /** name of the test, without `test_`; a part of a test has its parameters behind it */
  readonly test: string;
  readonly outcome: "pass" | "fail" | "skip";
  /** why it failed or was skipped */
  readonly reason: string;
}

const here = ["tests", "kernel-ext", "conformance"];
const suite = pythonEnvironment("conformance", join(...here, "requirements.txt"));

/** Runs the suite. */
export function runConformance(base: readonly string[]): Result[] {
  suite.setUp(base);
  const folder = mkdtempSync(join(tmpdir(), "cryolab-conformance-"));
  try {
    installKernel({ prefix: folder });
    const at = (name: string): string => join(folder, name);
    const env = {
      JUPYTER_PATH: join(folder, "share", "jupyter"),
      JUPYTER_CONFIG_DIR: at("config"),
      JUPYTER_DATA_DIR: at("data"),
      JUPYTER_RUNTIME_DIR: at("runtime"),
    };
    const lines = output("suite.py", suite.program("python"), ["-W", "ignore", join(root, ...here, "suite.py")], {
      env,
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
