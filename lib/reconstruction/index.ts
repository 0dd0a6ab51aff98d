/** @file From images to a map: filtered back projection, Fourier inversion in the plane and in space, a first map. */

export { backProjection, filteredBackProjection, ramLak } from "./back-projection.ts";
export { firstMap, type MapReport, type ParticleStack } from "./first-map.ts";
export { reconstructFromLines } from "./from-lines.ts";
export { type ReconstructOptions, reconstruct3d } from "./reconstruct-3d.ts";
export { finishMap, insertSlice, type SliceGrid, sliceGrid } from "./slice-grid.ts";
