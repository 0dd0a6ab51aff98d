/**
 * @file A `tsconfig.json` beside the notebook. What changes how strictly cells are checked, what they may name and where local
 * files lie is taken from it; how cells are compiled and run (module, target, outDir and the like) stays the kernel's own.
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import type ts from "typescript";
import { compiler } from "./typescript.ts";

/** The options that are taken. `lib` and `types` are added to the kernel's own; unused names are no error in a notebook. */
export const honoured: readonly (keyof ts.CompilerOptions)[] = [
  "strict",
  "noImplicitAny",
  "noImplicitThis",
  "strictBindCallApply",
  "strictBuiltinIteratorReturn",
  "strictFunctionTypes",
  "strictNullChecks",
  "strictPropertyInitialization",
  "useUnknownInCatchVariables",
  "exactOptionalPropertyTypes",
  "noFallthroughCasesInSwitch",
  "noImplicitOverride",
  "noImplicitReturns",
  "noPropertyAccessFromIndexSignature",
  "noUncheckedIndexedAccess",
  "allowUnreachableCode",
  "allowUnusedLabels",
  "baseUrl",
  "paths",
  "pathsBasePath", // where `paths` without `baseUrl` begin; TypeScript sets it
  "lib",
  "types",
  "jsx",
  "jsxFactory",
  "jsxFragmentFactory",
  "jsxImportSource",
  "experimentalDecorators",
  "emitDecoratorMetadata",
  "useDefineForClassFields",
];

/** What a folder's `tsconfig.json` asks for. */
export interface FolderOptions {
  readonly options: ts.CompilerOptions;
  /** what is wrong with the file; then there are no options */
  readonly fault?: string;
}

/** Reads the `tsconfig.json` of a folder, if it has one. */
export function readTsconfig(directory: string): FolderOptions {
  const path = join(directory, "tsconfig.json");
  if (!existsSync(path)) return { options: {} };
  const { config, error } = compiler.readConfigFile(path, compiler.sys.readFile);
  if (error !== undefined) return faulty(error);
  const host = { ...compiler.sys, readDirectory: () => [] }; // which files it lists is of no interest
  const { options, errors } = compiler.parseJsonConfigFileContent(config, host, directory, undefined, path);
  const fault = errors.find(({ code }) => code !== 18002 && code !== 18003); // no input files
  if (fault !== undefined) return faulty(fault);
  const { React, ReactJSX, ReactJSXDev } = compiler.JsxEmit;
  const runs = options.jsx === undefined || [React, ReactJSX, ReactJSXDev].includes(options.jsx); // what is left as JSX does not
  const taken = Object.entries(options).filter(([name]) => honoured.includes(name) && (name !== "jsx" || runs));
  return { options: Object.fromEntries(taken) };
}

function faulty({ file, start, messageText }: ts.Diagnostic): FolderOptions {
  const at = file && start !== undefined ? file.getLineAndCharacterOfPosition(start) : undefined;
  const place = at === undefined ? "" : `, line ${at.line + 1}:${at.character + 1}`;
  const message = compiler.flattenDiagnosticMessageText(messageText, " ");
  return { options: {}, fault: `tsconfig.json${place}: ${message} Cells are compiled as if it were not there.` };
}
