/** @file The grader of this installation. */

import * as installed from "@cryolab/grader";
import type { Grader } from "./grading.ts";

/** The installed grader, seen as what the kernel asks of one. */
export function loadGrader(): Grader {
  return installed as unknown as Grader;
}
