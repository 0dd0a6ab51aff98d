/** @file The exercises in the order in which they need each other. */

import { exerciseIds, type Manifest, readManifest } from "../registry/index.ts";
import { readProblemSet } from "./problem-set.ts";

/** Manifests by id, so that each exercise comes after those it needs; in a release, those of its problem set. */
export function exercisesInOrder(root: string): Map<string, Manifest> {
  const ids = readProblemSet(root)?.exercises.map(({ id }) => id) ?? exerciseIds(root);
  const manifests = new Map(ids.map((id) => [id, readManifest(id, root)]));
  const order = new Map<string, Manifest>();
  const open = new Set<string>();
  const visit = (id: string): void => {
    const manifest = manifests.get(id);
    if (manifest === undefined || order.has(id) || open.has(id)) return;
    open.add(id);
    for (const need of manifest.needs) visit(need);
    order.set(id, manifest);
  };
  for (const id of manifests.keys()) visit(id);
  return order;
}
