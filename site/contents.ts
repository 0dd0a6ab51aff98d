/** @file The table of contents, `notebooks/README.md`: made from the lessons, held by a test. */

import { grouped, type Lesson } from "./lessons.ts";

/** The text of notebooks/README.md. */
export function contents(lessons: readonly Lesson[]): string {
  const chapters = grouped(lessons, ({ chapter }) => chapter);
  const minutes = lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  const exercises = lessons.reduce((sum, lesson) => sum + lesson.exercises.length, 0);
  const tables = [...chapters].map(([chapter, its]) =>
    [
      `## ${chapter}`,
      "",
      "| lesson | question | before it | time | exercises |",
      "|---|---|---|---|---|",
      ...its.map(
        ({ id, title, question, before, minutes, exercises }) =>
          `| [${title}](${id}.ipynb) | ${question} | ${before} | ${minutes} min | ${exercises.map((e) => `\`${e}\``).join(" ")} |`,
      ),
    ].join("\n"),
  );
  return `# The lessons

Open them with \`npm start\`; the kernel is *Cryo-EM (TypeScript)*. Numbers are the reading order of the whole course; a gap is a lesson that is not
built yet. ${lessons.length} lessons, about ${Math.round(minutes / 60)} hours of reading; the ${exercises} exercises take longer. Notebooks are saved without outputs; every one is run
whole by \`npm run test:long\`, and \`npm run docs\` makes a site of them, with their pictures.

${tables.join("\n\n")}

This file is made from the notebooks and the course's plan: \`UPDATE_GOLDEN=1 npm run check\` writes it anew.
`;
}
