import type { Image, LineSpectrum } from "@cryolab/lib";

/**
 * An image from lines through its spectrum: the inverse of centralLine.
 *
 * F = Σ w L/Σ w, its inverse transform
 *
 * @param lines - spectra of shadows, n values each, zero frequency first, phases about floor(n/2)
 * @param angles - θ of each, radians
 * @param n - side of the image
 * @returns shape [n, n], its origin at floor(n/2)
 */
export function reconstructFromLines(lines: readonly LineSpectrum[], angles: Float64Array, n: number): Image {
  // TODO: finer lines from padded shadows; their samples into one grid; one division; the way back.
  throw new Error(`TODO: reconstructFromLines (${lines.length} lines, ${angles.length} angles, n = ${n})`);
}
