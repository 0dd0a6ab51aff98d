/**
 * @file Points stand at the head of a title, `it("[4] equals the slow sum", …)`, and nowhere else but in the manifest's sums.
 * A test that makes sense only when others hold names them there by their places in the file, counted from 1:
 * `it("[2 after 1] is linear", …)` and `it("[1 after 1, 3] …", …)`; it is skipped unless they passed.
 */

/** A title taken apart. */
export interface Titled {
  readonly title: string;
  readonly max: number;
  /** places of the tests that must have passed, from 1 */
  readonly after: readonly number[];
}

/** The head of a title: its points, and what it comes after. */
export const TITLE: RegExp = /^\[(\d{1,4})(?: after (\d{1,3}(?:, ?\d{1,3})*))?\]\s*(.*)$/s;

/** The points and the sentence of a title; without `[n]` a test is worth nothing. */
export function parseTitle(title: string): Titled {
  const match = TITLE.exec(title);
  if (!match) return { title, max: 0, after: [] };
  const [, max, after = "", sentence] = match;
  return { title: sentence, max: Number(max), after: after.split(",").filter(Boolean).map(Number) };
}

/** Sum of the points of tests. */
export function sumPoints(tests: readonly { readonly points: number }[]): number {
  return tests.reduce((sum, test) => sum + test.points, 0);
}
