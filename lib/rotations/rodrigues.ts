/** @file The matrix of Rodrigues' formula, R = 1 + s [v]× + k [v]×², for whoever knows s and k without cancellation. */

import type { Rotation } from "../core/index.ts";

/** Nine numbers row by row; v = (x, y, z) of any length that s and k were made for. */
export function rodrigues(x: number, y: number, z: number, s: number, k: number): Rotation {
  return Float64Array.of(
    1 - k * (y * y + z * z),
    k * x * y - s * z,
    k * x * z + s * y,
    k * x * y + s * z,
    1 - k * (x * x + z * z),
    k * y * z - s * x,
    k * x * z - s * y,
    k * y * z + s * x,
    1 - k * (x * x + y * y),
  );
}
