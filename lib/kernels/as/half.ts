/**
 * @file Rows of real numbers to half spectra and back. Two real rows f and g go as one complex row z = f + i g, which costs no
 * copying since parts lie apart; F = (Z[k] + Z*[−k])/2, G = (Z[k] − Z*[−k])/2i.
 */

import { C, lines, single } from "./lines";
import { add, constant, FAR, lanes, mul, reversed, sub } from "./vector";

/** Parts the spectrum at z (scratch) into two half spectra; of a row that is alone, only the first. */
function part<T>(z: usize, n: usize, f: usize, g: usize, dd: usize, both: bool): void {
  const size = sizeof<T>(), L = lanes<T>(), half = constant<T>(0.5), h: T = <T>0.5, count = (n - 1) >> 1;
  const end = z + (n - 1) * size; // of k = 1
  store<T>(f, load<T>(z));
  store<T>(f + dd, <T>0);
  if (both) {
    store<T>(g, load<T>(z, FAR));
    store<T>(g + dd, <T>0);
  }
  if (n % 2 == 0) {
    const k = (n >> 1) * size;
    store<T>(f + k, load<T>(z + k));
    store<T>(f + k + dd, <T>0);
    if (both) {
      store<T>(g + k, load<T>(z + k, FAR));
      store<T>(g + k + dd, <T>0);
    }
  }
  if (count >= L) {
    for (let i: usize = 0; i < count; i += L) {
      const k = min(i, count - L) * size, to = k + size, plus = z + to, minus = end - k - (L - 1) * size;
      const pr = v128.load(plus), pi = v128.load(plus, FAR);
      const mr = reversed<T>(v128.load(minus)), mi = reversed<T>(v128.load(minus, FAR));
      v128.store(f + to, mul<T>(half, add<T>(pr, mr)));
      v128.store(f + to + dd, mul<T>(half, sub<T>(pi, mi)));
      if (both) {
        v128.store(g + to, mul<T>(half, add<T>(pi, mi)));
        v128.store(g + to + dd, mul<T>(half, sub<T>(mr, pr)));
      }
    }
  } else {
    for (let i: usize = 0; i < count; i++) {
      const to = (i + 1) * size, plus = z + to, minus = end - i * size;
      const pr = load<T>(plus), pi = load<T>(plus, FAR), mr = load<T>(minus), mi = load<T>(minus, FAR);
      store<T>(f + to, h * (pr + mr));
      store<T>(f + to + dd, h * (pi - mi));
      if (both) {
        store<T>(g + to, h * (pi + mi));
        store<T>(g + to + dd, h * (mr - pr));
      }
    }
  }
}

/** The reverse: Z = F + i G to scratch, with Z[−k] from the symmetry. g = 0: there is no second row. */
function join<T>(z: usize, n: usize, f: usize, g: usize, sd: usize): void {
  const size = sizeof<T>(), L = lanes<T>(), count = (n - 1) >> 1;
  const end = z + (n - 1) * size;
  store<T>(z, load<T>(f));
  store<T>(z, g ? load<T>(g) : <T>0, FAR);
  if (n % 2 == 0) {
    const k = (n >> 1) * size;
    store<T>(z + k, load<T>(f + k));
    store<T>(z + k, g ? load<T>(g + k) : <T>0, FAR);
  }
  if (count >= L && g) {
    for (let i: usize = 0; i < count; i += L) {
      const k = min(i, count - L) * size, from = k + size, plus = z + from, minus = end - k - (L - 1) * size;
      const fr = v128.load(f + from), fi = v128.load(f + from + sd), gr = v128.load(g + from), gi = v128.load(g + from + sd);
      v128.store(plus, sub<T>(fr, gi));
      v128.store(plus, add<T>(fi, gr), FAR);
      v128.store(minus, reversed<T>(add<T>(fr, gi)));
      v128.store(minus, reversed<T>(sub<T>(gr, fi)), FAR);
    }
  } else {
    for (let i: usize = 0; i < count; i++) {
      const from = (i + 1) * size, plus = z + from, minus = end - i * size;
      const fr = load<T>(f + from), fi = load<T>(f + from + sd);
      const gr = g ? load<T>(g + from) : <T>0, gi = g ? load<T>(g + from + sd) : <T>0;
      store<T>(plus, fr - gi);
      store<T>(plus, fi + gr, FAR);
      store<T>(minus, fr + gi);
      store<T>(minus, gr - fi, FAR);
    }
  }
}

/** Half spectra of `rows` real rows of n. */
export function realRows<T>(plan: usize, src: usize, rows: usize, dst: usize, dd: usize, scratch: usize): void {
  const size = sizeof<T>(), n = <usize>load<u32>(plan), h = (n >> 1) + 1;
  const bytes = n * size, half = h * size, z = C(scratch), group: usize = single(plan) ? 1 : lanes<T>();
  for (let at: usize = 0; at + 1 < rows; at += 2 * group) {
    const pairs = min(group, (rows - at) >> 1);
    const from = src + at * bytes;
    lines<T>(plan, from, bytes, size, 2 * bytes, pairs, z, FAR, size, bytes, scratch);
    for (let j: usize = 0; j < pairs; j++) {
      const f = dst + (at + 2 * j) * half;
      part<T>(z + j * bytes, n, f, f + half, dd, true);
    }
  }
  if (rows & 1) {
    const from = src + (rows - 1) * bytes;
    memory.fill(z + FAR, 0, bytes);
    lines<T>(plan, from, z + FAR - from, size, bytes, 1, z, FAR, size, bytes, scratch);
    part<T>(z, n, dst + (rows - 1) * half, 0, dd, false);
  }
}

/** Real rows of n from `rows` half spectra, without a factor. */
export function rowsFromHalves<T>(plan: usize, src: usize, sd: usize, rows: usize, dst: usize, scratch: usize): void {
  const size = sizeof<T>(), n = <usize>load<u32>(plan), h = (n >> 1) + 1;
  const bytes = n * size, half = h * size, z = C(scratch), group: usize = single(plan) ? 1 : lanes<T>();
  for (let at: usize = 0; at + 1 < rows; at += 2 * group) {
    const pairs = min(group, (rows - at) >> 1);
    for (let j: usize = 0; j < pairs; j++) {
      const f = src + (at + 2 * j) * half;
      join<T>(z + j * bytes, n, f, f + half, sd);
    }
    // parts exchanged: the inverse, whose real parts are the even rows
    const to = dst + at * bytes;
    lines<T>(plan, z + FAR, 0 - FAR, size, bytes, pairs, to + bytes, 0 - bytes, size, 2 * bytes, scratch);
  }
  if (rows & 1) {
    const to = dst + (rows - 1) * bytes;
    join<T>(z, n, src + (rows - 1) * half, 0, sd);
    lines<T>(plan, z + FAR, 0 - FAR, size, bytes, 1, z + FAR, to - z - FAR, size, bytes, scratch);
  }
}
