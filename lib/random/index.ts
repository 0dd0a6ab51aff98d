/** @file Chance: a seeded generator specified to the bit, and distributions on it. Every function that draws takes one. */

export { binomial } from "./binomial.ts";
export { multivariateNormal, shuffle } from "./multivariate.ts";
export { normal } from "./normal.ts";
export { poisson } from "./poisson.ts";
export { rng, stream, uniform } from "./rng.ts";
export { type RunningMoments, welford } from "./welford.ts";
