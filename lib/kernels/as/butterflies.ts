/**
 * @file Transforms of 2, 3, 4, 5 and 8 complex numbers in registers, one per lane, and the factor that each result gets on its
 * way to the next pass. Layouts: I in, O out; O = i32 is the last pass, whose factors are all 1; O = i64 is the first pass of a
 * row, whose lanes are neighbours of the input: every lane has factors of its own, and its results lie together.
 */

import { add, constant, FAR, imag, lanes, madd, mul, nmadd, splatAt, sub } from "./vector";

/** Factor i of a row of factors: the same for all lanes, or one for each. */
@inline export function factor<T, O>(tw: usize, i: usize): v128 {
  if (sizeof<O>() == 8) return v128.load(tw + i * 16);
  return splatAt<T>(tw, i);
}

/** Stores result j of r at q. */
@inline function put<T, O>(q: usize, j: usize, r: usize, dl: usize, dd: usize, re: v128, im: v128): void {
  if (sizeof<O>() == 8) {
    const size = sizeof<T>();
    const to = q + j * size;
    v128.store_lane<T>(to, re, 0);
    v128.store_lane<T>(to, im, 0, FAR);
    v128.store_lane<T>(to + r * size, re, 1);
    v128.store_lane<T>(to + r * size, im, 1, FAR);
    if (lanes<T>() == 4) {
      v128.store_lane<T>(to + 2 * r * size, re, 2);
      v128.store_lane<T>(to + 2 * r * size, im, 2, FAR);
      v128.store_lane<T>(to + 3 * r * size, re, 3);
      v128.store_lane<T>(to + 3 * r * size, im, 3, FAR);
    }
  } else {
    const to = q + j * dl;
    v128.store(to, re);
    if (isSigned<O>()) v128.store(to + dd, im);
    else v128.store(to, im, FAR);
  }
}

/** Stores result j of r times a factor. */
@inline function putTimes<T, O>(
  q: usize, j: usize, r: usize, dl: usize, dd: usize, re: v128, im: v128, wr: v128, wi: v128,
): void {
  put<T, O>(q, j, r, dl, dd, nmadd<T>(im, wi, mul<T>(re, wr)), madd<T>(re, wi, mul<T>(im, wr)));
}

/** Stores result j of r times its factor from the table. */
@inline function give<T, O>(q: usize, j: usize, r: usize, dl: usize, dd: usize, re: v128, im: v128, tw: usize): void {
  if (isSigned<O>() && sizeof<O>() == 4) put<T, O>(q, j, r, dl, dd, re, im);
  else putTimes<T, O>(q, j, r, dl, dd, re, im, factor<T, O>(tw, 2 * j - 2), factor<T, O>(tw, 2 * j - 1));
}

/** Two results of two legs. */
@inline export function two<T, I, O>(p: usize, sd: usize, sl: usize, q: usize, dd: usize, dl: usize, tw: usize): void {
  const ar = v128.load(p), ai = imag<I>(p, sd), br = v128.load(p + sl), bi = imag<I>(p + sl, sd);
  put<T, O>(q, 0, 2, dl, dd, add<T>(ar, br), add<T>(ai, bi));
  give<T, O>(q, 1, 2, dl, dd, sub<T>(ar, br), sub<T>(ai, bi), tw);
}

/** Three results of three legs. */
@inline export function three<T, I, O>(p: usize, sd: usize, sl: usize, q: usize, dd: usize, dl: usize, tw: usize): void {
  const half = constant<T>(0.5), root = constant<T>(0.86602540378443864676);
  const ar = v128.load(p), ai = imag<I>(p, sd), br = v128.load(p + sl), bi = imag<I>(p + sl, sd);
  const cr = v128.load(p + 2 * sl), ci = imag<I>(p + 2 * sl, sd);
  const sr = add<T>(br, cr), si = add<T>(bi, ci);
  const tr = mul<T>(root, sub<T>(br, cr)), ti = mul<T>(root, sub<T>(bi, ci));
  put<T, O>(q, 0, 3, dl, dd, add<T>(ar, sr), add<T>(ai, si));
  const ur = nmadd<T>(half, sr, ar), ui = nmadd<T>(half, si, ai);
  give<T, O>(q, 1, 3, dl, dd, add<T>(ur, ti), sub<T>(ui, tr), tw);
  give<T, O>(q, 2, 3, dl, dd, sub<T>(ur, ti), add<T>(ui, tr), tw);
}

