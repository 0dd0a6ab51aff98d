/** @file The lens: electron wavelength, contrast transfer function, the box it asks for, and how to undo it. */

export { ctfAliasingLimit, delocalisation } from "./box.ts";
export { phaseFlip, wienerFilter } from "./correct.ts";
export { type CtfOptions, chi, ctf1d, ctf2d, ctfZeros } from "./ctf.ts";
export type { CtfSign } from "./lens.ts";
export { electronWavelength } from "./wavelength.ts";
