/** @file From a map to images: shadows and lines in the plane, projections and slices in space, noise, particle stacks. */

export { addNoise } from "./add-noise.ts";
export { centralLine } from "./central-line.ts";
export { centralSlice } from "./central-slice.ts";
export { fanSinogram } from "./fan-sinogram.ts";
export { projectVolume } from "./project-volume.ts";
export { type SimulatedStack, type StackOptions, simulateStack } from "./simulate-stack.ts";
export { radonGaussian, sinogram } from "./sinogram.ts";
