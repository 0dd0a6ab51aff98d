/** @file Which learners are shown, and in what order; where one is. Pure: no page is needed to test it. */

import type { ClassView, LearnerView } from "./wire.ts";

/** What can be chosen beside the search. */
export const filters: readonly { readonly id: string; readonly label: string }[] = [
  { id: "all", label: "everybody" },
  { id: "review", label: "to be reviewed" },
  { id: "waiting", label: "waiting for a grade" },
  { id: "failed", label: "grading failed" },
  { id: "manual", label: "marked by hand" },
  { id: "late", label: "handed in late" },
  { id: "none", label: "nothing handed in" },
];

/** What the table shows. */
export interface Choice {
  readonly search: string;
  readonly filter: string;
  /** "name", "id", "section", "attempts", "late", "total" or an exercise */
  readonly sort: string;
  readonly ascending: boolean;
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The learners to show, in order. */
export function chosen({ learners, exercises }: ClassView, { search, filter, sort, ascending }: Choice): LearnerView[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = learners.filter((learner) => {
    const text = `${learner.name}\n${learner.id}\n${learner.section}`.toLowerCase();
    return words.every((word) => text.includes(word)) && passes(learner, filter);
  });
  const column = exercises.findIndex(({ id }) => id === sort);
  const sign = ascending ? 1 : -1;
  const number = (learner: LearnerView): number => {
    if (sort === "attempts") return learner.attempts;
    if (sort === "late") return learner.lateSeconds;
    if (sort === "total") return learner.total;
    return learner.cells[column]?.points ?? -1; // nothing is less than no points
  };
  const text = (learner: LearnerView): string =>
    sort === "id" ? learner.id : sort === "section" ? learner.section : learner.name;
  const isText = ["name", "id", "section"].includes(sort);
  return found.sort(
    (a, b) =>
      sign * (isText ? collator.compare(text(a), text(b)) : number(a) - number(b)) ||
      collator.compare(a.name, b.name) ||
      (a.id < b.id ? -1 : 1),
  );
}

function passes({ cells, attempts, lateSeconds }: LearnerView, filter: string): boolean {
  if (filter === "late") return lateSeconds > 0;
  if (filter === "none") return attempts === 0;
  if (filter === "review" || filter === "waiting" || filter === "failed" || filter === "manual")
    return cells.some(({ state }) => state === filter);
  return true;
}

/** Where one is: the table, the differences of a regrade, or one exercise of one learner. */
export type Place =
  | { readonly view: "table" | "regrade"; readonly set: string }
  | { readonly view: "work"; readonly set: string; readonly learner: string; readonly exercise: string };

/** A place as the part of the address behind `#`. */
export function addressOf(place: Place): string {
  const parts =
    place.view === "work"
      ? [place.set, place.learner, place.exercise]
      : place.view === "regrade"
        ? [place.set, "regrade"]
        : [place.set];
  return `#/${parts.map(encodeURIComponent).join("/")}`;
}

/** The place of an address; the table when it is none. */
export function placeOf(hash: string): Place {
  let parts: string[];
  try {
    parts = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  } catch {
    parts = [""];
  }
  const [set, learner, exercise] = parts;
  if (learner !== undefined && exercise !== undefined) return { view: "work", set, learner, exercise };
  return { view: learner === "regrade" ? "regrade" : "table", set };
}
