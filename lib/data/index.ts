/** @file Made data whose truth is known: phantoms with closed forms, small pictures, traces and half maps from a seed; and public entries. */

export { type FetchedFile, type FetchOptions, fetch } from "./fetch.ts";
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
export { letterL, siemensStar, twoBlobs } from "./shapes.ts";
export { type SheppLoganOptions, sheppLogan, sheppLoganSinogram } from "./shepp-logan.ts";
