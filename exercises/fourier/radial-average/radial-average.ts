import type { Image, Volume } from "@cryolab/lib";

/**
 * Mean over every shell of an image or a volume.
 *
 * shell = round(distance from floor(n/2)), value = mean, count = number of pixels
 *
 * @param a - image or volume, centred
 * @returns value and count of shells 0 to floor(min(shape)/2)
 */
export function radialAverage(a: Image | Volume): { value: Float64Array; count: Float64Array } {
  // TODO: the distance of every pixel, its shell, a sum and a count for each.
  throw new Error(`TODO: radialAverage (shape ${a.shape})`);
}
