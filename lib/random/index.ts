/** @file Chance: a seeded generator specified to the bit, and distributions on it. Every function that draws takes one. */

export { normal } from "./normal.ts";
export { poisson } from "./poisson.ts";
export { rng, stream, uniform } from "./rng.ts";
