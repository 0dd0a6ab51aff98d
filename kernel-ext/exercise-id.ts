/**
 * @file The type of `check`'s argument. On disk it is any text; the kernel reads this file's declaration as the union of the
 * ids of the course, so that `check("` completes and a slip of the pen is a type error.
 */

/** Id of an exercise, topic/slug. */
export type ExerciseId = string;
