/** @file Layer 4: discrete Fourier transforms, frequencies, and what is done between the two. */

export { centredFft, centredIfft } from "./centred.ts";
export { continuousFt } from "./continuous.ts";
export { type ConvolveMode, convolve, crossCorrelate, crossCorrelate2d } from "./convolve.ts";
export { dft } from "./dft.ts";
export { fastSize } from "./fast-size.ts";
export { fft, fftn, ifft, ifftn, type Norm } from "./fft.ts";
export { fftshift, ifftshift } from "./fftshift.ts";
export { fftfreq, frequencyGrid, rfftfreq } from "./frequencies.ts";
export { gaussianBlur, gaussianKernel } from "./gaussian.ts";
export { fullFromHalf, hermitianWeights, irfft, rfft } from "./half.ts";
export { bandPass, type Edge, highPass, lowPass } from "./low-pass.ts";
export { type NoiseAmplitude, noiseWithSpectrum } from "./noise.ts";
export { powerSpectrum, radialAverage, shellIndex } from "./radial.ts";
export { fourierCrop, fourierPad } from "./resize.ts";
export { fourierShift } from "./shift.ts";
export { twoPoint } from "./two-point.ts";
