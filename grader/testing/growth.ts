/**
 * @file How long calls take, without a second in it: as the exponent by which time grows with size, or as a ratio to another
 * function that runs in turn with it, so that a busy machine slows both. Each is called once before the clock counts, and
 * of several rounds the shortest or the median stands.
 *
 *     expectThat((await growth((n) => fft(line(n)), [4096, 8192, 16384, 32768])) < 1.4, "…grows faster than n log n.");
 *     const ref = await reference<typeof answer>("fourier/fft");
 *     expectThat((await timeRatio(() => fft(x), () => ref.fft(x))) < 20, "…takes much longer than need be.");
 */

/** How to measure. */
export interface Measured {
  /** times that each size or function is called, default 5 */
  readonly rounds?: number;
  /** a clock in ms */
  readonly now?: () => number;
}

async function time(call: () => Promise<unknown>, now: () => number): Promise<number> {
  const start = now();
  await call();
  return now() - start;
}

/**
 * The exponent p of t ∝ n^p: the slope of log t over log n by least squares, from the shortest time at each size.
 *
 * @param call - one call at a size; inputs are best made before
 * @param sizes - at least two, so large that a call takes milliseconds: crossing the wall takes a tenth of one
 */
export async function growth(
  call: (size: number) => Promise<unknown>,
  sizes: readonly number[],
  { rounds = 5, now = () => performance.now() }: Measured = {},
): Promise<number> {
  const shortest = sizes.map(() => Number.POSITIVE_INFINITY);
  for (const size of sizes) await call(size);
  for (let round = 0; round < rounds; round++)
    for (const [i, size] of sizes.entries()) shortest[i] = Math.min(shortest[i], await time(() => call(size), now));
  const x = sizes.map(Math.log);
  const y = shortest.map((ms) => Math.log(Math.max(ms, 1e-3)));
  const [mx, my] = [mean(x), mean(y)];
  const over = x.reduce((sum, v, i) => sum + (v - mx) * (y[i] - my), 0);
  return over / x.reduce((sum, v) => sum + (v - mx) * (v - mx), 0);
}

/**
 * The median time of one call over that of another, called in turn.
 *
 * @param call - what is measured
 * @param other - what it is compared with, best the reference's
 */
export async function timeRatio(
  call: () => Promise<unknown>,
  other: () => Promise<unknown>,
  { rounds = 5, now = () => performance.now() }: Measured = {},
): Promise<number> {
  await call();
  await other();
  const [mine, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    mine.push(await time(call, now));
    theirs.push(await time(other, now));
  }
  return median(mine) / Math.max(median(theirs), 1e-3);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
