/** @file The code of a hand-in as text: the cells that answer an exercise first. Nothing of it is run. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { readBlob } from "../store/blobs.ts";
import type { Database } from "../store/database.ts";
import { exerciseOf } from "../submission/exercise-line.ts";
import { readSubmission } from "../submission/read.ts";
import { clipped } from "./page/visible.ts";
import type { WorkView } from "./page/wire.ts";

const longest = 128 << 10; // characters: what a submission may hold

/** Cells of a hand-in, or why there are none. */
export async function codeOf(
  db: Database,
  { name, sha256 }: { readonly name: string; readonly sha256: string },
  exercise: string,
): Promise<Pick<WorkView, "code" | "noCode">> {
  const folder = mkdtempSync(join(tmpdir(), "cryolab-desk-")); // readable by this user only
  try {
    const path = join(folder, basename(name));
    writeFileSync(path, readBlob(db, sha256), { mode: 0o600 });
    const read = await readSubmission(path);
    if ("status" in read) return { code: [], noCode: clipped(read.message, 2000) };
    const cells = read.cells.map(({ source, label, tags }) => ({
      label,
      source: clipped(source, longest),
      answers: read.kind === "file" || exerciseOf(source) === exercise || tags?.includes(exercise) === true,
    }));
    const none = cells.some(({ answers }) => answers) ? "" : `no cell answers ${exercise}`;
    return { code: cells.filter(({ source, answers }) => answers || source.trim() !== ""), noCode: none };
  } catch (error) {
    return { code: [], noCode: (error as Error).message };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
