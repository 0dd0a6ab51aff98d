/**
 * @file The TypeScript compiler, loaded by `require`: `import "typescript"` makes Node scan nine megabytes for names of
 * exports first, which takes half a second.
 */

import { createRequire } from "node:module";
import type ts from "typescript";

export const compiler: typeof ts = createRequire(import.meta.url)("typescript");
