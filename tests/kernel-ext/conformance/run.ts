/** @file `npm run conformance`: the table of jupyter_kernel_test, and a status that tells of failures. */

import { findPython } from "../../support/python.ts";
import { runConformance, table } from "./conformance.ts";

const python = findPython();
if (python === undefined) {
  console.error("jupyter_kernel_test needs Python >= 3.9 with venv on the PATH: install one from python.org");
  process.exit(1);
}
const results = runConformance(python);
console.log(table(results));
if (results.length === 0 || results.some(({ outcome }) => outcome === "fail")) process.exitCode = 1;
