/** @file Numbers of tests/golden/sampling/scipy.py, seen from tests/dist/lib/sampling. */

import { readFileSync } from "node:fs";
import { core, type Image, type Points, type Volume } from "@cryolab/lib";

interface Golden {
  image: { shape: [number, number]; data: number[] };
  volume: { shape: [number, number, number]; data: number[] };
  points2: number[];
  points3: number[];
  bilinear: number[];
  cubicSpline: number[];
  trilinear: number[];
  angle: number;
  rotateImage1: number[];
  rotateImage3: number[];
}

export const golden: Golden = JSON.parse(
  readFileSync(new URL("../../../golden/sampling/scipy.json", import.meta.url), "utf8"),
);
export const image: Image = core.realArray(golden.image.shape, golden.image.data);
export const volume: Volume = core.realArray(golden.volume.shape, golden.volume.data);
export const points2: Points = core.realArray([golden.points2.length / 2, 2], golden.points2);
export const points3: Points = core.realArray([golden.points3.length / 3, 3], golden.points3);
