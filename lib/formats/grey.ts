/** @file Pictures into grey images: what the readers of PNG and TIFF share. */

import type { Image } from "../core/index.ts";

/** Most pixels of a picture. */
export const mostPixels: number = 2 ** 28;

/** Deflate and LZW shrink a row of zeros by no more than this. */
export const mostShrinking = 1500;

/** Samples of a picture, pixel after pixel. */
export interface Samples {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey and alpha, 3 colour, 4 colour and alpha */
  readonly channels: number;
  readonly data: ArrayLike<number>;
}

/**
 * A grey image of samples: alpha is left out, colours become 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601).
 *
 * @param samples - values as stored
 * @returns shape [height, width], in the units of the samples, row 0 on top
 */
export function greyImage({ width, height, channels, data }: Samples): Image {
  const values = new Float64Array(width * height);
  if (channels < 3) for (let i = 0, j = 0; i < values.length; i++, j += channels) values[i] = data[j];
  else
    for (let i = 0, j = 0; i < values.length; i++, j += channels)
      values[i] = 0.299 * data[j] + 0.587 * data[j + 1] + 0.114 * data[j + 2];
  return { shape: [height, width], data: values };
}
