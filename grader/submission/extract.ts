/**
 * @file From a submission to the source of one exercise: the answer's own cell whole, and from other cells exactly what it
 * uses. What a notebook merely ran is not part of an answer. `check` in a notebook and `grade` at the desk both come here.
 */

import { compiler } from "../compiler.ts";
import { availableGlobals } from "../sandbox/guest/globals.ts";
import { Assembly, addPiece, renames } from "./assemble.ts";
import { defined, lineOf, readCells, type Source } from "./cells.ts";
import { CODE_LIMIT, limited } from "./parse.ts";
import { Definitions, type Selection, select, type Use } from "./select.ts";
import { similar } from "./similar.ts";
import type { Extracted, ExtractFailure, Submission } from "./types.ts";

/** Names that a notebook has and an answer has not. */
const notebookOnly = new Set("plot check hint submit display input progress table interact tslab".split(" "));
const available = new Set([...availableGlobals, "arguments", "cryo"]);
/** Undefined names that one message lists. */
const LISTED = 3;
/** Wall clock of one extraction, reading included. */
const EXTRACT_MS = 5000;

const fail = (status: ExtractFailure["status"], message: string): ExtractFailure => ({ status, message });
const code = (text: string): string => `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
/** A name as a whole word, Unicode and $ included. */
const word = (name: string, before = ""): RegExp =>
  new RegExp(`(?<![\\p{ID_Continue}$])${before}${name.replaceAll("$", "\\$")}(?![\\p{ID_Continue}$])`, "u");

/** "a", "a and b", "a, b and c". */
function join(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** The cell that answers an exercise: the last with code whose first line, or else whose tag, names it. */
function choose(sources: readonly Source[], exercise: string): { main: number; warnings: string[] } | ExtractFailure {
  const magic = code(`%%exercise ${exercise}`);
  const indices = [...sources.keys()];
  const begun = indices.filter((i) => sources[i].exercise === exercise);
  const named = begun.length > 0 ? begun : indices.filter((i) => sources[i].tags.includes(exercise));
  if (named.length === 0) {
    const others = sources.flatMap((s) => (s.exercise === undefined ? [] : [`${code(s.exercise)} (${s.label})`]));
    const found = others.length > 0 ? `; exercises found: ${join(others)}` : "";
    return fail("missing", `no cell begins with ${magic}${found}`);
  }

  const main = named.findLast((i) => sources[i].problem || sources[i].statements.length > 0);
  if (main === undefined) return fail("missing", `${join(named.map((i) => sources[i].label))} holds no code`);
  const others = named.filter((i) => i !== main).map((i) => sources[i].label);
  const what = begun.length > 0 ? `begin with ${magic}` : `have the tag ${code(exercise)}`;
  const warning = `${join([...others, sources[main].label])} ${what}; ${sources[main].label} is graded`;
  return { main, warnings: others.length > 0 ? [warning] : [] };
}

/** Names that the answer's cell exports itself. */
function exported(source: Source): Set<string> {
  const names = new Set<string>();
  for (const { node, values } of source.statements) {
    const modifiers = compiler.canHaveModifiers(node) ? (compiler.getModifiers(node)?.map((m) => m.kind) ?? []) : [];
    if (
      modifiers.includes(compiler.SyntaxKind.ExportKeyword) &&
      !modifiers.includes(compiler.SyntaxKind.DefaultKeyword)
    )
      for (const name of values) names.add(name);
    if (!compiler.isExportDeclaration(node) || node.isTypeOnly || !node.exportClause) continue;
    if (compiler.isNamedExports(node.exportClause))
      for (const item of node.exportClause.elements) if (!item.isTypeOnly) names.add(item.name.text);
  }
  return names;
}

/** Why required names are not there, with what is. */
function missingExports(
  sources: readonly Source[],
  main: number,
  exercise: string,
  absent: readonly string[],
): ExtractFailure {
  const { label } = sources[main];
  const present = defined(sources[main]).map(code);
  const elsewhere = sources.findLast((s, i) => i !== main && absent.every((name) => defined(s).includes(name)));
  const other = elsewhere
    ? `; ${elsewhere.label} does, but its first line is not ${code(`%%exercise ${exercise}`)}, or is not the last of them`
    : "";
  const found = present.length > 0 ? join(present) : "nothing";
  return fail("missing", `${label} does not define ${join(absent.map(code))}; it defines ${found}${other}`);
}

/** What a name that no cell defines may have been meant to be. */
function explain({ cell, reference }: Use, sources: readonly Source[]): string {
  const { name, node } = reference;
  const place = `${code(name)} in ${sources[cell].label}, line ${lineOf(node)}`;
  if (notebookOnly.has(name))
    return `${place} is not available when graded; keep it in a cell that is not the answer's`;
  if (name in globalThis || ["require", "module", "exports", "window", "document", "self"].includes(name))
    return `${place} is not available when graded: an answer is computed from its arguments alone`;

  const inner = sources.find((s) => s.statements.some((statement) => statement.hoisted.has(name)));
  if (inner)
    return `${place} is declared inside a statement of ${inner.label} that only runs; such statements are not taken, declare it at the top of a cell`;
  const parts = [`${place} is not defined${sources.length > 1 ? " in any cell" : ""}`];
  const near = similar(name, sources.flatMap(defined));
  const home = near === undefined ? undefined : sources.findLast((s) => defined(s).includes(near));
  const global = similar(name, available);
  if (near !== undefined && home) parts.push(`${home.label} defines ${code(near)}`);
  else if (global !== undefined) parts.push(`did you mean ${code(global)}?`);
  const broken = sources.filter((s) => s.problem && word(name).test(s.text));
  if (broken.length > 0) parts.push(`${join(broken.map((s) => s.label))} does not parse and may define it`);
  return parts.join("; ");
}

