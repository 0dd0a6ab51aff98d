/** @file `cryolab list`: the exercises in the order in which they need each other. */

import type { Command } from "commander";
import pc from "picocolors";
import { exerciseIds, findRoot, type Manifest, readManifest } from "../registry/index.ts";
import { attempt, count, print } from "./terminal.ts";

/** Adds `list`. */
export function listCommand(program: Command): void {
  program
    .command("list")
    .description("show the exercises, in an order in which each comes after those it needs")
    .addHelpText("after", "\nExample:\n  $ cryolab list")
    .action(() => attempt(list));
}

function list(): void {
  const root = findRoot();
  const manifests = new Map(exerciseIds(root).map((id) => [id, readManifest(id, root)]));
  const width = Math.max(0, ...[...manifests.keys()].map((id) => id.length));
  for (const id of inOrder(manifests)) {
    const { title, points, time } = manifests.get(id) as Manifest;
    const worth = `${points.visible + points.hidden} points`.padStart(9);
    print(`${pc.cyan(id.padEnd(width))}  ${worth}  ${time.padStart(6)}  ${title}`);
  }
  print(`${count(manifests.size, "exercise")}; cryolab hint ID helps, cryolab grade FILE --exercise ID grades`);
}

/** Ids so that each comes after those it needs, else as they are. */
function inOrder(manifests: ReadonlyMap<string, Manifest>): string[] {
  const order = new Set<string>();
  const open = new Set<string>();
  const visit = (id: string): void => {
    const manifest = manifests.get(id);
    if (manifest === undefined || order.has(id) || open.has(id)) return;
    open.add(id);
    for (const need of manifest.needs) visit(need);
    order.add(id);
  };
  for (const id of manifests.keys()) visit(id);
  return [...order];
}
