/** @file Layer 1: the numeric core. WebAssembly and threads under the transforms, each with its twin in plain TypeScript. */

export { complexTransform, halfTransform, realTransform } from "./double.ts";
export { type Engine, type EngineKind, engine, setEngine } from "./engine.ts";
export { type Roots, rootsOfUnity } from "./roots.ts";
export { fftStack, irfftStack, rfftStack, type StackAxes } from "./stack.ts";
export { setThreads } from "./threads.ts";
