/** @file The plan of the course, `tests/golden/course.json`: what there is to be, each with its milestone. */

import { readText } from "./root.js";

interface Planned {
  readonly id: string;
  readonly milestone: "M1" | "M2" | "M3";
}

/** A lesson: its file is `notebooks/ID.ipynb`. */
interface PlannedLesson extends Planned {
  readonly chapter: string;
  readonly question: string;
  /** numbers of the lessons that come first */
  readonly after: readonly string[];
  readonly exercises: readonly string[];
}

interface PlannedSet extends Planned {
  readonly title: string;
  readonly exercises: readonly string[];
  readonly points: number;
  readonly hours: number;
}

interface CoursePlan {
  readonly lessons: readonly PlannedLesson[];
  readonly exercises: readonly (Planned & { readonly lesson: string })[];
  readonly sets: readonly PlannedSet[];
  readonly functions: readonly Planned[];
}

/** The plan of the course. */
export const coursePlan: CoursePlan = JSON.parse(readText("tests", "golden", "course.json"));
