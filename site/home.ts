/** @file The first page: the chapters, each lesson with its picture and its question. */

import { escapeHtml } from "@cryolab/grader/internal/escape-html";
import { grouped, type Lesson } from "./lessons.ts";

/** What the first page holds. `pictures` names the lessons that have one in `pictures/ID.svg`. */
export function homeBody(lessons: readonly Lesson[], exercises: number, pictures: ReadonlySet<string>): string {
  const chapters = grouped(lessons, ({ chapter }) => chapter);
  const card = ({ id, title, question, minutes }: Lesson) => `<li><a class="card" href="lessons/${id}.html">
${pictures.has(id) ? `<span class="picture"><img src="pictures/${id}.svg" alt="" loading="lazy"></span>` : ""}
<strong>${escapeHtml(title)}</strong><span>${escapeHtml(question)}</span><small>${minutes} minutes</small></a></li>`;
  const sections = [...chapters].map(
    ([chapter, its]) =>
      `<section><h2>${escapeHtml(chapter)}</h2><ul class="cards">${its.map(card).join("\n")}</ul></section>`,
  );
  return `<div class="hero"><h1>See through the averaging</h1>
<p>Electron cryomicroscopy sees molecules by averaging a hundred thousand noisy images. These lessons open the box: Fourier transforms,
the lens, chance and inference, projections, reconstruction, and how much of a map is true. ${lessons.length} lessons that run in a notebook,
${exercises} exercises that are checked at once.</p>
<p><code>git clone</code> the course, then <code>npm start</code>.</p></div>
${sections.join("\n")}`;
}