/** What a learner should know of the way the pieces were put together. */
function warnings(sources: readonly Source[], main: number, selection: Selection, definitions: Definitions): string[] {
  const found = new Set<string>();
  for (const { cell, reference, home } of selection.borrowed) {
    const { name } = reference;
    const cells = definitions.cells(name).filter((i) => i !== cell && i !== main);
    const differ = cells.some((i) =>
      definitions.statements(i, name, false).some((s) => !compiler.isImportDeclaration(s.node)),
    );
    if (cells.length > 1 && differ && home !== main) {
      const labels = join(cells.map((i) => sources[i].label));
      found.add(`${code(name)} is defined in ${labels}; that of ${sources[home].label} is used`);
    }
    // the text of a broken cell that seems to define a name we took from elsewhere
    const pattern = word(name, "(?:function\\s*\\*?|const|let|var|class|enum)\\s+");
    for (const s of sources)
      if (s.problem && pattern.test(s.text))
        found.add(
          `${s.label} does not parse (line ${s.problem.line}: ${s.problem.message}); its ${code(name)} is not used`,
        );
  }

  const variables = new Set<string>();
  for (const piece of selection.pieces)
    if (compiler.isVariableStatement(piece.statement.node))
      for (const name of piece.statement.values) variables.add(`${piece.cell} ${name}`);
  for (const [cell, source] of sources.entries()) {
    if (cell === main) continue;
    for (const { references } of source.statements.filter((s) => s.runs))
      for (const { name, node, write } of references) {
        const key = `${definitions.home(cell, name, false)} ${name}`;
        if (!write || !variables.delete(key)) continue;
        const place = `${source.label}, line ${lineOf(node)}`;
        found.add(
          `${code(name)} is changed in ${place} by a statement that only runs; such statements are not taken, so the answer sees ${code(name)} as it was declared`,
        );
      }
  }
  return [...found];
}

function extractFreely(
  submission: Submission,
  exercise: string,
  exports: readonly string[],
): Extracted | ExtractFailure {
  const sources = readCells(submission.cells);
  const chosen = submission.kind === "file" ? { main: 0, warnings: [] } : choose(sources, exercise);
  if ("status" in chosen) return chosen;
  const { main } = chosen;
  const answer = sources[main];
  const { problem } = answer;
  if (problem) return fail("unparsable", `${answer.label}, line ${problem.line}: ${problem.message}`);
  if (answer.statements.length === 0) return fail("missing", `${answer.label} holds no code`);

  const own = exported(answer);
  const declared = new Set(answer.statements.flatMap((s) => [...s.values, ...s.hoisted]));
  const absent = exports.filter((name) => !own.has(name) && !declared.has(name));
  if (absent.length > 0) return missingExports(sources, main, exercise, absent);

  const definitions = new Definitions(sources, main);
  const selection = select(sources, main, definitions);
  const unknown = new Map<string, Use>();
  for (const use of selection.missing)
    if (!available.has(use.reference.name) && !unknown.has(use.reference.name)) unknown.set(use.reference.name, use);
  if (unknown.size > 0) {
    const listed = [...unknown.values()].slice(0, LISTED).map((use) => explain(use, sources));
    const more = unknown.size - listed.length;
    return fail("not-gradable", [...listed, ...(more > 0 ? [`and ${more} more`] : [])].join("\n"));
  }

  const assembly = new Assembly();
  const renamed = renames(sources, main, selection.pieces, definitions);
  for (const piece of selection.pieces) addPiece(assembly, piece, sources[piece.cell], renamed, definitions);
  assembly.add(answer.text, answer.label, 1);
  const added = exports.filter((name) => !own.has(name));
  if (added.length > 0) assembly.addOwn(`export { ${added.join(", ")} };`);
  const { source } = assembly;
  if (source.length > CODE_LIMIT)
    return fail(
      "unparsable",
      `the answer and what it uses are ${source.length} characters; at most ${CODE_LIMIT} are read`,
    );
  const notes = [...chosen.warnings, ...warnings(sources, main, selection, definitions)];
  return { source, warnings: notes, locate: assembly.locate };
}

/**
 * Takes the source of one exercise out of a submission.
 *
 * @param submission - a file, whose text is the source, or a notebook
 * @param exercise - id, such as "fourier/dft"
 * @param exports - names that the answer must define; `export` is added where it is missing
 * @returns the source of one module, or why there is none, in words for the learner
 */
export function extract(
  submission: Submission,
  exercise: string,
  exports: readonly string[],
): Extracted | ExtractFailure {
  const found = limited(() => extractFreely(submission, exercise, exports), EXTRACT_MS);
  return "excess" in found ? fail("unparsable", `${submission.name}: ${found.excess}`) : found;
}
