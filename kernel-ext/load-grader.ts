/** @file The grader of this installation. */

import { exerciseIds, gradeCells, readManifest } from "@cryolab/grader";
import type { Grader } from "./grading.ts";

/** The installed grader, seen as what the kernel asks of one. */
export const installedGrader: Grader = { exerciseIds, gradeCells, readManifest };
