/** @file Atoms of a model, column by column, whatever file they came from. */

import type { Points } from "../core/index.ts";

/** The atoms of a model file, in its order: entry i of every column is one atom. */
export interface Atoms {
  /** (x, y, z), Å, shape [n, 3] */
  readonly positions: Points;
  /** chemical symbols as in the periodic table: "C", "Zn" */
  readonly elements: readonly string[];
  /** "CA", "O5'" */
  readonly names: readonly string[];
  /** "ALA", "HOH" */
  readonly residues: readonly string[];
  /** number of the residue in its chain, as the authors count */
  readonly residueNumbers: Int32Array;
  /** insertion code of the residue, "" if none */
  readonly insertions: readonly string[];
  /** as the authors name them: "A" */
  readonly chains: readonly string[];
  /** which alternate location, "" if there is one only */
  readonly alternates: readonly string[];
  readonly occupancies: Float64Array;
  /** Å² */
  readonly bFactors: Float64Array;
  /** number of the model, 1 where the file does not say */
  readonly models: Int32Array;
  /** 1 where the record is HETATM: ligands, waters, ions */
  readonly hetero: Uint8Array;
}

/** Atoms while they are gathered. */
export interface AtomsDraft {
  readonly x: number[];
  readonly elements: string[];
  readonly names: string[];
  readonly residues: string[];
  readonly residueNumbers: number[];
  readonly insertions: string[];
  readonly chains: string[];
  readonly alternates: string[];
  readonly occupancies: number[];
  readonly bFactors: number[];
  readonly models: number[];
  readonly hetero: number[];
}

/** No atoms yet. */
export function emptyAtoms(): AtomsDraft {
  return {
    x: [],
    elements: [],
    names: [],
    residues: [],
    residueNumbers: [],
    insertions: [],
    chains: [],
    alternates: [],
    occupancies: [],
    bFactors: [],
    models: [],
    hetero: [],
  };
}

/** The record of gathered atoms. */
export function atomsOf(draft: AtomsDraft): Atoms {
  const { x, residueNumbers, occupancies, bFactors, models, hetero, ...texts } = draft;
  return {
    positions: { shape: [x.length / 3, 3], data: Float64Array.from(x) },
    ...texts,
    residueNumbers: Int32Array.from(residueNumbers),
    occupancies: Float64Array.from(occupancies),
    bFactors: Float64Array.from(bFactors),
    models: Int32Array.from(models),
    hetero: Uint8Array.from(hetero),
  };
}

/** A symbol as the periodic table writes it: "ZN" is "Zn", and deuterium stays "D". */
export function symbolOf(text: string): string {
  return text === "" ? "" : text[0].toUpperCase() + text.slice(1).toLowerCase();
}
