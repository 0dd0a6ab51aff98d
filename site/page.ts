/** @file The frame of every page: head, navigation, width, footer. */

import { escapeHtml } from "@cryolab/grader/internal/escape-html";

/** What a page holds. */
export interface Page {
  readonly title: string;
  /** path of the page below the site's top, "lessons/01-fourier.html" */
  readonly path: string;
  readonly description: string;
  readonly body: string;
  /** whether it has figures that plotly brings to life */
  readonly figures?: boolean;
}

/** A page as HTML. All links are relative: the site works from a disk as from any address. */
export function page({ title, path, description, body, figures = false }: Page): string {
  const top = "../".repeat(path.split("/").length - 1);
  const links = { "index.html": "Lessons", "exercises/index.html": "Exercises", "api/index.html": "Library" };
  const navigation = Object.entries(links).map(([to, name]) => {
    const here = to === path ? ' aria-current="page"' : "";
    return `<a href="${top}${to}"${here}>${name}</a>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeHtml(description)}">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${top}assets/icon.svg">
<link rel="stylesheet" href="${top}assets/katex/katex.min.css">
<link rel="stylesheet" href="${top}assets/style.css">
${figures ? `<script defer src="${top}assets/figures.js" data-plotly="${top}assets/plotly.min.js"></script>\n` : ""}</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header><a class="name" href="${top}index.html">Cryolab</a><nav aria-label="Site">${navigation.join("")}</nav></header>
<main id="content">
${body}
</main>
<footer>Cryolab: the mathematics of cryo-EM, in TypeScript, in Jupyter. Every picture on this site was drawn by the code above it.</footer>
</body>
</html>
`;
}
