/** @file From a map to images: projections in real space, central slices in Fourier space. */

export { centralSlice } from "./central-slice.ts";
export { projectVolume } from "./project-volume.ts";
