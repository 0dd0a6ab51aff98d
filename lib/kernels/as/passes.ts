/**
 * @file One pass of Stockham's self-sorting transform over many numbers. Radix r, m = remaining/r:
 * y[r·p + j] = w^(j·p) Σ_l x[p + m·l] e^(−2πi jl/r) for p = 0 … m − 1, where every sample is `width` bytes of neighbours that
 * go along. A width that is no multiple of 16 is covered by a last vector that overlaps, which is right because no pass works in place.
 */

import { eight, factor, five, four, three, two } from "./butterflies";
import { add, FAR, imag, lanes, madd, mul, nmadd, splatAt, sub } from "./vector";

/**
 * A pass of one radix, known when it is compiled. The legs of sample p are at src + p·ss + l·sl, its results at dst + p·ds + j·dl;
 * imaginary parts sd and dd further.
 */
@inline function sweep<T, I, O>(
  r: i32, src: usize, sd: usize, ss: usize, sl: usize, dst: usize, dd: usize, ds: usize, dl: usize, tw: usize, m: usize, width: usize,
): void {
  const end = width - 16;
  const step = isSigned<O>() ? 0 : 2 * (r - 1) * sizeof<T>();
  for (let p: usize = 0; p < m; p++) {
    if (r == 4) {
      const w1r = factor<T, O>(tw, 0), w1i = factor<T, O>(tw, 1), w2r = factor<T, O>(tw, 2);
      const w2i = factor<T, O>(tw, 3), w3r = factor<T, O>(tw, 4), w3i = factor<T, O>(tw, 5);
      let at: usize = 0;
      do {
        const o = min(at, end);
        four<T, I, O>(src + o, sd, sl, dst + o, dd, dl, w1r, w1i, w2r, w2i, w3r, w3i);
        at += 16;
      } while (at < width);
    } else {
      let at: usize = 0;
      do {
        const o = min(at, end);
        if (r == 2) two<T, I, O>(src + o, sd, sl, dst + o, dd, dl, tw);
        else if (r == 3) three<T, I, O>(src + o, sd, sl, dst + o, dd, dl, tw);
        else if (r == 5) five<T, I, O>(src + o, sd, sl, dst + o, dd, dl, tw);
        else if (r == 8) eight<T, I, O>(src + o, sd, sl, dst + o, dd, dl, tw);
        else {
          v128.store(dst + o, v128.load(src + o));
          v128.store(dst + o + dd, imag<I>(src + o, sd));
        }
        at += 16;
      } while (at < width);
    }
    src += ss;
    dst += ds;
    tw += step;
  }
}

/**
 * A pass of an odd prime r of any size: sums and differences of legs l and r − l to `temp`, then every pair of results from them.
 *
 * @param tw - factors, or 0 in the last pass
 * @param roots - cos(2πk/r), k = 0 … r − 1, then the sines
 * @param temp - r · 32 bytes
 */
function odd<T>(
  r: usize, src: usize, sd: usize, ss: usize, sl: usize, dst: usize, dd: usize, ds: usize, dl: usize, tw: usize, m: usize, width: usize,
  roots: usize, temp: usize,
): void {
  const end = width - 16, half = r >> 1, sines = roots + r * sizeof<T>();
  for (let p: usize = 0; p < m; p++) {
    let at: usize = 0;
    do {
      const o = min(at, end), from = src + o, to = dst + o;
      const xr = v128.load(from), xi = v128.load(from + sd);
      let sumR = xr, sumI = xi, t = temp;
      for (let l: usize = 1; l <= half; l++, t += 64) {
        const a = from + l * sl, b = from + (r - l) * sl;
        const ar = v128.load(a), ai = v128.load(a + sd), br = v128.load(b), bi = v128.load(b + sd);
        const sr = add<T>(ar, br), si = add<T>(ai, bi);
        sumR = add<T>(sumR, sr);
        sumI = add<T>(sumI, si);
        v128.store(t, sr);
        v128.store(t, si, 16);
        v128.store(t, sub<T>(ar, br), 32);
        v128.store(t, sub<T>(ai, bi), 48);
      }
      v128.store(to, sumR);
      v128.store(to + dd, sumI);
      for (let j: usize = 1; j <= half; j++) {
        let cr = xr, ci = xi, k = j;
        t = temp;
        let s = splatAt<T>(sines, k), c = splatAt<T>(roots, k);
        cr = madd<T>(c, v128.load(t), cr);
        ci = madd<T>(c, v128.load(t, 16), ci);
        let vr = mul<T>(s, v128.load(t, 32)), vi = mul<T>(s, v128.load(t, 48));
        for (let l: usize = 2; l <= half; l++) {
          t += 64;
          k += j;
          if (k >= r) k -= r;
          c = splatAt<T>(roots, k);
          s = splatAt<T>(sines, k);
          cr = madd<T>(c, v128.load(t), cr);
          ci = madd<T>(c, v128.load(t, 16), ci);
          vr = madd<T>(s, v128.load(t, 32), vr);
          vi = madd<T>(s, v128.load(t, 48), vi);
        }
        oddResult<T>(to + j * dl, dd, add<T>(cr, vi), sub<T>(ci, vr), tw, 2 * j - 2);
        oddResult<T>(to + (r - j) * dl, dd, sub<T>(cr, vi), add<T>(ci, vr), tw, 2 * (r - j) - 2);
      }
      at += 16;
    } while (at < width);
    src += ss;
    dst += ds;
    if (tw) tw += 2 * (r - 1) * sizeof<T>();
  }
}

