/** @file The static site: lessons with their pictures, statements, the library's reference; then every link of it is followed. */

import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { LinkChecker, LinkState } from "linkinator";
import { executed, type Jupyter } from "./execute.ts";
import { exerciseBody, exerciseTable, readExercises } from "./exercise-pages.ts";
import { homeBody } from "./home.ts";
import { firstPicture, lessonBody } from "./lesson-page.ts";
import { readCells, readLessons } from "./lessons.ts";
import { type Page, page } from "./page.ts";

/** Writes the site below `out`; the reference in `out/api` is typedoc's and stays. Says what it does, line by line. */
export async function buildSite(
  root: string,
  out: string,
  jupyter: Jupyter,
  say: (line: string) => void,
): Promise<void> {
  const lessons = readLessons(root);
  const exercises = readExercises(root, lessons);
  const paths = await executed(
    lessons.map(({ id }) => id),
    root,
    jupyter,
    (done, id) => say(`${done} of ${lessons.length} lessons executed, now ${id}`),
  );
  for (const part of ["lessons", "exercises", "pictures", "assets"])
    rmSync(join(out, part), { recursive: true, force: true });
  assets(root, out);

  const titles = new Map(exercises.map(({ id, title }) => [id, title]));
  const pictures = new Set<string>();
  const pages: Page[] = lessons.map((lesson, i) => {
    const cells = readCells(paths.get(lesson.id)!);
    const picture = firstPicture(cells);
    if (picture !== undefined) {
      pictures.add(lesson.id);
      write(join(out, "pictures", `${lesson.id}.svg`), picture);
    }
    return {
      path: `lessons/${lesson.id}.html`,
      title: `${lesson.title} · Cryolab`,
      description: lesson.question,
      body: lessonBody(lesson, cells, { before: lessons[i - 1], after: lessons[i + 1] }, titles),
      figures: true,
    };
  });
  for (const exercise of exercises)
    pages.push({
      path: `exercises/${exercise.id}.html`,
      title: `${exercise.title} · Cryolab`,
      description: `Exercise ${exercise.id}`,
      body: exerciseBody(exercise),
    });
  pages.push(
    {
      path: "exercises/index.html",
      title: "Exercises · Cryolab",
      description: "All exercises",
      body: exerciseTable(exercises),
    },
    {
      path: "index.html",
      title: "Cryolab",
      description: "The mathematics of cryo-EM, in TypeScript, in Jupyter",
      body: homeBody(lessons, exercises.length, pictures),
    },
  );
  for (const one of pages) write(join(out, one.path), page(one));
  say(`${lessons.length} lessons, ${exercises.length} exercises`);
}

/** The links of a site that lead nowhere, as "page: link"; how many were followed. Other sites are not asked. */
export async function brokenLinks(out: string): Promise<{ followed: number; broken: string[] }> {
  const result = await new LinkChecker().check({
    path: ".", // a file would be the only page that it reads
    serverRoot: out,
    recurse: true,
    checkFragments: true,
    concurrency: 8,
    linksToSkip: ["^https?://(?!localhost)", "^data:"],
  });
  const broken = result.links.filter(({ state }) => state === LinkState.BROKEN);
  return {
    followed: result.links.filter(({ state }) => state === LinkState.OK).length,
    broken: broken.map(({ url, parent }) => `${parent ?? ""}: ${url}`),
  };
}

function assets(root: string, out: string): void {
  const require = createRequire(import.meta.url);
  const katex = dirname(require.resolve("katex/dist/katex.min.css"));
  cpSync(join(root, "site", "assets"), join(out, "assets"), { recursive: true });
  cpSync(join(katex, "katex.min.css"), join(out, "assets", "katex", "katex.min.css"));
  cpSync(join(katex, "fonts"), join(out, "assets", "katex", "fonts"), { recursive: true });
  cpSync(require.resolve("plotly.js-dist-min/plotly.min.js"), join(out, "assets", "plotly.min.js"));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
