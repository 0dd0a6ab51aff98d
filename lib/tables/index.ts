/** @file Particle metadata and results as danfojs frames; danfojs is loaded with the first one. */

export type { Cell, DataFrame } from "./danfo.ts";
export { type Columns, columns, dataFrame } from "./data-frame.ts";
export { type ParticleColumn, type ParticleColumns, particleTable } from "./particle-table.ts";
