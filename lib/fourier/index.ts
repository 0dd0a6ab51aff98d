/** @file Layer 4: discrete Fourier transforms, frequencies, and what is done between the two. */

export { centredFft, centredIfft } from "./centred.ts";
export { dft } from "./dft.ts";
export { fft, fftn, ifft, ifftn, type Norm } from "./fft.ts";
export { fftshift, ifftshift } from "./fftshift.ts";
export { fftfreq, frequencyGrid, rfftfreq } from "./frequencies.ts";
export { fullFromHalf, hermitianWeights, irfft, rfft } from "./half.ts";
export { type Edge, lowPass } from "./low-pass.ts";
export { powerSpectrum, radialAverage, shellIndex } from "./radial.ts";
export { fourierCrop, fourierPad } from "./resize.ts";
export { fourierShift } from "./shift.ts";
