/** @file What a wrong array of numbers has in common with the right one: a classic slip, named only when it is certain. */

export { type Complex, diagnose } from "./diagnose.ts";
