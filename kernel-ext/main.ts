/** @file The kernel's process, as the kernelspec starts it: `node main.js --connection FILE`. */

import { parseArgs } from "node:util";
import { startKernel } from "./kernel.ts";

const { values } = parseArgs({ options: { connection: { type: "string" } } });
if (values.connection === undefined) {
  console.error("main.js: --connection FILE is missing; a Jupyter front end gives it");
  process.exit(2);
}
await startKernel(values.connection);
