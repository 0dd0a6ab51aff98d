/** @file Made data whose truth is known: phantoms with closed forms, traces and half maps from a seed. */

export { halfMaps } from "./half-maps.ts";
export { type Nelson1d, type Nelson1dOptions, nelson1d, nelsonTemplate } from "./nelson.ts";
export {
  type Blob,
  chiralPhantom,
  gaussianPhantom,
  type Phantom,
  type PhantomGrid,
  phantomProjection,
  phantomTransform,
  phantomVolume,
} from "./phantom.ts";
