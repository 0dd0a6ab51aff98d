/**
 * Two coins from rows of tosses, by expectation maximisation.
 *
 * γ = weights of the coins for every row; p = weighed heads over weighed tosses
 *
 * @param heads - heads of every row, shape [rows]
 * @param tosses - tosses of every row, shape [rows]
 * @param start - probabilities of heads to begin with
 * @returns p of both coins, and the log-likelihood from the start to the end
 */
export function coinFlipEm(
  heads: Float64Array,
  tosses: Float64Array,
  start: readonly [number, number],
): { p: [number, number]; logLikelihood: Float64Array } {
  // TODO: the log-likelihood of one row under both coins, its two weights, the counts; then a loop around.
  throw new Error(`TODO: coinFlipEm (${heads.length} rows, ${tosses.length} numbers of tosses, start ${start})`);
}
