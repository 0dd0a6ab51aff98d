/**
 * @file What a counting camera makes of an intensity: a mean number of electrons in every pixel, blurred by the camera,
 * a Poisson count of it, and the gain of the pixel.
 * Source: McMullan, Faruqi & Henderson (2016), Methods Enzymol. 579, 1, doi:10.1016/bs.mie.2016.05.056.
 */

import { check, checkFinite, type Image, product, type Rng } from "../core/index.ts";
import { fftfreq, irfft, rfft, rfftfreq } from "../fourier/index.ts";
import { poisson } from "../random/index.ts";

/** The exposure and the camera. */
export interface RecordOptions {
  /** electrons on the specimen, e⁻/Å², where the intensity is 1 */
  readonly dose: number;
  /** side of a pixel on the specimen, Å */
  readonly pixelSize: number;
  /** modulation transfer function of u in cycles per pixel, 1 at 0; 1 everywhere by default */
  readonly mtf?: (u: number) => number;
  /** counts of one electron, one for all pixels or one a pixel; 1 by default */
  readonly gain?: number | Image;
  readonly rng: Rng;
}

/**
 * An intensity as a counting camera records it.
 *
 * counts(p) = gain(p) · Poisson(m(p)), m the intensity · dose · pixelSize² blurred by the MTF
 *
 * The blur acts on the mean, so that the noise is white. Where a ringing blur makes the mean negative it counts as 0.
 *
 * @param intensity - per pixel, ≥ 0, 1 where nothing absorbs or scatters
 * @param options - exposure, camera and generator, which is advanced
 * @returns counts of the shape of the intensity
 * @throws RangeError if the intensity is negative or not finite, dose is negative, pixelSize is not above 0, mtf is not
 *   finite, or the gain does not fit
 * @example
 * const ones = mapReal(image, () => 1);
 * recordImage(ones, { dose: 20, pixelSize: 1.5, rng }).shape // [64, 64]
 * @see McMullan, Faruqi & Henderson (2016), doi:10.1016/bs.mie.2016.05.056
 */
export function recordImage(intensity: Image, options: RecordOptions): Image {
  const { dose, pixelSize, mtf, gain = 1, rng } = options;
  const { shape, data } = intensity;
  check(
    shape.length === 2 && data.length === product(shape),
    () => `recordImage: intensity must have 2 axes, got shape [${shape}] with ${data.length} values`,
  );
  checkFinite(data, "recordImage: intensity");
  const negative = data.findIndex((v) => v < 0);
  check(negative < 0, () => `recordImage: intensity must be >= 0, got ${data[negative]} at index ${negative}`);
  check(dose >= 0 && dose < Infinity, () => `recordImage: dose must be finite and >= 0, got ${dose}`);
  check(
    pixelSize > 0 && pixelSize < Infinity,
    () => `recordImage: pixelSize must be finite and above 0, got ${pixelSize}`,
  );
  const gains = typeof gain === "number" ? data.map(() => gain) : gain.data;
  check(
    gains.length === data.length && (typeof gain === "number" || gain.shape[1] === shape[1]),
    () => `recordImage: gain must be a number or have shape [${shape}], got ${gains.length} values`,
  );
  checkFinite(gains, "recordImage: gain");

  const electrons = dose * pixelSize * pixelSize;
  const mean = mtf === undefined ? data : blurred(intensity, mtf);
  return { shape, data: mean.map((v, i) => gains[i] * poisson(rng, Math.max(0, v * electrons))) };
}

/** The image with its spectrum multiplied by the MTF. */
function blurred({ shape, data }: Image, mtf: (u: number) => number): Float64Array {
  if (data.length === 0) return data;
  const half = rfft({ shape, data });
  const v = fftfreq(shape[0], 1);
  const u = rfftfreq(shape[1], 1);
  for (let y = 0, i = 0; y < v.length; y++)
    for (let x = 0; x < u.length; x++, i++) {
      const frequency = Math.sqrt(u[x] * u[x] + v[y] * v[y]);
      const factor = mtf(frequency);
      check(Number.isFinite(factor), () => `recordImage: mtf must be finite, got ${factor} at u = ${frequency}`);
      half.re[i] *= factor;
      half.im[i] *= factor;
    }
  return irfft(half, shape).data;
}
