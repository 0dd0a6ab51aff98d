/**
 * @file The TypeScript compiler, loaded by `require`: `import "typescript"` makes Node scan nine megabytes for names of
 * exports first, which takes 0.5 s of the 0.7 s (measured on Node 20.20).
 */

import { createRequire } from "node:module";
import type ts from "typescript";

export const compiler: typeof ts = createRequire(import.meta.url)("typescript");
