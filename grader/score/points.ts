/** @file Points stand at the head of a title, `it("[4] equals the slow sum", …)`, and nowhere else but in the manifest's sums. */

/** A title taken apart. */
export interface Titled {
  readonly title: string;
  readonly max: number;
}

/** The points and the sentence of a title; without `[n]` a test is worth nothing. */
export function parseTitle(title: string): Titled {
  const match = /^\[(\d{1,4})\]\s*(.*)$/s.exec(title);
  return match ? { title: match[2], max: Number(match[1]) } : { title, max: 0 };
}

/** Sum of the points of tests. */
export function sumPoints(tests: readonly { readonly points: number }[]): number {
  return tests.reduce((sum, test) => sum + test.points, 0);
}
