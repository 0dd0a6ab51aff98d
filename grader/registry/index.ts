/** @file The exercises of a course: where they are and what their manifests say. */

export { type Manifest, ManifestError, minutes, readManifest } from "./manifest.ts";
export { type ExercisePaths, exerciseIds, exercisePaths, findRoot } from "./paths.ts";
export { parseId, topics } from "./topics.ts";
