/** @file What grading must say of an answer, known from how the answer was made and never from running the grader. */

/** Points between two bounds, or the reason why there are none; `absent` means that nothing was handed in. */
export type Expected =
  | { readonly status: "graded"; readonly least: number; readonly most: number }
  | { readonly status: "missing" | "unreadable" | "unparsable" | "not-gradable" | "absent" };

/** So many points, neither more nor less. */
export const exactly = (points: number): Expected => ({ status: "graded", least: points, most: points });

/** Fewer points than there are. */
export const below = (max: number): Expected => ({ status: "graded", least: 0, most: max - 1 });

/** What is wrong with a result; undefined when it is as it must be. */
export function mismatch(
  expected: Expected,
  got: { readonly status: string; readonly points: number } | undefined,
): string | undefined {
  if (expected.status === "absent") return got === undefined ? undefined : `nothing was handed in, got ${got.status}`;
  if (got === undefined) return `expected ${expected.status}, got no result`;
  if (got.status !== expected.status) return `expected ${expected.status}, got ${got.status}`;
  if (expected.status !== "graded") return got.points === 0 ? undefined : `expected no points, got ${got.points}`;
  const { least, most } = expected;
  if (got.points >= least && got.points <= most) return undefined;
  return `expected ${least === most ? least : `${least} to ${most}`} points, got ${got.points}`;
}
