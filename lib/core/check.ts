/**
 * @file Checks at the public border. A message names the function, the rule and the value:
 * `electronWavelength: voltageKv must be positive, got -1`. Never inside a loop.
 */

/**
 * Throws a RangeError unless a condition holds.
 *
 * @param holds - what must be true
 * @param message - `function: rule, got value`; called only when the check fails
 * @throws RangeError with that message
 */
export function check(holds: boolean, message: () => string): asserts holds {
  if (!holds) throw new RangeError(message());
}

/**
 * Throws a RangeError at the first value that is NaN or infinite.
 *
 * @param data - values to look at
 * @param name - function and argument, as in `fft: re`
 * @throws RangeError with the index and the value
 */
export function checkFinite(data: ArrayLike<number>, name: string): void {
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (!Number.isFinite(value)) throw new RangeError(`${name} must be finite, got ${value} at index ${i}`);
  }
}
