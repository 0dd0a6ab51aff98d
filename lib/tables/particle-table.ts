/** @file One row a particle: what `formats.readStar` or `formats.readCs` read, as a frame. */

import { check, product } from "../core/index.ts";
import type { DataFrame } from "./danfo.ts";
import { type Columns, dataFrame } from "./data-frame.ts";

/** A column of a STAR file or of a .cs file: numbers, texts, ids, or several numbers a row. */
export type ParticleColumn =
  | Float64Array
  | BigUint64Array
  | readonly string[]
  | { readonly shape: readonly number[]; readonly data: Float64Array };

/** A table as `readCs`, or one block of `readStar`, gives it. */
export interface ParticleColumns {
  readonly rows: number;
  readonly columns: Readonly<Record<string, ParticleColumn>>;
}

/**
 * The particles of a STAR or .cs file as a frame, one row each.
 *
 * Of a STAR file it takes `particles`, or the only block; what the block `optics` says of a group (RELION 3.1) is joined to
 * each of its particles by `rlnOpticsGroup`. A column of several numbers a row becomes several: `alignments3D/pose` is
 * `alignments3D/pose/0` to `/2`. Ids of 64 bits become texts, exact. Angles, lengths and shifts stay in the units of the file.
 *
 * @param file - what `formats.readStar` or `formats.readCs` gave
 * @returns the frame, in the order of the file
 * @throws RangeError if no block can be the particles, if there is none, or if a particle is of a group that `optics` lacks
 * @example
 * particleTable(star).columns // ["rlnImageName", "rlnDefocusU", "rlnOpticsGroup", "rlnVoltage"]
 * @see formats.readStar, formats.readCs; rotations.convertPose for poses
 */
export function particleTable(file: ParticleColumns | Readonly<Record<string, ParticleColumns>>): DataFrame {
  const { particles, optics } = isTable(file) ? { particles: file, optics: undefined } : blocksOf(file);
  check(particles.rows > 0, () => "particleTable: the file must hold at least one particle, got none");
  const flat: Record<string, ArrayLike<number> | readonly string[]> = Object.create(null);
  for (const [name, column] of Object.entries(particles.columns)) spread(name, column, particles.rows, flat);
  if (optics !== undefined) join(optics, flat, particles.rows);
  return dataFrame(flat);
}

const isTable = (file: object): file is ParticleColumns =>
  typeof (file as ParticleColumns).rows === "number" && typeof (file as ParticleColumns).columns === "object";

function blocksOf(file: Readonly<Record<string, ParticleColumns>>): {
  particles: ParticleColumns;
  optics: ParticleColumns | undefined;
} {
  const names = Object.keys(file);
  const particles = file.particles ?? (names.length === 1 ? file[names[0]] : undefined);
  if (particles === undefined)
    throw new RangeError(
      `particleTable: a block "particles" or a single block is needed, got ${JSON.stringify(names)}`,
    );
  return { particles, optics: file.optics };
}

/** A column, or one for each of its numbers a row. */
function spread(name: string, column: ParticleColumn, rows: number, into: Record<string, Columns[string]>): void {
  if (column instanceof BigUint64Array) into[name] = Array.from(column, String);
  else if (!("shape" in column)) into[name] = column;
  else {
    const width = product(column.shape.slice(1));
    for (let j = 0; j < width; j++)
      into[width === 1 ? name : `${name}/${j}`] = Float64Array.from(
        { length: rows },
        (_, i) => column.data[i * width + j],
      );
  }
}

/** What a group of optics says, for each of its particles. */
function join(optics: ParticleColumns, flat: Record<string, Columns[string]>, rows: number): void {
  const group = "rlnOpticsGroup";
  const of = flat[group];
  const groups = optics.columns[group];
  if (of === undefined || groups === undefined || "shape" in groups) return;
  const rowOf = new Map(Array.from({ length: optics.rows }, (_, i) => [String(groups[i]), i]));
  const picked = Array.from({ length: rows }, (_, i) => {
    const row = rowOf.get(String(of[i]));
    if (row === undefined)
      throw new RangeError(`particleTable: every group of optics must be listed, got ${of[i]} for particle ${i}`);
    return row;
  });
  for (const [name, column] of Object.entries(optics.columns)) {
    if (name in flat || "shape" in column) continue;
    const values = picked.map((row) => column[row]);
    flat[name] = column instanceof Float64Array ? Float64Array.from(values as number[]) : values.map(String);
  }
}
