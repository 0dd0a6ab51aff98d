/** @file When work came: days from release to hand-in, attempts, lateness. */

import type { ClassRows } from "./rows.ts";

/** Milliseconds of a day. */
export const DAY = 86_400_000;

/** One learner who handed something in. */
export interface HandIn {
  readonly learner: string;
  /** of the last one that counts, else of the last */
  readonly at: number;
  /** most attempts at one notebook or one exercise */
  readonly attempts: number;
  readonly lateSeconds: number;
}

/** What each learner handed in, by time. */
export function handIns({ submissions, grades }: Pick<ClassRows, "submissions" | "grades">): HandIn[] {
  const counting = new Map<string, number>();
  for (const { learner, submittedAt } of grades)
    if (submittedAt !== null) counting.set(learner, Math.max(submittedAt, counting.get(learner) ?? submittedAt));
  const found = new Map<string, HandIn>();
  for (const { learner, attempt, submittedAt, lateSeconds } of submissions) {
    const before = found.get(learner);
    const at = counting.get(learner) ?? Math.max(submittedAt, before?.at ?? submittedAt);
    const late = submittedAt === at ? lateSeconds : (before?.lateSeconds ?? 0);
    found.set(learner, { learner, at, attempts: Math.max(attempt, before?.attempts ?? 0), lateSeconds: late });
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}

/** How late, in words, and how many. */
export function lateness(all: readonly HandIn[]): { readonly words: string; readonly learners: number }[] {
  const borders: readonly (readonly [string, number])[] = [
    ["on time", 0],
    ["up to 1 hour late", 3600],
    ["up to 1 day late", 86_400],
    ["up to 2 days late", 2 * 86_400],
    ["up to 7 days late", 7 * 86_400],
    ["more than 7 days late", Number.POSITIVE_INFINITY],
  ];
  return borders.map(([words, most], i) => {
    const least = i === 0 ? Number.NEGATIVE_INFINITY : borders[i - 1][1];
    return { words, learners: all.filter(({ lateSeconds }) => lateSeconds > least && lateSeconds <= most).length };
  });
}
