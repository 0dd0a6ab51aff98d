/**
 * @file The passes of mixed-radix.ts, one for each factor: small transforms of 2, 3, 4, 5 points written out, and one of
 * any odd number of points that pairs j with r − j. Sample p of block j is x[q + run·(p + m·j)], q = 0 … run − 1.
 * Source: Van Loan (1992), Computational Frameworks for the Fast Fourier Transform, section 1.7; Singleton (1969).
 */

import type { Roots } from "../roots.ts";

/** Split complex scratch. */
interface Buffer {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * One pass: x to y.
 *
 * @param m - remaining length over the radix
 * @param run - neighbours that share a twiddle factor
 * @param roots - roots of unity of the whole length
 */
export type Pass = (x: Buffer, y: Buffer, m: number, run: number, roots: Roots, radix: number) => void;

function pass2(x: Buffer, y: Buffer, m: number, run: number, roots: Roots): void {
  const { re: xr, im: xi } = x;
  const { re: yr, im: yi } = y;
  const step = roots.re.length / (2 * m);
  const half = run * m;
  for (let p = 0; p < m; p++) {
    const c = roots.re[p * step];
    const s = roots.im[p * step];
    let i = run * p;
    let o = 2 * i;
    for (const end = i + run; i < end; i++, o++) {
      const ar = xr[i];
      const ai = xi[i];
      const br = xr[i + half];
      const bi = xi[i + half];
      yr[o] = ar + br;
      yi[o] = ai + bi;
      const dr = ar - br;
      const di = ai - bi;
      yr[o + run] = dr * c - di * s;
      yi[o + run] = dr * s + di * c;
    }
  }
}

function pass3(x: Buffer, y: Buffer, m: number, run: number, roots: Roots): void {
  const { re: xr, im: xi } = x;
  const { re: yr, im: yi } = y;
  const step = roots.re.length / (3 * m);
  const third = run * m;
  const sin60 = Math.sqrt(0.75);
  for (let p = 0; p < m; p++) {
    const c1 = roots.re[p * step];
    const s1 = roots.im[p * step];
    const c2 = roots.re[2 * p * step];
    const s2 = roots.im[2 * p * step];
    let i = run * p;
    let o = 3 * i;
    for (const end = i + run; i < end; i++, o++) {
      const ar = xr[i];
      const ai = xi[i];
      const sumR = xr[i + third] + xr[i + 2 * third];
      const sumI = xi[i + third] + xi[i + 2 * third];
      const difR = sin60 * (xr[i + third] - xr[i + 2 * third]);
      const difI = sin60 * (xi[i + third] - xi[i + 2 * third]);
      yr[o] = ar + sumR;
      yi[o] = ai + sumI;
      const mr = ar - 0.5 * sumR;
      const mi = ai - 0.5 * sumI;
      const br = mr + difI;
      const bi = mi - difR;
      const er = mr - difI;
      const ei = mi + difR;
      yr[o + run] = br * c1 - bi * s1;
      yi[o + run] = br * s1 + bi * c1;
      yr[o + 2 * run] = er * c2 - ei * s2;
      yi[o + 2 * run] = er * s2 + ei * c2;
    }
  }
}

function pass4(x: Buffer, y: Buffer, m: number, run: number, roots: Roots): void {
  const { re: xr, im: xi } = x;
  const { re: yr, im: yi } = y;
  const step = roots.re.length / (4 * m);
  const quarter = run * m;
  for (let p = 0; p < m; p++) {
    const c1 = roots.re[p * step];
    const s1 = roots.im[p * step];
    const c2 = roots.re[2 * p * step];
    const s2 = roots.im[2 * p * step];
    const c3 = roots.re[3 * p * step];
    const s3 = roots.im[3 * p * step];
    let i = run * p;
    let o = 4 * i;
    for (const end = i + run; i < end; i++, o++) {
      const ar = xr[i];
      const ai = xi[i];
      const br = xr[i + quarter];
      const bi = xi[i + quarter];
      const cr = xr[i + 2 * quarter];
      const ci = xi[i + 2 * quarter];
      const dr = xr[i + 3 * quarter];
      const di = xi[i + 3 * quarter];
      const acR = ar + cr;
      const acI = ai + ci;
      const bdR = br + dr;
      const bdI = bi + di;
      const amR = ar - cr;
      const amI = ai - ci;
      const bmR = br - dr;
      const bmI = bi - di;
      yr[o] = acR + bdR;
      yi[o] = acI + bdI;
      const uR = amR + bmI; // a − ib − c + id
      const uI = amI - bmR;
      yr[o + run] = uR * c1 - uI * s1;
      yi[o + run] = uR * s1 + uI * c1;
      const vR = acR - bdR;
      const vI = acI - bdI;
      yr[o + 2 * run] = vR * c2 - vI * s2;
      yi[o + 2 * run] = vR * s2 + vI * c2;
      const wR = amR - bmI; // a + ib − c − id
      const wI = amI + bmR;
      yr[o + 3 * run] = wR * c3 - wI * s3;
      yi[o + 3 * run] = wR * s3 + wI * c3;
    }
  }
}

function pass5(x: Buffer, y: Buffer, m: number, run: number, roots: Roots): void {
  const { re: xr, im: xi } = x;
  const { re: yr, im: yi } = y;
  const step = roots.re.length / (5 * m);
  const fifth = run * m;
  const turn = roots.re.length / 5;
  const cos72 = roots.re[turn];
  const sin72 = -roots.im[turn];
  const cos144 = roots.re[2 * turn];
  const sin144 = -roots.im[2 * turn];
  for (let p = 0; p < m; p++) {
    const c1 = roots.re[p * step];
    const s1 = roots.im[p * step];
    const c2 = roots.re[2 * p * step];
    const s2 = roots.im[2 * p * step];
    const c3 = roots.re[3 * p * step];
    const s3 = roots.im[3 * p * step];
    const c4 = roots.re[4 * p * step];
    const s4 = roots.im[4 * p * step];
    let i = run * p;
    let o = 5 * i;
    for (const end = i + run; i < end; i++, o++) {
      const ar = xr[i];
      const ai = xi[i];
      const br = xr[i + fifth];
      const bi = xi[i + fifth];
      const cr = xr[i + 2 * fifth];
      const ci = xi[i + 2 * fifth];
      const dr = xr[i + 3 * fifth];
      const di = xi[i + 3 * fifth];
      const er = xr[i + 4 * fifth];
      const ei = xi[i + 4 * fifth];
      const beR = br + er;
      const beI = bi + ei;
      const cdR = cr + dr;
      const cdI = ci + di;
      const bmR = br - er;
      const bmI = bi - ei;
      const cmR = cr - dr;
      const cmI = ci - di;
      yr[o] = ar + beR + cdR;
      yi[o] = ai + beI + cdI;
      // points 1 and 4, then 2 and 3, share an even part u and an odd part v: u ∓ i v
      const uR = ar + beR * cos72 + cdR * cos144;
      const uI = ai + beI * cos72 + cdI * cos144;
      const vR = bmR * sin72 + cmR * sin144;
      const vI = bmI * sin72 + cmI * sin144;
      const tR = ar + beR * cos144 + cdR * cos72;
      const tI = ai + beI * cos144 + cdI * cos72;
      const wR = bmR * sin144 - cmR * sin72;
      const wI = bmI * sin144 - cmI * sin72;
      yr[o + run] = (uR + vI) * c1 - (uI - vR) * s1;
      yi[o + run] = (uR + vI) * s1 + (uI - vR) * c1;
      yr[o + 2 * run] = (tR + wI) * c2 - (tI - wR) * s2;
      yi[o + 2 * run] = (tR + wI) * s2 + (tI - wR) * c2;
      yr[o + 3 * run] = (tR - wI) * c3 - (tI + wR) * s3;
      yi[o + 3 * run] = (tR - wI) * s3 + (tI + wR) * c3;
      yr[o + 4 * run] = (uR - vI) * c4 - (uI + vR) * s4;
      yi[o + 4 * run] = (uR - vI) * s4 + (uI + vR) * c4;
    }
  }
}

function passOdd(x: Buffer, y: Buffer, m: number, run: number, roots: Roots, radix: number): void {
  const { re: xr, im: xi } = x;
  const { re: yr, im: yi } = y;
  const n = roots.re.length;
  const step = n / (radix * m);
  const turn = n / radix; // roots of the radix itself
  const half = (radix - 1) / 2;
  const sum = { re: new Float64Array(half), im: new Float64Array(half) };
  const dif = { re: new Float64Array(half), im: new Float64Array(half) };
  for (let p = 0; p < m; p++) {
    for (let q = 0; q < run; q++) {
      const i = run * p + q;
      const o = run * radix * p + q;
      const ar = xr[i];
      const ai = xi[i];
      let allR = ar;
      let allI = ai;
      for (let j = 0; j < half; j++) {
        const near = i + run * m * (j + 1);
        const far = i + run * m * (radix - 1 - j);
        sum.re[j] = xr[near] + xr[far];
        sum.im[j] = xi[near] + xi[far];
        dif.re[j] = xr[near] - xr[far];
        dif.im[j] = xi[near] - xi[far];
        allR += sum.re[j];
        allI += sum.im[j];
      }
      yr[o] = allR;
      yi[o] = allI;
      for (let l = 1; l <= half; l++) {
        // Σ_j a_j e^(∓iθjl) = a_0 + Σ (sum cos ∓ i dif sin), so l and radix − l share their sums
        let evenR = ar;
        let evenI = ai;
        let oddR = 0;
        let oddI = 0;
        for (let j = 0, at = l; j < half; j++) {
          const c = roots.re[at * turn];
          const s = roots.im[at * turn]; // −sin
          evenR += sum.re[j] * c;
          evenI += sum.im[j] * c;
          oddR -= dif.im[j] * s;
          oddI += dif.re[j] * s;
          at += l;
          if (at >= radix) at -= radix;
        }
        const c = roots.re[l * p * step];
        const s = roots.im[l * p * step];
        yr[o + run * l] = (evenR + oddR) * c - (evenI + oddI) * s;
        yi[o + run * l] = (evenR + oddR) * s + (evenI + oddI) * c;
        const cc = roots.re[(radix - l) * p * step];
        const ss = roots.im[(radix - l) * p * step];
        yr[o + run * (radix - l)] = (evenR - oddR) * cc - (evenI - oddI) * ss;
        yi[o + run * (radix - l)] = (evenR - oddR) * ss + (evenI - oddI) * cc;
      }
    }
  }
}

/** The pass of every radix that smallFactors gives. */
export const passes: Readonly<Record<number, Pass>> = {
  2: pass2,
  3: pass3,
  4: pass4,
  5: pass5,
  7: passOdd,
  11: passOdd,
  13: passOdd,
};
