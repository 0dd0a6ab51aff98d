/** @file The line by which a secret file is found in a release: every one must have its own. */

import type { canaries } from "../release/canary.ts";

/** Secret files without the line that betrays them in a release. */
export function canaryFlaws(id: string, { without, twice }: ReturnType<typeof canaries>): string[] {
  const own = (path: string) => path.startsWith(`solutions/${id}/`) || path.startsWith(`tests/hidden/${id}/`);
  const flaw = (what: string) => (path: string) => `${path} ${what}; npx cryolab canary mends it`;
  return [
    ...without.filter(own).map(flaw("must end with a canary")),
    ...twice.filter(own).map(flaw("has the canary of another file")),
  ];
}
