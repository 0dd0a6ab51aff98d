/**
 * @file The TypeScript compiler, loaded as `require` would: `import "typescript"` makes Node scan nine megabytes for names of
 * exports first, which takes half a second. Its compiled code is kept from one start to the next.
 */

import type ts from "typescript";
import { loadCached } from "./code-cache.ts";

const { exports, save } = loadCached("typescript");

export const compiler: typeof ts = exports as typeof ts;

/** Keeps the compiler's code for the next start; called when it has done its work once. */
export const keepCompiledCode: () => void = save;
