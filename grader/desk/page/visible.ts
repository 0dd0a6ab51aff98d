/**
 * @file Hostile text made visible: what would move the cursor, turn the line round or show as nothing is written as its
 * code point, `\u{202e}`. Escaping for HTML is another matter and is done by whoever writes the HTML.
 */

/** Controls but tab and newline, marks of direction, widthless characters, tags, separators, halves of pairs. */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|[\ud800-\udfff]/gu;

/** The text with every character that would not be seen as it is written out. */
export function visible(text: string): string {
  return text
    .replace(/\r\n/g, "\n")
    .replace(unseen, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** At most so many characters, and how many there are more. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most)}\n… ${(text.length - most).toLocaleString("en")} characters more`;
}
