/**
 * @file From the source of an answer to one module without imports: the import rule, the imports replaced by what is offered,
 * the types erased by esbuild, and the rule once more on what esbuild made, since that is what will run.
 */

import type ts from "typescript";
import { compiler } from "../compiler.ts";
import { CODE_LIMIT, parse } from "../submission/parse.ts";
import type { Statement } from "../submission/scope.ts";
import type { Extracted, ExtractFailure } from "../submission/types.ts";
import { compile } from "./compiler.ts";
import { libraryExpression } from "./library.ts";
import { libraryImports, violation } from "./rules.ts";
import type { Bundle } from "./types.ts";

const fail = (status: ExtractFailure["status"], message: string): ExtractFailure => ({ status, message });

/** Line of a node in its file, counted from 1. */
const lineOf = (node: ts.Node): number => node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;

/**
 * The source with its imports blanked and, at the head of its first line, bindings to what is offered for those names that are
 * used as values. Every line keeps its number.
 */
function bindLibrary(source: string, statements: readonly Statement[], cryo: string): string {
  const used = new Set(statements.flatMap((s) => s.references.filter((r) => !r.type).map((r) => r.name)));
  const imports = libraryImports(statements);
  const declared = new Set(statements.flatMap((s) => [...s.values, ...s.hoisted]));
  const bindings = [...imports].filter(([local]) => used.has(local));
  if (used.has("cryo") && !declared.has("cryo")) bindings.push(["cryo", undefined]);

  let body = "";
  let at = 0;
  for (const { node } of statements) {
    if (!compiler.isImportDeclaration(node)) continue;
    body +=
      source.slice(at, node.getStart()) +
      source.slice(node.getStart(), node.getEnd()).replace(/[^\r\n\u2028\u2029]/g, " ");
    at = node.getEnd();
  }
  body += source.slice(at);
  const head = bindings.map(([local, room]) => `const ${local} = ${cryo}${room === undefined ? "" : `.${room}`};`);
  return `${head.join(" ")}${body.replace(/^\uFEFF?(?:#!)?/, (start) => (start.endsWith("#!") ? "//" : ""))}`;
}

/** Names that a module without `export … from` exports. */
function exportedNames(statements: readonly Statement[]): Set<string> {
  const names = new Set<string>();
  for (const { node } of statements)
    if (compiler.isExportDeclaration(node) && node.exportClause && compiler.isNamedExports(node.exportClause))
      for (const item of node.exportClause.elements) names.add(item.name.text);
  return names;
}

/** Splits off esbuild's inline map, and moves it down by the lines that come before. */
function moveMap(code: string, lines: number): { code: string; map: string } {
  const marker = "//# sourceMappingURL=data:application/json;base64,";
  const at = code.lastIndexOf(marker);
  const map = JSON.parse(Buffer.from(code.slice(at + marker.length), "base64").toString("utf8"));
  const moved = JSON.stringify({
    version: 3,
    sources: ["submission.ts"],
    names: [],
    mappings: ";".repeat(lines) + map.mappings,
  });
  return { code: code.slice(0, at), map: marker + Buffer.from(moved).toString("base64") };
}

/**
 * Bundles an answer into one self-contained module. No file of the submission's folder is read, and of the library only
 * what the exercise offers.
 *
 * @param extracted - source of the answer
 * @param options - `uses`: functions of the library that the exercise offers, as in "fourier.fftfreq"; `exports`: names that the
 *   module must export
 * @throws InfrastructureError if the compiler or the built library is missing
 */
export async function bundle(
  extracted: Extracted,
  options: { readonly uses: readonly string[]; readonly exports: readonly string[] },
): Promise<Bundle | ExtractFailure> {
  const { source, locate } = extracted;
  const place = (line: number): string => {
    const found = locate(line);
    return `${found.label}, line ${found.line}`;
  };
  const parsed = parse(source);
  if (parsed.problem) return fail("unparsable", `${place(parsed.problem.line)}: ${parsed.problem.message}`);
  const broken = violation(parsed.file, parsed.statements, options.uses);
  if (broken) return fail("not-gradable", broken.say(place(lineOf(broken.node))));

  let cryo = "cryolab";
  while (source.includes(cryo)) cryo += "$";
  const [library, compiled] = await Promise.all([
    libraryExpression(options.uses),
    compile(bindLibrary(source, parsed.statements, cryo), [
      "--loader=ts",
      "--format=esm",
      "--target=node20",
      "--charset=utf8",
      "--legal-comments=none",
      "--sourcemap=inline",
      "--sources-content=false",
      `--tsconfig-raw=${JSON.stringify({ compilerOptions: { target: "ES2022", useDefineForClassFields: true } })}`,
    ]),
  ]);
  if ("problem" in compiled)
    return fail("unparsable", `${compiled.line > 0 ? `${place(compiled.line)}: ` : ""}${compiled.problem}`);

  const prelude = `const ${cryo} = ${library};\n`;
  const { code, map } = moveMap(compiled.code, prelude.split("\n").length - 1);
  const output = parse(code, { kind: compiler.ScriptKind.JS, limit: 8 * CODE_LIMIT });
  if (output.problem) return fail("unparsable", output.problem.message);
  const left = violation(output.file, output.statements, [], cryo);
  if (left) return fail("not-gradable", left.say("the compiled answer"));
  const names = exportedNames(output.statements);
  const absent = options.exports.filter((name) => !names.has(name));
  if (absent.length > 0) return fail("missing", `the answer does not export ${absent.join(", ")}`);
  return { code: `${prelude}${code}${map}\n` };
}
