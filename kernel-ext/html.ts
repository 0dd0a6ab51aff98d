/** @file Text in HTML. What the kernel shows passes through a notebook's sanitiser: no scripts, no style sheets. */

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text with the characters that HTML reads made harmless. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]);
}