/** Four results of four legs. Factors are given, so that a loop loads them once; those of the last pass are not looked at. */
@inline export function four<T, I, O>(
  p: usize, sd: usize, sl: usize, q: usize, dd: usize, dl: usize,
  w1r: v128, w1i: v128, w2r: v128, w2i: v128, w3r: v128, w3i: v128,
): void {
  const p1 = p + sl, p2 = p1 + sl, p3 = p2 + sl;
  const ar = v128.load(p), ai = imag<I>(p, sd), br = v128.load(p1), bi = imag<I>(p1, sd);
  const cr = v128.load(p2), ci = imag<I>(p2, sd), dr = v128.load(p3), di = imag<I>(p3, sd);
  const t0r = add<T>(ar, cr), t0i = add<T>(ai, ci), t1r = sub<T>(ar, cr), t1i = sub<T>(ai, ci);
  const t2r = add<T>(br, dr), t2i = add<T>(bi, di), t3r = sub<T>(br, dr), t3i = sub<T>(bi, di);
  put<T, O>(q, 0, 4, dl, dd, add<T>(t0r, t2r), add<T>(t0i, t2i));
  if (isSigned<O>()) {
    put<T, O>(q, 2, 4, dl, dd, sub<T>(t0r, t2r), sub<T>(t0i, t2i));
    put<T, O>(q, 1, 4, dl, dd, add<T>(t1r, t3i), sub<T>(t1i, t3r));
    put<T, O>(q, 3, 4, dl, dd, sub<T>(t1r, t3i), add<T>(t1i, t3r));
  } else {
    putTimes<T, O>(q, 2, 4, dl, dd, sub<T>(t0r, t2r), sub<T>(t0i, t2i), w2r, w2i);
    putTimes<T, O>(q, 1, 4, dl, dd, add<T>(t1r, t3i), sub<T>(t1i, t3r), w1r, w1i);
    putTimes<T, O>(q, 3, 4, dl, dd, sub<T>(t1r, t3i), add<T>(t1i, t3r), w3r, w3i);
  }
}

/** Five results of five legs. */
@inline export function five<T, I, O>(p: usize, sd: usize, sl: usize, q: usize, dd: usize, dl: usize, tw: usize): void {
  const k1 = constant<T>(0.3090169943749474241), k2 = constant<T>(-0.8090169943749474241);
  const s1 = constant<T>(0.95105651629515357212), s2 = constant<T>(0.58778525229247312917);
  const p1 = p + sl, p2 = p1 + sl, p3 = p2 + sl, p4 = p3 + sl;
  const ar = v128.load(p), ai = imag<I>(p, sd);
  const br = v128.load(p1), bi = imag<I>(p1, sd), er = v128.load(p4), ei = imag<I>(p4, sd);
  const cr = v128.load(p2), ci = imag<I>(p2, sd), dr = v128.load(p3), di = imag<I>(p3, sd);
  const p1r = add<T>(br, er), p1i = add<T>(bi, ei), q1r = sub<T>(br, er), q1i = sub<T>(bi, ei);
  const p2r = add<T>(cr, dr), p2i = add<T>(ci, di), q2r = sub<T>(cr, dr), q2i = sub<T>(ci, di);
  put<T, O>(q, 0, 5, dl, dd, add<T>(ar, add<T>(p1r, p2r)), add<T>(ai, add<T>(p1i, p2i)));
  let ur = madd<T>(k1, p1r, madd<T>(k2, p2r, ar)), ui = madd<T>(k1, p1i, madd<T>(k2, p2i, ai));
  let vr = madd<T>(s1, q1r, mul<T>(s2, q2r)), vi = madd<T>(s1, q1i, mul<T>(s2, q2i));
  give<T, O>(q, 1, 5, dl, dd, add<T>(ur, vi), sub<T>(ui, vr), tw);
  give<T, O>(q, 4, 5, dl, dd, sub<T>(ur, vi), add<T>(ui, vr), tw);
  ur = madd<T>(k2, p1r, madd<T>(k1, p2r, ar));
  ui = madd<T>(k2, p1i, madd<T>(k1, p2i, ai));
  vr = nmadd<T>(s1, q2r, mul<T>(s2, q1r));
  vi = nmadd<T>(s1, q2i, mul<T>(s2, q1i));
  give<T, O>(q, 2, 5, dl, dd, add<T>(ur, vi), sub<T>(ui, vr), tw);
  give<T, O>(q, 3, 5, dl, dd, sub<T>(ur, vi), add<T>(ui, vr), tw);
}

