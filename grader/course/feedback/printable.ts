/** @file Texts of strangers without what cannot be seen: control characters, escapes of terminals, marks that turn the writing round. */

/** The text with a sign in place of each of them; line breaks and tabs stay. */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]|[\p{Bidi_Control}\u200b\u2028\u2029\ufeff]/gu, "�")
    .replace(/\p{Cs}/gu, "�");
}
