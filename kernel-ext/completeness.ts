/** @file Whether a text can run as it is, is only begun, or is wrong: what a console asks before it runs a line. */

import ts from "typescript";
import { withoutMagic } from "./magics.ts";

/** Content of an `is_complete_reply`. */
export type Completeness =
  | { readonly status: "complete" | "invalid" }
  | { readonly status: "incomplete"; readonly indent: string };

const unterminated = [1010, 1160]; // "'*/' expected", "Unterminated template literal"

/** Judges a text by its first flaw: one at the very end is a text that goes on. */
export function completeness(code: string): Completeness {
  const text = withoutMagic(code);
  const file = ts.createSourceFile("cell.ts", text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  const { parseDiagnostics: flaws } = file as unknown as {
    readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  };
  if (flaws.length === 0) return { status: "complete" };
  const [{ start, code: flaw }] = flaws;
  if (start < text.trimEnd().length && !unterminated.includes(flaw)) return { status: "invalid" };
  return { status: "incomplete", indent: "  ".repeat(openBrackets(text)) };
}

/** How many brackets are open at the end. */
function openBrackets(text: string): number {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text);
  let open = 0;
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    if (
      token === ts.SyntaxKind.OpenBraceToken ||
      token === ts.SyntaxKind.OpenParenToken ||
      token === ts.SyntaxKind.OpenBracketToken
    )
      open++;
    else if (
      token === ts.SyntaxKind.CloseBraceToken ||
      token === ts.SyntaxKind.CloseParenToken ||
      token === ts.SyntaxKind.CloseBracketToken
    )
      open--;
  }
  return Math.max(0, open);
}
