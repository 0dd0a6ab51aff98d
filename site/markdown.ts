/** @file Markdown with mathematics and code, as HTML: marked, KaTeX (no script in the page), highlight.js. */

import { escapeHtml } from "@cryolab/grader/internal/escape-html";
import highlight from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import typescript from "highlight.js/lib/languages/typescript";
import { Marked } from "marked";
import katex from "marked-katex-extension";

highlight.registerLanguage("typescript", typescript);
highlight.registerLanguage("bash", bash);

const marked = new Marked(katex({ throwOnError: true, nonStandard: true, output: "htmlAndMathml" }), {
  renderer: {
    code: ({ text, lang }) => codeBlock(text, lang),
  },
});

/** A text as HTML. A formula that KaTeX cannot read is an error. */
export const markdown = (text: string): string => marked.parse(text, { async: false });

/** One line as HTML, without a paragraph around it. */
export const inline = (text: string): string => marked.parseInline(text, { async: false });

/** Code with its colours; a block that can be scrolled can be reached by the keyboard. */
export function codeBlock(text: string, language = "text"): string {
  const known = highlight.getLanguage(language) !== undefined;
  const body = known ? highlight.highlight(text, { language }).value : escapeHtml(text);
  return `<pre class="code" tabindex="0"><code>${body}</code></pre>\n`;
}