@inline function oddResult<T>(to: usize, dd: usize, re: v128, im: v128, tw: usize, i: usize): void {
  if (tw) {
    const wr = splatAt<T>(tw, i), wi = splatAt<T>(tw, i + 1);
    v128.store(to, nmadd<T>(im, wi, mul<T>(re, wr)));
    v128.store(to + dd, madd<T>(re, wi, mul<T>(im, wr)));
  } else {
    v128.store(to, re);
    v128.store(to + dd, im);
  }
}

/** A pass from an array of the caller's into scratch. */
export function passIn<T>(
  r: i32, src: usize, sd: usize, ss: usize, sl: usize, dst: usize, ds: usize, dl: usize, tw: usize, m: usize, width: usize,
  roots: usize, temp: usize,
): void {
  if (r == 4) sweep<T, i32, u32>(4, src, sd, ss, sl, dst, FAR, ds, dl, tw, m, width);
  else if (r == 2) sweep<T, i32, u32>(2, src, sd, ss, sl, dst, FAR, ds, dl, tw, m, width);
  else if (r == 3) sweep<T, i32, u32>(3, src, sd, ss, sl, dst, FAR, ds, dl, tw, m, width);
  else if (r == 5) sweep<T, i32, u32>(5, src, sd, ss, sl, dst, FAR, ds, dl, tw, m, width);
  else if (r == 8) sweep<T, i32, u32>(8, src, sd, ss, sl, dst, FAR, ds, dl, tw, m, width);
  else odd<T>(r, src, sd, ss, sl, dst, FAR, ds, dl, tw, m, width, roots, temp);
}

/** A pass from scratch into scratch. */
export function passOn<T>(
  r: i32, src: usize, ss: usize, sl: usize, dst: usize, ds: usize, dl: usize, tw: usize, m: usize, width: usize,
  roots: usize, temp: usize,
): void {
  if (r == 4) sweep<T, u32, u32>(4, src, FAR, ss, sl, dst, FAR, ds, dl, tw, m, width);
  else if (r == 2) sweep<T, u32, u32>(2, src, FAR, ss, sl, dst, FAR, ds, dl, tw, m, width);
  else if (r == 3) sweep<T, u32, u32>(3, src, FAR, ss, sl, dst, FAR, ds, dl, tw, m, width);
  else if (r == 5) sweep<T, u32, u32>(5, src, FAR, ss, sl, dst, FAR, ds, dl, tw, m, width);
  else if (r == 8) sweep<T, u32, u32>(8, src, FAR, ss, sl, dst, FAR, ds, dl, tw, m, width);
  else if (r == 1) sweep<T, u32, u32>(1, src, FAR, ss, sl, dst, FAR, ds, dl, tw, m, width);
  else odd<T>(r, src, FAR, ss, sl, dst, FAR, ds, dl, tw, m, width, roots, temp);
}

/** The last pass, from scratch into an array of the caller's: all factors are 1. */
export function passOut<T>(
  r: i32, src: usize, ss: usize, sl: usize, dst: usize, dd: usize, ds: usize, dl: usize, m: usize, width: usize,
  roots: usize, temp: usize,
): void {
  if (r == 4) sweep<T, u32, i32>(4, src, FAR, ss, sl, dst, dd, ds, dl, src, m, width);
  else if (r == 2) sweep<T, u32, i32>(2, src, FAR, ss, sl, dst, dd, ds, dl, src, m, width);
  else if (r == 3) sweep<T, u32, i32>(3, src, FAR, ss, sl, dst, dd, ds, dl, src, m, width);
  else if (r == 5) sweep<T, u32, i32>(5, src, FAR, ss, sl, dst, dd, ds, dl, src, m, width);
  else if (r == 8) sweep<T, u32, i32>(8, src, FAR, ss, sl, dst, dd, ds, dl, src, m, width);
  else if (r == 1) sweep<T, u32, i32>(1, src, FAR, ss, sl, dst, dd, ds, dl, src, m, width);
  else odd<T>(r, src, FAR, ss, sl, dst, dd, ds, dl, 0, m, width, roots, temp);
}

