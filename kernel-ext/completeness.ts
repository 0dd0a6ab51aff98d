/** @file Whether a text can run as it is, is only begun, or is wrong: what a console asks before it runs a line. */

import type ts from "typescript";
import { compiler } from "./compiler/typescript.ts";
import { magicOf, withoutMagic } from "./magics.ts";

/** Content of an `is_complete_reply`. */
export type Completeness =
  | { readonly status: "complete" | "invalid" }
  | { readonly status: "incomplete"; readonly indent: string };

const goesOn = [1010, 1160]; // "'*/' expected", "Unterminated template literal": wherever they are reported
const isWrong = [1002]; // "Unterminated string literal": a line cannot be continued

/** Judges a text by its first flaw: one at the very end is a text that goes on. */
export function completeness(code: string): Completeness {
  if (magicOf(code)?.name === "file") return { status: "complete" }; // any text
  const text = withoutMagic(code);
  const file = compiler.createSourceFile("cell.ts", text, compiler.ScriptTarget.Latest, false, compiler.ScriptKind.TS);
  const { parseDiagnostics: flaws } = file as unknown as {
    readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  };
  if (flaws.length === 0) return { status: "complete" };
  const [{ start, code: flaw }] = flaws;
  const atEnd = start >= text.trimEnd().length && !isWrong.includes(flaw);
  if (!atEnd && !goesOn.includes(flaw)) return { status: "invalid" };
  return { status: "incomplete", indent: "  ".repeat(openBrackets(text)) };
}

/** How many brackets are open at the end. */
function openBrackets(text: string): number {
  const scanner = compiler.createScanner(compiler.ScriptTarget.Latest, true, compiler.LanguageVariant.Standard, text);
  let open = 0;
  for (let token = scanner.scan(); token !== compiler.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    if (
      token === compiler.SyntaxKind.OpenBraceToken ||
      token === compiler.SyntaxKind.OpenParenToken ||
      token === compiler.SyntaxKind.OpenBracketToken
    )
      open++;
    else if (
      token === compiler.SyntaxKind.CloseBraceToken ||
      token === compiler.SyntaxKind.CloseParenToken ||
      token === compiler.SyntaxKind.CloseBracketToken
    )
      open--;
  }
  return Math.max(0, open);
}
