/** @file Manifests against each other and against the plan of the course, `tests/golden/course.json`. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { exerciseIds, type Manifest, minutes, readManifest } from "../registry/index.ts";

/** What the plan says of an exercise. */
export interface PlanRow {
  readonly id: string;
  readonly points: number;
  readonly needs: readonly string[];
  readonly time: string;
}

/** The plan of a course by exercise; empty if it has none. */
export function readPlan(root: string): ReadonlyMap<string, PlanRow> {
  const path = join(root, "tests", "golden", "course.json");
  if (!existsSync(path)) return new Map();
  const row = v.object({ id: v.string(), points: v.number(), needs: v.array(v.string()), time: v.string() });
  const { exercises } = v.parse(v.object({ exercises: v.array(row) }), JSON.parse(readFileSync(path, "utf8")));
  return new Map(exercises.map((r) => [r.id, r]));
}

/** What is wrong with points, time and needs of a manifest. */
export function planFlaws(id: string, manifest: Manifest, plan: ReadonlyMap<string, PlanRow>, root: string): string[] {
  const flaws: string[] = [];
  const built = new Set(exerciseIds(root));
  for (const need of manifest.needs)
    if (!built.has(need))
      flaws.push(`exercise.json: needs ${need}, which ${plan.has(need) ? "is planned, not built" : "does not exist"}`);
  const circle = findCircle(id, root);
  if (circle !== undefined) flaws.push(`exercise.json: needs go in a circle: ${circle.join(" → ")}`);

  const planned = plan.get(id);
  if (planned === undefined) return flaws;
  const { visible, hidden } = manifest.points;
  if (visible + hidden !== planned.points)
    flaws.push(`exercise.json: points must sum to ${planned.points} as the course plans, got ${visible} + ${hidden}`);
  if (minutes(manifest.time) !== minutes(planned.time))
    flaws.push(`exercise.json: time must be ${planned.time} as the course plans, got ${manifest.time}`);
  const [due, got] = [planned.needs, manifest.needs].map((needs) => [...needs].sort().join(" "));
  if (due !== got) flaws.push(`exercise.json: needs must be [${due}] as the course plans, got [${got}]`);
  return flaws;
}

/** A way from an exercise through its needs back to itself. */
function findCircle(id: string, root: string): string[] | undefined {
  const built = new Set(exerciseIds(root));
  const seen = new Set<string>();
  const walk = (at: string, way: readonly string[]): string[] | undefined => {
    if (at === id && way.length > 0) return [...way, at];
    if (seen.has(at) || !built.has(at)) return undefined;
    seen.add(at);
    let needs: readonly string[];
    try {
      needs = readManifest(at, root).needs;
    } catch {
      return undefined; // reported where that exercise is verified
    }
    for (const need of needs) {
      const found = walk(need, [...way, at]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return walk(id, []);
}
