/**
 * @file Nothing of the solution in what a learner receives: no run of twelve tokens that stands inside a function of
 * the solution also stands in a file of `exercises/`. Signatures, types and comments may be shared; names with dots, heads
 * of for loops and `new …(…)` count as one token each, because everybody writes them alike.
 */

import type ts from "typescript";
import { compiler } from "../compiler.ts";

const RUN = 12; // tokens

/** Shared runs of a solution and a file, as text; at most three. */
export function sharedText(solution: string, text: string): string[] {
  const secret = new Set<string>();
  for (const segment of bodies(solution)) for (const run of runs(tokens(segment))) secret.add(run.join(" "));
  const found: string[] = [];
  const given = tokens(text);
  for (let i = 0; i + RUN <= given.length && found.length < 3; i++) {
    const run = given.slice(i, i + RUN).join(" ");
    if (!secret.has(run)) continue;
    found.push(run);
    i += RUN - 1;
  }
  return found;
}

/** Bodies of the outermost functions and initial values of constants. */
function bodies(text: string): string[] {
  const source = compiler.createSourceFile("solution.ts", text, compiler.ScriptTarget.ES2022, true);
  const segments: string[] = [];
  const visit = (node: ts.Node): void => {
    if (compiler.isFunctionLike(node) && "body" in node && node.body)
      segments.push((node.body as ts.Node).getText(source));
    else if (compiler.isVariableDeclaration(node) && node.initializer && !compiler.isArrowFunction(node.initializer))
      segments.push(node.initializer.getText(source));
    else compiler.forEachChild(node, visit);
  };
  compiler.forEachChild(source, visit);
  return segments;
}

/** Tokens of a text without comments, the customary phrases folded into one token each. */
export function tokens(text: string): string[] {
  // quotes go: code spans of Markdown and strings of JSON are code too
  const code = text.replace(/["'`]/g, " ");
  const scanner = compiler.createScanner(compiler.ScriptTarget.ES2022, true, compiler.LanguageVariant.Standard, code);
  const raw: string[] = [];
  for (let kind = scanner.scan(); kind !== compiler.SyntaxKind.EndOfFileToken; kind = scanner.scan())
    raw.push(scanner.getTokenText());
  const folded: string[] = [];
  for (let i = 0; i < raw.length; i++) {
    let token = raw[i];
    if (token === "for" && raw[i + 1] === "(") i = closing(raw, i + 1) ?? i;
    else if (token === "new" && raw[i + 2] === "(") i = closing(raw, i + 2) ?? i;
    else for (; isName(raw[i]) && raw[i + 1] === "." && isName(raw[i + 2]); i += 2) token += `.${raw[i + 2]}`;
    folded.push(token);
  }
  return folded;
}

function isName(token: string | undefined): boolean {
  return /^[A-Za-z_$]/.test(token ?? "");
}

/** The place of the parenthesis that closes the one at `open`. */
function closing(raw: readonly string[], open: number): number | undefined {
  for (let i = open, depth = 0; i < raw.length; i++) {
    if (raw[i] === "(") depth++;
    if (raw[i] === ")" && --depth === 0) return i;
  }
  return undefined;
}

function* runs(list: readonly string[]): Generator<readonly string[]> {
  for (let i = 0; i + RUN <= list.length; i++) yield list.slice(i, i + RUN);
}
