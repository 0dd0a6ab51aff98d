/**
 * @file Code as a list of words, by TypeScript's scanner: comments and layout are gone. With names made alike, a copy whose
 * variables were renamed reads the same; names that everybody finds in place (`Math.cos`, `Float64Array`) stay.
 */

import type ts from "typescript";
import { compiler } from "../compiler.ts";

/** Words of a text and where each stands. */
export interface Tokens {
  readonly words: readonly string[];
  /** first and last + 1 character of each word */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const { SyntaxKind: K } = compiler;
/** After these a slash begins a regular expression. */
const beforeRegex = new Set<ts.SyntaxKind | undefined>([
  undefined,
  K.OpenParenToken,
  K.CommaToken,
  K.EqualsToken,
  K.ColonToken,
  K.OpenBracketToken,
  K.ExclamationToken,
  K.AmpersandAmpersandToken,
  K.BarBarToken,
  K.QuestionToken,
  K.OpenBraceToken,
  K.SemicolonToken,
  K.EqualsGreaterThanToken,
  K.ReturnKeyword,
]);
const literals = new Map<ts.SyntaxKind, string>([
  [K.NumericLiteral, "0"],
  [K.BigIntLiteral, "0"],
  [K.StringLiteral, '""'],
  [K.NoSubstitutionTemplateLiteral, '""'],
  [K.RegularExpressionLiteral, "//"],
]);

/**
 * The words of a text. Any text will do: what is no TypeScript gives the words that the scanner sees in it.
 *
 * @param text - code
 * @param alike - make names, numbers and texts alike
 */
export function tokensOf(text: string, alike: boolean): Tokens {
  const scanner = compiler.createScanner(compiler.ScriptTarget.ES2022, true, compiler.LanguageVariant.Standard, text);
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const braces: boolean[] = []; // whether each open brace is that of a template's ${
  let before: ts.SyntaxKind | undefined;
  for (let kind = scanner.scan(); kind !== K.EndOfFileToken; kind = scanner.scan()) {
    if ((kind === K.SlashToken || kind === K.SlashEqualsToken) && beforeRegex.has(before))
      kind = scanner.reScanSlashToken();
    if (kind === K.OpenBraceToken) braces.push(false);
    if (kind === K.TemplateHead) braces.push(true);
    if (kind === K.CloseBraceToken && braces.pop()) {
      kind = scanner.reScanTemplateToken(false);
      if (kind === K.TemplateMiddle) braces.push(true);
    }
    const own = scanner.getTokenText();
    const previous = words.length >= 2 && words.at(-1) === "." ? words.at(-2) : undefined;
    words.push(alike ? alikeWord(kind, own, previous) : own);
    starts.push(scanner.getTokenStart());
    ends.push(scanner.getTokenEnd());
    before = kind;
  }
  return { words, starts, ends };
}

function alikeWord(kind: ts.SyntaxKind, own: string, owner: string | undefined): string {
  if (kind === K.Identifier) return own in globalThis || owner === "Math" ? own : "name";
  if (kind === K.TemplateHead || kind === K.TemplateMiddle || kind === K.TemplateTail) return "`";
  return literals.get(kind) ?? own;
}
