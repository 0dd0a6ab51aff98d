/** @file The version of this installation. */

import { createRequire } from "node:module";

/** Version of Cryolab. */
export const version: string = (
  createRequire(import.meta.url)("@cryolab/grader/package.json") as { readonly version: string }
).version;
