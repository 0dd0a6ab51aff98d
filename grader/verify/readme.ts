/** @file The statement of an exercise: one screen, always in the same order. */

/** The parts of a statement in their order, and how each is known. */
const PARTS: readonly (readonly [string, (line: string) => boolean])[] = [
  ["a title (# …)", (line) => /^# \S/.test(line)],
  ["one sentence", (line) => /^[^\s#|>`-]/.test(line) && !/^Write `/.test(line)],
  ["the formula, indented by four spaces, in $$ or fenced", (line) => /^( {4}\S|\$\$|```)/.test(line)],
  ["`Write \\`name(args)\\`.`", (line) => /^Write `[^`]+`/.test(line)],
  ["a table of names, meanings and units", (line) => /^\|.*\|.*\|/.test(line)],
  ["`Check yourself: …`", (line) => /^\W*Check yourself\b/.test(line)],
  ["`Source: …`", (line) => /^\W*Source\b/.test(line)],
];

const SCREEN = 45; // lines

/** What is wrong with a statement. */
export function readmeFlaws(text: string): string[] {
  const lines = text.replace(/\n+$/, "").split("\n");
  const flaws: string[] = [];
  if (lines.length > SCREEN) flaws.push(`README.md: one screen is ${SCREEN} lines, got ${lines.length}`);
  let from = 0;
  let before = "the beginning";
  for (const [part, is] of PARTS) {
    const at = lines.findIndex((line, i) => i >= from && is(line));
    if (at < 0) {
      flaws.push(`README.md: ${part} is missing after ${before}`);
      continue;
    }
    from = at + 1;
    before = part;
  }
  return flaws;
}
