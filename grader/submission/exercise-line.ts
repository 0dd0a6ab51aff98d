/** @file Which exercise a cell answers. On its own, without the compiler, so that everybody can afford to ask. */

/**
 * The exercise that a cell answers, from its first line `%%exercise <id>`; blanks may follow.
 *
 * @example
 * exerciseOf("%%exercise fourier/dft\nexport function dft() {}") // "fourier/dft"
 */
export function exerciseOf(source: string): string | undefined {
  return /^\uFEFF?%%exercise[ \t]+(\S+)/.exec(source)?.[1];
}
