/**
 * @file Types: starters, solutions, right answers and tests of all exercises in one program, under the course's own
 * strictness. `rootDirs` lays the trees over each other, so that a hidden test finds the types of `./<slug>.js`.
 */

import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { compiler } from "../compiler.ts";

/** What keeps a text from being parsed: a wrong answer is to be refused for its mistake, not for a typing error. */
export function syntaxFlaws(text: string): string[] {
  const { diagnostics } = compiler.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { target: compiler.ScriptTarget.ES2022, module: compiler.ModuleKind.ES2022 },
  });
  return (diagnostics ?? []).map(({ messageText }) => compiler.flattenDiagnosticMessageText(messageText, " "));
}

/** Errors of the compiler by file. */
export function typeFlaws(files: readonly string[], root: string): ReadonlyMap<string, readonly string[]> {
  const types = ["node", "mocha"];
  const require = createRequire(import.meta.url);
  const program = compiler.createProgram({
    rootNames: [...files],
    options: {
      target: compiler.ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts"],
      module: compiler.ModuleKind.NodeNext,
      moduleResolution: compiler.ModuleResolutionKind.NodeNext,
      strict: true,
      exactOptionalPropertyTypes: true,
      noImplicitOverride: true,
      noFallthroughCasesInSwitch: true,
      isolatedModules: true,
      erasableSyntaxOnly: true,
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: true,
      rootDirs: [join(root, "exercises"), join(root, "tests", "hidden")],
      types,
      typeRoots: types.map((name) => dirname(dirname(require.resolve(`@types/${name}/package.json`)))),
    },
  });
  const flaws = new Map<string, string[]>();
  for (const diagnostic of compiler.getPreEmitDiagnostics(program)) {
    const { file, start, messageText } = diagnostic;
    const message = compiler.flattenDiagnosticMessageText(messageText, " ");
    const path = file?.fileName ?? root;
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    const list = flaws.get(path) ?? [];
    list.push(`${relative(root, path)}:${line}: ${message}`);
    flaws.set(path, list);
  }
  return flaws;
}
