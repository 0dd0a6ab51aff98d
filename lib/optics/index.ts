/** @file The lens: electron wavelength and contrast transfer function. */

export { type CtfOptions, chi, ctf1d, ctf2d, ctfZeros } from "./ctf.ts";
export type { CtfSign } from "./lens.ts";
export { electronWavelength } from "./wavelength.ts";
