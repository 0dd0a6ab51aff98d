/** @file Completion and inspection, in the terms of the protocol: positions are counted in code points. */

import type ts from "typescript";
import type { Engine } from "./compiler/engine.ts";
import type { Info } from "./compiler/quick-info.ts";
import { compiler } from "./compiler/typescript.ts";
import { completeMagic, withoutMagic } from "./magics.ts";
import { nameAt, ownSource } from "./own-source.ts";

/** Content of a `complete_reply`, without its status. */
export interface Completions {
  readonly matches: readonly string[];
  readonly cursor_start: number;
  readonly cursor_end: number;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Content of an `inspect_reply`, without its status. */
export interface Inspection {
  readonly found: boolean;
  readonly data: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

const toUnits = (code: string, points: number): number => [...code].slice(0, points).join("").length;
const toPoints = (code: string, units: number): number => [...code.slice(0, units)].length;

/** What may be written at a position. */
export function complete(engine: Engine, code: string, cursor: number, exercises: readonly string[]): Completions {
  const position = toUnits(code, cursor);
  const reply = (start: number, end: number, matches: readonly string[], kinds: ReadonlyMap<string, string>) => ({
    matches,
    cursor_start: toPoints(code, start),
    cursor_end: toPoints(code, end),
    metadata: {
      _jupyter_types_experimental: matches.slice(0, 200).map((text) => ({
        text,
        type: kinds.get(text) ?? "",
        start: toPoints(code, start),
        end: toPoints(code, end),
      })),
    },
  });

  const magic = completeMagic(code, position, exercises);
  if (magic !== undefined) return reply(magic.start, position, magic.matches, new Map());

  const { start, end, candidates, original } = engine.complete(withoutMagic(code), position);
  const kinds = new Map(original?.entries.map(({ name, kind }) => [name, String(kind)]));
  // Inside a string tslab offers every text at the cursor; the part already written must go.
  const inString = original?.optionalReplacementSpan;
  if (start !== position || end !== position || inString === undefined) return reply(start, end, candidates, kinds);
  const written = code.slice(inString.start, position);
  const matches = candidates.filter((candidate) => candidate.startsWith(written));
  return reply(inString.start, Math.max(position, inString.start + inString.length), matches, kinds);
}

/**
 * What a name is: its type, its doc comment. Inside an open call, what is called.
 *
 * @param detail - 1 for what the type holds too, and the source of a learner's own name
 */
export function inspect(engine: Engine, code: string, cursor: number, detail: number): Inspection {
  const text = withoutMagic(code);
  const position = toUnits(code, cursor);
  // A cursor behind a name means the name.
  const places = [position, Math.max(0, position - 1), calleeBefore(text, position)];
  for (const place of places) {
    const info = place === undefined ? undefined : engine.inspect(text, place);
    if (info === undefined) continue;
    const signature = joined(info.displayParts)
      .replaceAll("<ArrayBufferLike>", "")
      .replace(/^\(alias\) /, "")
      .replace(/\n(import|export) .*$/, ""); // how the name got here
    const about = documentation(info);
    const more = detail > 0 && place !== undefined ? details(engine, info, text, place) : [];
    return {
      found: true,
      data: {
        "text/plain": [signature, about, ...more.map(({ title, lines }) => `${title}\n${lines}`)]
          .filter((part) => part !== "")
          .join("\n\n"),
        "text/markdown": [
          `\`\`\`typescript\n${signature}\n\`\`\``,
          about.replaceAll("\n", "  \n"),
          ...more.map(({ title, lines }) => `**${title}**\n\n\`\`\`typescript\n${lines}\n\`\`\``),
        ].join("\n\n"),
      },
      metadata: {},
    };
  }
  return { found: false, data: {}, metadata: {} };
}

/** The parts of a detailed answer: what the type holds, and where the name was declared. */
function details(engine: Engine, info: Info, text: string, place: number): { title: string; lines: string }[] {
  const found: { title: string; lines: string }[] = [];
  const members = info.members.map((member) => member.replaceAll("<ArrayBufferLike>", ""));
  if (members.length > 0) found.push({ title: "Members", lines: members.join("\n") });
  const name = info.kind.startsWith("local") || info.kind === "parameter" ? undefined : nameAt(text, place);
  const source = name === undefined ? undefined : ownSource([...engine.ran, { label: "this cell", code: text }], name);
  if (source !== undefined) found.push({ title: `Source, ${source.label}`, lines: source.text });
  return found;
}

const joined = (parts: readonly ts.SymbolDisplayPart[] | undefined): string =>
  (parts ?? []).map((part) => part.text).join("");

/** The doc comment: its text, then its tags by name. */
function documentation(info: ts.QuickInfo): string {
  const tags = (info.tags ?? []).map(({ name, text }) => `@${name} ${joined(text)}`.trimEnd());
  return [joined(info.documentation), tags.join("\n")].filter((part) => part !== "").join("\n\n");
}

/** Where the name of the innermost call around a position is. */
function calleeBefore(text: string, position: number): number | undefined {
  const file = compiler.createSourceFile("cell.ts", text, compiler.ScriptTarget.Latest, false, compiler.ScriptKind.TS);
  const written = text.slice(0, position).trimEnd().length; // a call that is still open ends before the blanks
  let found: number | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > written || node.end < written) return;
    if ((compiler.isCallExpression(node) || compiler.isNewExpression(node)) && isOpenAt(node, position)) {
      const { expression } = node;
      found = (compiler.isPropertyAccessExpression(expression) ? expression.name : expression).getStart(file);
    }
    compiler.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Whether a position is between the brackets of a call; the second one may be missing. */
function isOpenAt(node: ts.CallExpression | ts.NewExpression, position: number): boolean {
  if (node.arguments === undefined || node.arguments.pos > position) return false;
  const closed = node.end > node.arguments.end;
  return !closed || position < node.end;
}
