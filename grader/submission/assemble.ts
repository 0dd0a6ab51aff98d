/**
 * @file One source from pieces of many cells, and the way back from its lines. Two definitions of one name can both be needed
 * (each cell means its own): then the one the answer does not see takes another name.
 */

import type ts from "typescript";
import { compiler } from "../compiler.ts";
import { lineOf, type Source } from "./cells.ts";
import type { Statement } from "./scope.ts";
import type { Definitions, Piece } from "./select.ts";

/** Lines of the assembled source that come from consecutive lines of one cell. */
interface Segment {
  /** first line in the assembled source */
  readonly start: number;
  readonly count: number;
  readonly label: string;
  /** first line in the cell */
  readonly line: number;
}

/** The lines of a text as the compiler counts them. */
const countLines = (text: string): number => text.split(/\r\n|[\n\r\u2028\u2029]/).length;

/** A source that grows by pieces and remembers where they came from. */
export class Assembly {
  private readonly texts: string[] = [];
  private readonly segments: Segment[] = [];
  private lines = 0;

  /** Adds a text that stands in a cell from `line` on. */
  add(text: string, label: string, line: number): void {
    const count = countLines(text);
    this.segments.push({ start: this.lines + 1, count, label, line });
    this.texts.push(text);
    this.lines += count;
  }

  /** Adds a line of ours; it counts as the last line of what came before. */
  addOwn(text: string): void {
    this.texts.push(text);
    this.lines += countLines(text);
  }

  get source(): string {
    return this.texts.join("\n");
  }

  /** Cell and line of a line of the source; lines before the first and after the last belong to the nearest. */
  readonly locate = (line: number): { label: string; line: number } => {
    const segment = this.segments.findLast((s) => s.start <= line) ?? this.segments[0];
    const offset = Math.min(Math.max(line - segment.start, 0), segment.count - 1);
    return { label: segment.label, line: segment.line + offset };
  };
}

type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** New names for values that would stand twice in the source, by cell and name. */
export function renames(
  sources: readonly Source[],
  main: number,
  pieces: readonly Piece[],
  definitions: Definitions,
): Map<string, string> {
  const taken = new Map<string, number>();
  for (const s of sources[main].statements) {
    for (const name of [...s.values, ...s.hoisted]) taken.set(name, main);
    for (const { name, type } of s.references) {
      const home = type ? -1 : definitions.home(main, name, false);
      if (home >= 0) taken.set(name, home);
    }
  }

  const renamed = new Map<string, string>();
  for (const { cell, statement, wanted } of pieces)
    for (const name of statement.values) {
      if (compiler.isImportDeclaration(statement.node) && !wanted.has(name)) continue;
      const owner = taken.get(name) ?? cell;
      taken.set(name, owner);
      if (owner === cell) continue;
      let fresh = `${name}$${cell + 1}`;
      while (sources.some(({ text }) => text.includes(fresh))) fresh += "$";
      renamed.set(`${cell} ${name}`, fresh);
    }
  return renamed;
}

/** An import that brings only what is wanted, under the names it has here. */
function importText(node: ts.ImportDeclaration, wanted: ReadonlySet<string>, named: (name: string) => string): string {
  const { importClause: clause, moduleSpecifier } = node;
  const parts: string[] = [];
  if (clause?.name && wanted.has(clause.name.text)) parts.push(named(clause.name.text));
  const bindings = clause?.namedBindings;
  if (bindings && compiler.isNamespaceImport(bindings)) {
    if (wanted.has(bindings.name.text)) parts.push(`* as ${named(bindings.name.text)}`);
  } else if (bindings) {
    const items = bindings.elements.filter(({ name }) => wanted.has(name.text));
    const text = items.map(({ isTypeOnly, propertyName, name }) => {
      return `${isTypeOnly ? "type " : ""}${(propertyName ?? name).getText()} as ${named(name.text)}`;
    });
    if (items.length > 0) parts.push(`{ ${text.join(", ")} }`);
  }
  const attributes = node.attributes ? ` ${node.attributes.getText()}` : "";
  return `import ${clause?.isTypeOnly ? "type " : ""}${parts.join(", ")} from ${moduleSpecifier.getText()}${attributes};`;
}

/** Blanks for `export` and `default`: a borrowed declaration is not an answer. */
function exportEdits(statement: ts.Statement): Edit[] {
  const modifiers = compiler.canHaveModifiers(statement) ? (compiler.getModifiers(statement) ?? []) : [];
  return modifiers
    .filter((m) => m.kind === compiler.SyntaxKind.ExportKeyword || m.kind === compiler.SyntaxKind.DefaultKeyword)
    .map((m) => ({ start: m.getStart(), end: m.getEnd(), text: " ".repeat(m.getEnd() - m.getStart()) }));
}

/** Edits that give names their new form. */
function nameEdits(statement: Statement, named: (name: string, declared: boolean) => string): Edit[] {
  const mentions = [
    ...statement.declared.map((m) => ({ ...m, fresh: named(m.name, true) })),
    ...statement.references.filter((r) => !r.type).map((r) => ({ ...r, fresh: named(r.name, false) })),
  ];
  return mentions
    .filter(({ name, fresh }) => fresh !== name)
    .map(({ name, node, shorthand, fresh }) => ({
      start: node.getStart(),
      end: node.getEnd(),
      text: shorthand ? `${name}: ${fresh}` : fresh,
    }));
}

/** Columns beyond which a statement is not moved to where it stood: thousands of them on one line would be mostly blanks. */
const WIDEST = 200;

/** Adds a needed statement, in its own columns. */
export function addPiece(
  assembly: Assembly,
  piece: Piece,
  source: Source,
  renamed: ReadonlyMap<string, string>,
  definitions: Definitions,
): void {
  const { cell, statement } = piece;
  const { node } = statement;
  const named = (name: string, declared: boolean): string => {
    const home = declared ? cell : definitions.home(cell, name, false);
    return renamed.get(`${home} ${name}`) ?? name;
  };
  const line = lineOf(node);
  if (compiler.isImportDeclaration(node)) {
    assembly.add(
      importText(node, piece.wanted, (name) => named(name, true)),
      source.label,
      line,
    );
    return;
  }

  const start = node.getStart();
  let text = "";
  let at = start;
  const edits = [...exportEdits(node), ...nameEdits(statement, named)].sort((a, b) => a.start - b.start);
  for (const edit of edits) {
    text += source.text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  text += source.text.slice(at, node.getEnd());
  const column = node.getSourceFile().getLineAndCharacterOfPosition(start).character;
  // a semicolon, lest the next piece continue this one
  const open = !text.endsWith(";") && (compiler.isVariableStatement(node) || !text.endsWith("}"));
  assembly.add(`${" ".repeat(Math.min(column, WIDEST))}${text}${open ? ";" : ""}`, source.label, line);
}
