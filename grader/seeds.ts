/**
 * @file The seed of a learner: HMAC-SHA256 of exercise and learner under the secret of the course. Without the secret nobody
 * can compute it, no two learners have the same, and every attempt and every regrade of one has.
 */

import { createHmac } from "node:crypto";

/**
 * What the hidden inputs of one learner are drawn from, for `gradeFile(…, { seed })`.
 *
 * @param secret - of the course, at least 16 bytes; kept by the instructor for as long as grades may be asked again
 * @param exercise - topic/slug
 * @param learner - as the roster calls the learner, and always the same
 * @returns 64 hexadecimal digits
 */
export function seedFor(secret: string | Uint8Array, exercise: string, learner: string): string {
  const bytes = typeof secret === "string" ? Buffer.from(secret, "utf8") : secret;
  if (bytes.length < 16) throw new RangeError(`seedFor: the secret must have at least 16 bytes, got ${bytes.length}`);
  return createHmac("sha256", bytes)
    .update(JSON.stringify([exercise, learner]))
    .digest("hex");
}