/**
 * The first pass of one row of n: lanes are neighbours of the input. A last vector that would leave the row begins earlier.
 *
 * @param tw - 2(r − 1) vectors of factors for every vector of the input
 */
export function passRow<T>(r: i32, src: usize, sd: usize, dst: usize, tw: usize, m: usize): void {
  if (r == 4) rowFour<T>(src, sd, dst, tw, m);
  else if (r == 5) rowSweep<T>(5, src, sd, dst, tw, m);
  else if (r == 2) rowSweep<T>(2, src, sd, dst, tw, m);
  else rowSweep<T>(3, src, sd, dst, tw, m);
}

@inline function rowSweep<T>(r: i32, src: usize, sd: usize, dst: usize, tw: usize, m: usize): void {
  const size = sizeof<T>(), sl = m * size;
  for (let p: usize = 0; p < m; p += lanes<T>()) {
    const at = min(p, m - lanes<T>()) * size;
    const q = dst + at * r;
    if (r == 5) five<T, i32, i64>(src + at, sd, sl, q, 0, 0, tw);
    else if (r == 2) two<T, i32, i64>(src + at, sd, sl, q, 0, 0, tw);
    else three<T, i32, i64>(src + at, sd, sl, q, 0, 0, tw);
    tw += 2 * (r - 1) * 16;
  }
}

@inline function rowFour<T>(src: usize, sd: usize, dst: usize, tw: usize, m: usize): void {
  const size = sizeof<T>(), sl = m * size, end = m - lanes<T>();
  let p: usize = 0;
  do {
    const at = min(p, end) * size;
    const a = src + at, b = a + sl, c = b + sl, d = c + sl, q = dst + (at << 2);
    const ar = v128.load(a), ai = v128.load(a + sd), cr = v128.load(c), ci = v128.load(c + sd);
    const t0r = add<T>(ar, cr), t0i = add<T>(ai, ci), t1r = sub<T>(ar, cr), t1i = sub<T>(ai, ci);
    const br = v128.load(b), bi = v128.load(b + sd), dr = v128.load(d), di = v128.load(d + sd);
    const t2r = add<T>(br, dr), t2i = add<T>(bi, di), t3r = sub<T>(br, dr), t3i = sub<T>(bi, di);
    const y0r = add<T>(t0r, t2r), y0i = add<T>(t0i, t2i);
    let xr = sub<T>(t0r, t2r), xi = sub<T>(t0i, t2i), wr = v128.load(tw, 32), wi = v128.load(tw, 48);
    const y2r = nmadd<T>(xi, wi, mul<T>(xr, wr)), y2i = madd<T>(xr, wi, mul<T>(xi, wr));
    xr = add<T>(t1r, t3i); xi = sub<T>(t1i, t3r); wr = v128.load(tw); wi = v128.load(tw, 16);
    const y1r = nmadd<T>(xi, wi, mul<T>(xr, wr)), y1i = madd<T>(xr, wi, mul<T>(xi, wr));
    xr = sub<T>(t1r, t3i); xi = add<T>(t1i, t3r); wr = v128.load(tw, 64); wi = v128.load(tw, 80);
    const y3r = nmadd<T>(xi, wi, mul<T>(xr, wr)), y3i = madd<T>(xr, wi, mul<T>(xi, wr));
    turn<T>(q, y0r, y1r, y2r, y3r);
    turn<T>(q + FAR, y0i, y1i, y2i, y3i);
    tw += 96;
    p += lanes<T>();
  } while (p < m);
}

/** Four vectors stored lane by lane: the four first ones, the four second ones, … */
@inline function turn<T>(q: usize, a: v128, b: v128, c: v128, d: v128): void {
  if (sizeof<T>() == 4) {
    const u0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5), u1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const u2 = v128.shuffle<f32>(c, d, 0, 4, 1, 5), u3 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    v128.store(q, v128.shuffle<f64>(u0, u2, 0, 2));
    v128.store(q, v128.shuffle<f64>(u0, u2, 1, 3), 16);
    v128.store(q, v128.shuffle<f64>(u1, u3, 0, 2), 32);
    v128.store(q, v128.shuffle<f64>(u1, u3, 1, 3), 48);
  } else {
    v128.store(q, v128.shuffle<f64>(a, b, 0, 2));
    v128.store(q, v128.shuffle<f64>(c, d, 0, 2), 16);
    v128.store(q, v128.shuffle<f64>(a, b, 1, 3), 32);
    v128.store(q, v128.shuffle<f64>(c, d, 1, 3), 48);
  }
}
