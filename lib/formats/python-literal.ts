/** @file A literal of Python, as NumPy writes it into headers: texts, whole numbers, True, False, None, tuples, lists, dictionaries. */

/** What a literal becomes: tuples and lists are arrays. */
export type Literal = string | number | boolean | null | Literal[] | { [key: string]: Literal };

/** How deep a literal may be nested. */
const deepest = 32;

/**
 * The value of a literal; it is read, not run.
 *
 * @param text - the literal, blanks around it
 * @param fail - raises an error at a character
 */
export function parseLiteral(text: string, fail: (at: number, message: string) => never): Literal {
  let at = 0;
  const skip = (): void => {
    while (/\s/.test(text[at] ?? "")) at++;
  };
  const take = (mark: string): boolean => {
    skip();
    if (text[at] !== mark) return false;
    at++;
    return true;
  };
  const sequence = (close: string, depth: number): Literal[] => {
    const items: Literal[] = [];
    while (!take(close)) {
      items.push(value(depth + 1));
      if (!take(",")) {
        if (!take(close))
          fail(at, `expected , or ${close} in the header, got ${JSON.stringify(text[at] ?? "its end")}`);
        if (close === ")" && items.length === 1) return items[0] as Literal[]; // (x) is x
        break;
      }
    }
    return items;
  };
  const value = (depth: number): Literal => {
    if (depth > deepest) fail(at, `the header must not be nested deeper than ${deepest}`);
    skip();
    const start = at;
    const word = /^(True|False|None|-?\d+L?)(?![\w.])/.exec(text.slice(at, at + 24))?.[0];
    if (word !== undefined) {
      at += word.length;
      return { True: true, False: false, None: null }[word] ?? Number.parseInt(word, 10);
    }
    const mark = text[at];
    if (mark === "'" || mark === '"') {
      for (at++; at < text.length && text[at] !== mark; at++)
        if (text[at] === "\\") fail(at, "a text in the header must hold no backslash");
      if (at >= text.length) fail(start, "a text in the header must end");
      at++;
      return text.slice(start + 1, at - 1);
    }
    at++;
    if (mark === "(") return sequence(")", depth);
    if (mark === "[") return sequence("]", depth);
    if (mark !== "{") return fail(start, `expected a literal in the header, got ${JSON.stringify(mark ?? "its end")}`);
    const record: { [key: string]: Literal } = Object.create(null);
    while (!take("}")) {
      const key = value(depth + 1);
      if (typeof key !== "string") return fail(start, "a key in the header must be a text");
      if (!take(":")) fail(at, "a key in the header must be followed by :");
      record[key] = value(depth + 1);
      if (!take(",") && text[at] !== "}") fail(at, "expected , or } in the header");
    }
    return record;
  };
  const result = value(0);
  skip();
  if (at < text.length)
    fail(at, `the header must end after its dictionary, got ${JSON.stringify(text.slice(at, at + 20))}`);
  return result;
}
