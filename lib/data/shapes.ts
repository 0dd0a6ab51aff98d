/** @file Small pictures that show at a glance whether something was turned, mirrored, blurred or mixed. */

import { check, type Image } from "../core/index.ts";

function checkSize(n: number, least: number, name: string): void {
  check(Number.isInteger(n) && n >= least, () => `${name}: n must be a whole number >= ${least}, got ${n}`);
}

/**
 * A letter L: no rotation brings it onto its mirror image, and none but the whole turn onto itself.
 *
 * Stem and foot are about n/8 pixels wide, the stem n/2 tall and the foot 3n/8 long; the foot lies at large y and points
 * to large x. Where the image is drawn with row 0 on top, it is a letter L that can be read.
 *
 * @param n - side of the image, pixels, ≥ 4
 * @returns shape [n, n], 1 on the letter and 0 elsewhere
 * @throws RangeError if n is not a whole number ≥ 4
 * @example
 * letterL(4).data // Float64Array [0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
 */
export function letterL(n: number): Image {
  checkSize(n, 4, "letterL");
  const width = Math.max(1, Math.round(n / 8));
  const long = Math.max(Math.round((3 * n) / 8), width + 1);
  const tall = Math.max(Math.round(n / 2), long + 1);
  const top = Math.floor((n - tall) / 2);
  const left = Math.floor((n - long) / 2);
  const data = new Float64Array(n * n);
  for (let y = top; y < top + tall; y++) {
    const isFoot = y >= top + tall - width;
    data.fill(1, y * n + left, y * n + left + (isFoot ? long : width));
  }
  return { shape: [n, n], data };
}

/**
 * Two round blobs that share a mass: the smallest set of images that differ in one way.
 *
 * x = a g₁ + (1 − a) g₂, g = e^(−|r − c|²/(2σ²)), c₁ = (−d/2, 0), c₂ = (d/2, 0)
 *
 * @param n - side of the image, pixels
 * @param share - a, the mass of the blob at smaller x; any finite number
 * @param options - `sigma`, default 3n/32, and `distance` d, default n/2, pixels
 * @returns shape [n, n], origin at floor(n/2)
 * @throws RangeError if n is not a whole number ≥ 1, sigma is not above 0 or share or distance is not finite
 * @example
 * twoBlobs(32, 1).data[16 * 32 + 8] // 1
 */
export function twoBlobs(
  n: number,
  share: number,
  options: { readonly sigma?: number; readonly distance?: number } = {},
): Image {
  const { sigma = (3 * n) / 32, distance = n / 2 } = options;
  checkSize(n, 1, "twoBlobs");
  check(Number.isFinite(share), () => `twoBlobs: share must be finite, got ${share}`);
  check(sigma > 0 && sigma < Infinity, () => `twoBlobs: sigma must be finite and above 0, got ${sigma}`);
  check(Number.isFinite(distance), () => `twoBlobs: distance must be finite, got ${distance}`);
  const centre = Math.floor(n / 2);
  const data = new Float64Array(n * n);
  for (let y = 0, i = 0; y < n; y++)
    for (let x = 0; x < n; x++, i++) {
      const y2 = (y - centre) * (y - centre);
      const [u, v] = [x - centre + distance / 2, x - centre - distance / 2];
      const g1 = Math.exp(-(u * u + y2) / (2 * sigma * sigma));
      const g2 = Math.exp(-(v * v + y2) / (2 * sigma * sigma));
      data[i] = share * g1 + (1 - share) * g2;
    }
  return { shape: [n, n], data };
}

/** Places within a pixel at which a star is sampled, along each axis. */
const samples = 8;

/**
 * A Siemens star: spokes whose spacing shrinks towards the centre, so that every detail size has its ring.
 *
 * At radius r the period is 2πr/spokes pixels; within the radius where it is two pixels the star is grey, ½.
 *
 * @param n - side of the image, pixels
 * @param options - `spokes`, number of white sectors, default 18; `radius` of the star, pixels, default 0.45 n
 * @returns shape [n, n]: 1 on a white sector, 0 on a black one and outside, the covered share where an edge crosses a pixel
 *   (of 8 × 8 places within it); centre at floor(n/2), a white sector opens at angle 0 (+x) towards +y
 * @throws RangeError if n or spokes is not a whole number ≥ 1, or radius not above 0
 * @example
 * siemensStar(64).shape // [64, 64]
 */
export function siemensStar(n: number, options: { readonly spokes?: number; readonly radius?: number } = {}): Image {
  const { spokes = 18, radius = 0.45 * n } = options;
  checkSize(n, 1, "siemensStar");
  check(
    Number.isInteger(spokes) && spokes >= 1,
    () => `siemensStar: spokes must be a whole number >= 1, got ${spokes}`,
  );
  check(radius > 0 && radius < Infinity, () => `siemensStar: radius must be finite and above 0, got ${radius}`);
  const centre = Math.floor(n / 2);
  const inner = spokes / Math.PI; // 2πr/spokes = 2
  const data = new Float64Array(n * n);
  const value = (x: number, y: number): number => {
    const r = Math.sqrt(x * x + y * y);
    if (r > radius) return 0;
    if (r < inner) return 0.5;
    const turn = (Math.atan2(y, x) / (2 * Math.PI) + 1) * spokes; // sectors since angle 0
    return turn - Math.floor(turn) < 0.5 ? 1 : 0;
  };
  for (let y = 0, i = 0; y < n; y++)
    for (let x = 0; x < n; x++, i++) {
      let sum = 0;
      for (let v = 0; v < samples; v++)
        for (let u = 0; u < samples; u++)
          sum += value(x - centre + (u + 0.5) / samples - 0.5, y - centre + (v + 0.5) / samples - 0.5);
      data[i] = sum / (samples * samples);
    }
  return { shape: [n, n], data };
}
