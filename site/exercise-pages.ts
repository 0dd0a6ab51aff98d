/** @file The statements of the exercises, one page each, and the table of all. */

import { readFileSync } from "node:fs";
import { escapeHtml } from "@cryolab/grader/internal/escape-html";
import { exerciseIds, exercisePaths, type Manifest, readManifest } from "@cryolab/grader/internal/registry/index";
import { grouped, type Lesson } from "./lessons.ts";
import { codeBlock, inline, markdown } from "./markdown.ts";

/** An exercise as a learner sees it. */
export interface Exercise {
  readonly id: string;
  readonly title: string;
  readonly statement: string;
  readonly starter: string;
  readonly manifest: Manifest;
  /** the lesson that ends at it */
  readonly lesson: Lesson | undefined;
}

/** All exercises, by topic. */
export function readExercises(root: string, lessons: readonly Lesson[]): Exercise[] {
  return exerciseIds(root).map((id) => {
    const { readme, starter } = exercisePaths(id, root);
    const statement = readFileSync(readme, "utf8");
    const title = /^# (.*)$/m.exec(statement)?.[1] ?? id;
    const lesson = lessons.find(({ exercises }) => exercises.includes(id));
    return { id, title, statement, starter: readFileSync(starter, "utf8"), manifest: readManifest(id, root), lesson };
  });
}

const total = ({ points }: Manifest) => points.visible + points.hidden;

/** The page of one statement. */
export function exerciseBody({ id, statement, starter, manifest, lesson }: Exercise): string {
  const [topic, slug] = id.split("/");
  const needs = manifest.needs.map((need) => {
    const [theirs, name] = need.split("/");
    return `<a href="${theirs === topic ? "" : `../${theirs}/`}${name}.html">${need}</a>`;
  });
  const facts = [
    `${total(manifest)} points`,
    manifest.time,
    lesson && `from lesson <a href="../../lessons/${lesson.id}.html">${escapeHtml(lesson.title)}</a>`,
    needs.length > 0 && `after ${needs.join(", ")}`,
  ].filter(Boolean);
  return `<article class="statement">
<p class="kicker">${topic}/${slug} · ${facts.join(" · ")}</p>
${markdown(statement)}
<h2>Where to begin</h2>
${codeBlock(starter.trimEnd(), "typescript")}
<p>In a notebook: <code>%%exercise ${id}</code> at the head of a cell, then <code>check("${id}")</code>. In an editor: <code>cryolab watch ${id}</code>.</p>
</article>`;
}

/** The table of all exercises. */
export function exerciseTable(exercises: readonly Exercise[]): string {
  const topics = grouped(exercises, ({ id }) => id.split("/")[0]);
  const rows = [...topics].map(([topic, its]) => {
    const lines = its.map(({ id, title, manifest, lesson }) => {
      const from = lesson ? `<a href="../lessons/${lesson.id}.html">${escapeHtml(lesson.title)}</a>` : "";
      return `<tr><td><a href="${id}.html">${inline(title)}</a><br><code>${id}</code></td><td class="number">${total(manifest)}</td><td>${manifest.time}</td><td>${from}</td></tr>`;
    });
    return `<h2 id="${topic}">${topic}</h2>
<div class="wide" tabindex="0"><table><thead><tr><th>exercise</th><th>points</th><th>time</th><th>lesson</th></tr></thead><tbody>
${lines.join("\n")}
</tbody></table></div>`;
  });
  return `<h1>Exercises</h1>
<p>${exercises.length} exercises, ${exercises.reduce((sum, { manifest }) => sum + total(manifest), 0)} points. Write them in a notebook or in an editor; visible tests answer at once, hidden tests decide.</p>
${rows.join("\n")}`;
}