/** Eight results of eight legs: two transforms of four, their odd results turned by eighths. */
@inline export function eight<T, I, O>(p: usize, sd: usize, sl: usize, q: usize, dd: usize, dl: usize, tw: usize): void {
  const h = constant<T>(0.7071067811865475244);
  const sl2 = sl << 1, e = p + (sl << 2);
  // even legs 0 4 2 6
  let ar = v128.load(p), ai = imag<I>(p, sd), br = v128.load(e), bi = imag<I>(e, sd);
  const e0r = add<T>(ar, br), e0i = add<T>(ai, bi), o0r = sub<T>(ar, br), o0i = sub<T>(ai, bi);
  ar = v128.load(p + sl2); ai = imag<I>(p + sl2, sd); br = v128.load(e + sl2); bi = imag<I>(e + sl2, sd);
  const e2r = add<T>(ar, br), e2i = add<T>(ai, bi), o2r = sub<T>(ar, br), o2i = sub<T>(ai, bi);
  const E0r = add<T>(e0r, e2r), E0i = add<T>(e0i, e2i), E2r = sub<T>(e0r, e2r), E2i = sub<T>(e0i, e2i);
  const O0r = add<T>(o0r, o2i), O0i = sub<T>(o0i, o2r), O2r = sub<T>(o0r, o2i), O2i = add<T>(o0i, o2r);
  // odd legs 1 5 3 7
  const p1 = p + sl, e1 = e + sl;
  ar = v128.load(p1); ai = imag<I>(p1, sd); br = v128.load(e1); bi = imag<I>(e1, sd);
  const e1r = add<T>(ar, br), e1i = add<T>(ai, bi), o1r = sub<T>(ar, br), o1i = sub<T>(ai, bi);
  ar = v128.load(p1 + sl2); ai = imag<I>(p1 + sl2, sd); br = v128.load(e1 + sl2); bi = imag<I>(e1 + sl2, sd);
  const e3r = add<T>(ar, br), e3i = add<T>(ai, bi), o3r = sub<T>(ar, br), o3i = sub<T>(ai, bi);
  const E1r = add<T>(e1r, e3r), E1i = add<T>(e1i, e3i), E3r = sub<T>(e1r, e3r), E3i = sub<T>(e1i, e3i);
  put<T, O>(q, 0, 8, dl, dd, add<T>(E0r, E1r), add<T>(E0i, E1i));
  give<T, O>(q, 4, 8, dl, dd, sub<T>(E0r, E1r), sub<T>(E0i, E1i), tw);
  give<T, O>(q, 2, 8, dl, dd, add<T>(E2r, E3i), sub<T>(E2i, E3r), tw);
  give<T, O>(q, 6, 8, dl, dd, sub<T>(E2r, E3i), add<T>(E2i, E3r), tw);
  // o1·e^(−πi/4), o3·e^(−3πi/4)
  const u1r = mul<T>(h, add<T>(o1r, o1i)), u1i = mul<T>(h, sub<T>(o1i, o1r));
  const u3r = mul<T>(h, sub<T>(o3i, o3r)), u3i = mul<T>(h, add<T>(o3r, o3i)); // u3i with its sign turned
  const s0r = add<T>(u1r, u3r), s0i = sub<T>(u1i, u3i), d0r = sub<T>(u1r, u3r), d0i = add<T>(u1i, u3i);
  give<T, O>(q, 1, 8, dl, dd, add<T>(O0r, s0r), add<T>(O0i, s0i), tw);
  give<T, O>(q, 5, 8, dl, dd, sub<T>(O0r, s0r), sub<T>(O0i, s0i), tw);
  give<T, O>(q, 3, 8, dl, dd, add<T>(O2r, d0i), sub<T>(O2i, d0r), tw);
  give<T, O>(q, 7, 8, dl, dd, sub<T>(O2r, d0i), add<T>(O2i, d0r), tw);
}
