/** @file HTML by a template that escapes whatever is put in; only what this template made goes in as it is. */

import { clipped, visible } from "../desk/page/visible.ts";
import { escapeHtml } from "../escape-html.ts";

/** HTML that is safe to put into more of it. */
export interface Html {
  readonly html: string;
}

type Part = string | number | Html | readonly Part[] | undefined;

const longest = 4000; // characters of a name or a message: a page must stay one that can be read

/** A text as a page shows it letter by letter, also within quotes. */
export function escaped(text: string): string {
  return escapeHtml(visible(clipped(text, longest)));
}

/** HTML from a template: texts are escaped, lists joined, undefined is nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Html {
  return { html: parts.map((part, i) => (i < values.length ? part + written(values[i]) : part)).join("") };
}

/** Text that this program wrote itself, as it is: a style sheet, a script, a picture. */
export function trusted(text: string): Html {
  return { html: text };
}

function written(value: Part): string {
  if (value === undefined) return "";
  if (typeof value === "string") return escaped(value);
  if (typeof value === "number") return String(value);
  return "html" in value ? value.html : value.map(written).join("");
}
