/**
 * @file Vectors of 16 bytes, of f32 or f64, and the two ways in which complex numbers lie: real parts and imaginary parts apart,
 * at a distance that the caller knows (layout i32) or at FAR, which costs no addition (layout u32: scratch).
 * AssemblyScript: compiled by `node bin/kernels.js`, never by tsc. One source gives f32 and f64 by the type parameter T.
 */

/** From real to imaginary parts in scratch: 2 MiB, and 2112 bytes so that the two do not fight for the same lines of the cache. */
export const FAR: usize = 2099264;

/** a + b. */
@inline export function add<T>(a: v128, b: v128): v128 {
  return v128.add<T>(a, b);
}
/** a − b. */
@inline export function sub<T>(a: v128, b: v128): v128 {
  return v128.sub<T>(a, b);
}
/** a·b. */
@inline export function mul<T>(a: v128, b: v128): v128 {
  return v128.mul<T>(a, b);
}

/** a·b + c. Fused in single precision only: double precision gives the same bits on every machine. */
@inline export function madd<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD && sizeof<T>() == 4) return v128.relaxed_madd<T>(a, b, c);
  return v128.add<T>(c, v128.mul<T>(a, b));
}

/** c − a·b. */
@inline export function nmadd<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD && sizeof<T>() == 4) return v128.relaxed_nmadd<T>(a, b, c);
  return v128.sub<T>(c, v128.mul<T>(a, b));
}

/** A number in every lane. */
@inline export function constant<T>(x: f64): v128 {
  return v128.splat<T>(<T>x);
}
/** Value i of a table in every lane. */
@inline export function splatAt<T>(p: usize, i: usize): v128 {
  return v128.load_splat<T>(p + i * sizeof<T>());
}

/** Imaginary parts to the real parts at p. */
@inline export function imag<I>(p: usize, d: usize): v128 {
  if (isSigned<I>()) return v128.load(p + d);
  return v128.load(p, FAR);
}

/** The lanes the other way round. */
@inline export function reversed<T>(x: v128): v128 {
  if (sizeof<T>() == 4) return v128.shuffle<f32>(x, x, 3, 2, 1, 0);
  return v128.shuffle<f64>(x, x, 1, 0);
}

/** How many values a vector holds. */
@inline export function lanes<T>(): usize {
  return 16 / sizeof<T>();
}
