/** @file The part of fft.js that fft-plan.ts calls; the package has no types of its own. */

declare module "fft.js" {
  export default class FFT {
    /** @param size - a power of two, at least 2 */
    constructor(size: number);
    /** Forward transform of 2 · size interleaved numbers. */
    transform(out: Float64Array, data: Float64Array): void;
  }
}
