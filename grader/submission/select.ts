/**
 * @file Which statements of other cells an answer needs. A name means the definition in its own cell; without one, the last
 * definition in the document. Everything a needed statement uses is needed too.
 */

import type { Source } from "./cells.ts";
import type { Reference, Statement } from "./scope.ts";

/** A statement that is needed from a cell, and for which of its names. */
export interface Piece {
  readonly cell: number;
  readonly statement: Statement;
  readonly wanted: Set<string>;
  /** what it uses, each to stand before it */
  readonly needs: Set<Piece>;
}

/** A name used in a statement of a cell. */
export interface Use {
  readonly cell: number;
  readonly reference: Reference;
  /** the cell whose definition it means, -1 if none */
  readonly home: number;
}

/** What an answer needs. */
export interface Selection {
  /** in the order to stand in: what is used comes first, otherwise as in the document */
  readonly pieces: readonly Piece[];
  /** uses of values that nothing defines */
  readonly missing: readonly Use[];
  /** uses of values of other cells */
  readonly borrowed: readonly Use[];
}

type Index = Map<string, Statement[]>;

/** Where every name of a submission is defined. */
export class Definitions {
  private readonly values: Index[] = [];
  private readonly types: Index[] = [];
  private readonly cellsOf = new Map<string, number[]>();
  private readonly lastType = new Map<string, number>();

  /**
   * @param sources - all cells
   * @param main - index of the answer's cell: there, a `var` counts wherever it stands
   */
  constructor(sources: readonly Source[], main: number) {
    for (const [cell, { statements }] of sources.entries()) {
      const values: Index = new Map();
      const types: Index = new Map();
      const defined = new Set<string>();
      const add = (index: Index, name: string, statement: Statement): void => {
        const list = index.get(name) ?? [];
        list.push(statement);
        index.set(name, list);
      };
      for (const statement of statements) {
        for (const name of statement.names) add(values, name, statement);
        for (const name of statement.types) add(types, name, statement);
        for (const name of statement.types) this.lastType.set(name, cell);
        for (const name of statement.values) defined.add(name);
        if (cell === main) for (const name of statement.hoisted) defined.add(name);
      }
      for (const name of values.keys()) if (!defined.has(name)) values.delete(name);
      for (const name of defined) {
        const cells = this.cellsOf.get(name) ?? [];
        cells.push(cell);
        this.cellsOf.set(name, cells);
      }
      this.values.push(values);
      this.types.push(types);
    }
  }

  /** Cells that define a value, in document order. */
  cells(name: string): readonly number[] {
    return this.cellsOf.get(name) ?? [];
  }

  /** The cell whose definition a name means when it stands in cell `from`; -1 if no cell defines it. */
  home(from: number, name: string, type: boolean): number {
    if (type) return this.types[from].has(name) ? from : (this.lastType.get(name) ?? -1);
    const cells = this.cells(name);
    return cells.includes(from) ? from : (cells.at(-1) ?? -1);
  }

  /** Everything a cell says of a name: overloads and merged declarations too; of a type, only what is erased. */
  statements(cell: number, name: string, type: boolean): readonly Statement[] {
    return (type ? this.types : this.values)[cell].get(name) ?? [];
  }
}

/** Pieces with what they use before them; where they use each other in a circle, as in the document. */
function inOrder(pieces: readonly Piece[]): Piece[] {
  const order: Piece[] = [];
  const opened = new Set<Piece>();
  const closed = new Set<Piece>();
  const stack = [...pieces].reverse();
  for (let piece = stack.at(-1); piece; piece = stack.at(-1)) {
    if (opened.has(piece)) {
      stack.pop();
      if (!closed.has(piece)) order.push(piece);
      closed.add(piece);
    } else {
      opened.add(piece);
      for (const need of [...piece.needs].reverse()) if (!opened.has(need)) stack.push(need);
    }
  }
  return order;
}

/**
 * Selects what the answer in one cell needs from the others.
 *
 * @param sources - all cells
 * @param main - index of the answer's cell
 */
export function select(sources: readonly Source[], main: number, definitions: Definitions): Selection {
  const pieces = new Map<Statement, Piece>();
  const missing: Use[] = [];
  const borrowed: Use[] = [];
  const piece = (cell: number, statement: Statement): Piece => ({
    cell,
    statement,
    wanted: new Set(),
    needs: new Set(),
  });
  const queue = sources[main].statements.map((statement) => piece(main, statement));

  const seen = new Set<string>();
  for (let at = 0; at < queue.length; at++) {
    const { cell, statement, needs } = queue[at];
    for (const reference of statement.references) {
      const { name, type, guarded } = reference;
      const home = definitions.home(cell, name, type);
      if (home < 0 && !type && !guarded) missing.push({ cell, reference, home });
      if (home < 0 || home === main) continue;
      if (cell === main && seen.has(`${type} ${name}`)) continue; // the answer comes last: it needs no order
      if (cell === main) seen.add(`${type} ${name}`);
      if (home !== cell && !type) borrowed.push({ cell, reference, home });
      for (const other of definitions.statements(home, name, type)) {
        const needed = pieces.get(other) ?? piece(home, other);
        if (!pieces.has(other)) queue.push(needed);
        pieces.set(other, needed);
        needed.wanted.add(name);
        if (other !== statement) needs.add(needed);
      }
    }
  }

  const inDocument = [...pieces.values()].sort(
    (a, b) => a.cell - b.cell || a.statement.node.pos - b.statement.node.pos,
  );
  return { pieces: inOrder(inDocument), missing, borrowed };
}
