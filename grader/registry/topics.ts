/** @file The topics of exercises: the rooms of the library that exercises ask to write, in teaching order. */

/** Topics in the order of the course. */
export const topics: readonly string[] = [
  "fourier",
  "sampling",
  "random",
  "linalg",
  "rotations",
  "optics",
  "detector",
  "forward",
  "classification",
  "reconstruction",
  "resolution",
  "transport",
  "heterogeneity",
  "tomography",
  "formats",
];

/** An id as `topic/slug`, taken apart. */
export interface ExerciseId {
  readonly topic: string;
  readonly slug: string;
}

/** Takes an id apart, or says what is wrong with it. */
export function parseId(id: string): ExerciseId {
  const match = /^([a-z0-9-]+)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(id);
  if (!match) throw new RangeError(`exercise id: must be topic/slug such as fourier/dft, got ${JSON.stringify(id)}`);
  const [, topic, slug] = match;
  if (!topics.includes(topic))
    throw new RangeError(`exercise id: unknown topic ${JSON.stringify(topic)}; the topics are ${topics.join(", ")}`);
  return { topic, slug };
}
