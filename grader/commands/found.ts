/** @file Which exercises a submission answers: by the path of a file, by the cells of a notebook. */

import { exerciseIds, topics } from "../registry/index.ts";
import type { ExtractFailure } from "../submission/types.ts";

/** The exercise of a `.ts` by its path, `…/topic/slug.ts` or `…/topic/slug/slug.ts`; undefined if it names none. */
export function exerciseOfPath(path: string): string | undefined {
  const parts = path.split(/[\\/]/);
  const slug = (parts.pop() ?? "").replace(/\.ts$/, "");
  if (parts.at(-1) === slug) parts.pop();
  const topic = parts.at(-1) ?? "";
  return topics.includes(topic) ? `${topic}/${slug}` : undefined;
}

/** The exercises of a submission, those of `%%exercise` cells, else those of tags; or why it cannot be read. */
export async function findExercises(path: string, root: string): Promise<string[] | ExtractFailure> {
  if (path.endsWith(".ts")) {
    const id = exerciseOfPath(path);
    if (id !== undefined) return [id];
    throw new Error(`grade: ${path} does not say which exercise it answers; add --exercise topic/slug`);
  }
  const { exerciseOf, readSubmission } = await import("../submission/index.ts"); // with the compiler: only notebooks pay
  const submission = await readSubmission(path);
  if ("status" in submission) return submission;
  const marked = submission.cells.flatMap(({ source }) => exerciseOf(source) ?? []);
  if (marked.length > 0) return [...new Set(marked)];
  const tagged = exerciseIds(root).filter((id) => submission.cells.some(({ tags }) => tags?.includes(id)));
  if (tagged.length > 0) return tagged;
  return {
    status: "missing",
    message: "no cell begins with %%exercise topic/slug, and none is tagged with an exercise",
  };
}
