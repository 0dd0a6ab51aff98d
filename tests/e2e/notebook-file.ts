/** @file Small notebooks as files, for tests: cells with an id, our kernel's metadata. */

/** What a cell may carry beside its text. */
export type CellMetadata = Readonly<Record<string, unknown>>;

/** A cell as a notebook file holds it. */
export interface FileCell {
  readonly cell_type: "code" | "markdown";
  readonly id: string;
  readonly source: string;
  readonly metadata: CellMetadata;
}

/** A code cell. */
export const code = (id: string, source: string, metadata: CellMetadata = {}): FileCell => ({
  cell_type: "code",
  id,
  source,
  metadata,
});

/** The text of a notebook file. */
export function notebookFile(cells: readonly FileCell[]): string {
  return JSON.stringify({
    cells: cells.map((cell) => (cell.cell_type === "code" ? { ...cell, outputs: [], execution_count: null } : cell)),
    metadata: { kernelspec: { name: "cryolab", display_name: "Cryo-EM (TypeScript)", language: "typescript" } },
    nbformat: 4,
    nbformat_minor: 5,
  });
}
