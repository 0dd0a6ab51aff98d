/**
 * @file The names that exist where an answer runs: ECMAScript, and a few that every host of JavaScript has. The guest
 * deletes all others before the learner's code loads; extraction refuses all others by the syntax tree. One list for both,
 * so that they cannot drift. It imports nothing: the guest is few files.
 */

/** Globals of an answer, by name. */
export const availableGlobals: readonly string[] = (
  "globalThis Infinity NaN undefined eval isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI " +
  "encodeURIComponent escape unescape Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date " +
  "FinalizationRegistry Float16Array Float32Array Float64Array Function Int8Array Int16Array Int32Array Iterator Map Number " +
  "Object Promise Proxy RegExp Set SharedArrayBuffer String Symbol Uint8Array Uint8ClampedArray Uint16Array Uint32Array " +
  "WeakMap WeakRef WeakSet Error AggregateError EvalError RangeError ReferenceError SuppressedError SyntaxError TypeError " +
  "URIError AsyncDisposableStack DisposableStack Atomics JSON Math Reflect Intl Temporal " +
  "console performance structuredClone queueMicrotask TextEncoder TextDecoder setTimeout clearTimeout setInterval clearInterval"
).split(" ");
