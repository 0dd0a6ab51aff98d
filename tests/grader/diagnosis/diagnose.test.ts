/** @file Both ways: a planted slip is named, and numbers without a slip are left alone. */

import { type Complex, diagnose } from "@cryolab/grader/internal/diagnosis/index";
import { random } from "@cryolab/lib";
import { expect } from "chai";
import fc from "fast-check";
import { normals, seeded } from "../../support/draw.ts";

const strict = (n: number) => ({ shape: [n], tolerance: 1e-9 });

/** n complex numbers of one seed. */
function complex(n: number, name: string): { re: Float64Array; im: Float64Array } {
  const rng = seeded(name);
  return { re: normals(n, rng), im: normals(n, rng) };
}

function real(n: number, name: string): { re: Float64Array } {
  return { re: normals(n, seeded(name)) };
}

const scaled = ({ re, im }: Complex, c: number): Complex => ({
  re: Float64Array.from(re, (v) => v * c),
  ...(im === undefined ? {} : { im: Float64Array.from(im, (v) => v * c) }),
});

/** A length that is large enough to tell slips apart, and a name for its numbers. */
const lengths = fc.integer({ min: 8, max: 60 });
const names = fc.integer({ min: 0, max: 1e6 }).map((k) => `diagnosis ${k}`);
const check = (property: (n: number, name: string) => void) =>
  fc.assert(fc.property(lengths, names, property), { seed: 7, numRuns: 60 });

describe("diagnose names", () => {
  it("degrees for radians, and radians for degrees", () => {
    check((n, name) => {
      const e = real(n, name);
      expect(diagnose(scaled(e, 180 / Math.PI), e, strict(n))).to.match(/in degrees where radians are due/);
      expect(diagnose(scaled(e, Math.PI / 180), e, strict(n))).to.match(/in radians where degrees are due/);
    });
  });
  it("x and y exchanged in a list of points, and two axes of a volume", () => {
    check((n, name) => {
      const { re } = real(3 * n, name);
      const points = re.map((_, i) => re[i - (i % 3) + [1, 0, 2][i % 3]]);
      expect(diagnose({ re: points }, { re }, { shape: [n, 3], tolerance: 1e-9 })).to.equal(
        "x and y are exchanged in every row",
      );
    });
    const { re } = real(3 * 4 * 5, "volume");
    // [3, 4, 5] read as z, y, x and written as y, z, x
    const turned = re.map((_, i) => re[(Math.floor(i / 5) % 3) * 20 + Math.floor(i / 15) * 5 + (i % 5)]);
    expect(diagnose({ re: turned }, { re }, { shape: [3, 4, 5], tolerance: 1e-9 })).to.match(/^axes 0 and 1 are exch/);
  });
  it("shells counted one off, whatever stands at the end", () => {
    check((n, name) => {
      const { re } = real(n, name);
      const later = re.map((_, k) => (k + 1 < n ? re[k + 1] : 0.125));
      expect(diagnose({ re: later }, { re }, strict(n))).to.match(/one place off, the last aside/);
    });
  });
  it("fftshift for ifftshift as one place off where lengths are odd", () => {
    const { re } = real(9, "odd");
    const rolled = re.map((_, k) => re[(k + 1) % 9]);
    expect(diagnose({ re: rolled }, { re }, strict(9))).to.match(/fftshift stands for ifftshift/);
  });
  it("conjugated values, also with a factor n", () => {
    check((n, name) => {
      const e = complex(n, name);
      const conjugated = { re: e.re, im: e.im.map((v) => -v) };
      expect(diagnose(conjugated, e, strict(n))).to.match(/conjugated: check the sign of the exponent$/);
      expect(diagnose(scaled(conjugated, n), e, strict(n))).to.match(/conjugated: .*, and a factor n too large/);
    });
  });
  it("indices k and −k exchanged as a wrong sign, for complex values", () => {
    check((n, name) => {
      const e = complex(n, name);
      const flip = (v: Float64Array) => v.map((_, k) => v[(n - k) % n]);
      expect(diagnose({ re: flip(e.re), im: flip(e.im) }, e, strict(n))).to.match(/check the sign of the exponent$/);
    });
  });
  it("a conjugate-symmetric spectrum with the wrong sign, where both explain it", () => {
    const re = Float64Array.of(9, 1, 2, 3, 3, 2, 1);
    const im = Float64Array.of(0, 4, 5, 6, -6, -5, -4);
    expect(diagnose({ re, im: im.map((v) => -v) }, { re, im }, strict(7))).to.match(/conjugated/);
  });
  it("factors n, 1/n, √n, 1/√n, −1, 2, ½ by their names", () => {
    check((n, name) => {
      for (const e of [complex(n, name), real(n, name)]) {
        const words = (c: number) => diagnose(scaled(e, c), e, strict(n));
        expect(words(n)).to.match(/^a factor n too large/);
        expect(words(1 / n)).to.match(/^a factor n too small/);
        expect(words(-1)).to.match(/opposite sign/);
        if (n === 16) return;
        expect(words(Math.sqrt(n))).to.match(/√n too large/);
        expect(words(1 / Math.sqrt(n))).to.match(/√n too small/);
        expect(words(2)).to.match(/twice/);
        expect(words(1 / 2)).to.match(/half/);
      }
    });
  });
  it("any other constant factor, with two digits and no more", () => {
    const e = real(20, "factor");
    expect(diagnose(scaled(e, Math.PI), e, strict(20))).to.equal(
      "every value is off by one constant factor, about 3.1",
    );
  });
  it("reversed order", () => {
    check((n, name) => {
      const e = real(n, name);
      expect(diagnose({ re: e.re.toReversed() }, e, strict(n))).to.match(/order is reversed/);
    });
  });
  it("a cyclic shift by one, by half the length, along both axes", () => {
    check((n, name) => {
      const e = real(n, name);
      const roll = (step: number) => ({ re: e.re.map((_, k) => e.re[(k + step) % n]) });
      expect(diagnose(roll(1), e, strict(n))).to.match(/one place off/);
      expect(diagnose(roll(n - 1), e, strict(n))).to.match(/one place off/);
      expect(diagnose(roll(Math.floor(n / 2)), e, strict(n))).to.match(/fftshift/);
      expect(diagnose(roll(Math.ceil(n / 2)), e, strict(n))).to.match(/fftshift/);
    });
    const [ny, nx] = [5, 8];
    const e = complex(ny * nx, "plane");
    const shift = (v: Float64Array) => v.map((_, i) => v[((Math.floor(i / nx) + 2) % ny) * nx + (((i % nx) + 4) % nx)]);
    expect(diagnose({ re: shift(e.re), im: shift(e.im) }, e, { shape: [ny, nx], tolerance: 1e-9 })).to.match(
      /fftshift/,
    );
  });
  it("rows and columns exchanged, square and oblong", () => {
    for (const [ny, nx] of [
      [6, 6],
      [4, 7],
    ]) {
      const e = real(ny * nx, `transpose ${ny}`);
      const turned = new Float64Array(ny * nx);
      for (let y = 0; y < ny; y++) for (let x = 0; x < nx; x++) turned[x * ny + y] = e.re[y * nx + x];
      expect(diagnose({ re: turned }, e, { shape: [ny, nx], tolerance: 1e-9 })).to.match(/rows and columns/);
    }
  });
  it("a lost imaginary part, squared moduli, moduli", () => {
    check((n, name) => {
      const e = complex(n, name);
      const none = new Float64Array(n);
      const power = e.re.map((re, i) => re * re + e.im[i] * e.im[i]);
      expect(diagnose({ re: e.re, im: none }, e, strict(n))).to.match(/imaginary part is missing/);
      expect(diagnose({ re: power, im: none }, e, strict(n))).to.match(/squared moduli/);
      expect(diagnose({ re: power.map(Math.sqrt), im: none }, e, strict(n))).to.match(/these are moduli/);
    });
  });
  it("squares, square roots, lost signs", () => {
    check((n, name) => {
      const e = real(n, name);
      const positive = { re: e.re.map((v) => 0.5 + v * v) };
      expect(diagnose({ re: e.re.map((v) => v * v) }, e, strict(n))).to.match(/squares/);
      expect(diagnose({ re: positive.re.map(Math.sqrt) }, positive, strict(n))).to.match(/square roots/);
      if (e.re.some((v) => v < -0.1))
        expect(diagnose({ re: e.re.map(Math.abs) }, e, strict(n))).to.match(/sign is lost/);
    });
  });
  it("a slip in three numbers already, when they differ", () => {
    const e = complex(3, "three");
    expect(diagnose({ re: e.re, im: e.im.map((v) => -v) }, e, strict(3))).to.match(/conjugated/);
    expect(diagnose({ re: [-0.1, -0.5, 0.8] }, { re: [0.1, 0.5, -0.8] }, strict(3))).to.match(/opposite sign/);
  });
  it("single precision", () => {
    check((n, name) => {
      const e = complex(n, name);
      const single = { re: e.re.map(Math.fround), im: e.im.map(Math.fround) };
      expect(diagnose(single, e, { shape: [n], tolerance: 1e-12 })).to.match(/single precision/);
    });
  });
});

describe("diagnose is quiet", () => {
  it("about unrelated numbers", () => {
    check((n, name) => {
      expect(diagnose(complex(n, `${name} a`), complex(n, name), strict(n))).to.equal(undefined);
      expect(diagnose(real(n, `${name} a`), real(n, name), strict(n))).to.equal(undefined);
    });
  });
  it("about a slip with 1 % of noise, or with one value off", () => {
    check((n, name) => {
      const e = complex(n, name);
      const rng = seeded(`${name} noise`);
      const noisy = (v: Float64Array) => v.map((x) => x + 0.01 * random.normal(rng));
      expect(diagnose({ re: noisy(e.re), im: noisy(e.im.map((v) => -v)) }, e, strict(n))).to.equal(undefined);
      const one = Float64Array.from(e.re);
      one[n >> 1] += 1;
      expect(diagnose({ re: one, im: e.im }, e, strict(n))).to.equal(undefined);
      const twice = e.re.map((v) => 2 * v);
      twice[0] += 0.1;
      expect(diagnose({ re: twice, im: e.im.map((v) => 2 * v) }, e, strict(n))).to.equal(undefined);
    });
  });
  it("about data that cannot tell: constant, lone spikes, few values, zeros, NaN", () => {
    const quiet = (actual: number[], expected: number[]) =>
      expect(diagnose({ re: actual }, { re: expected }, strict(expected.length)), `${actual}`).to.equal(undefined);
    quiet([2, 2, 2, 2, 2, 2], [1, 1, 1, 1, 1, 1]);
    quiet([0, 0, 0, 1, 0, 0], [1, 0, 0, 0, 0, 0]);
    quiet([6, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0]);
    quiet([2, 4], [1, 2]);
    quiet([3], [1]);
    quiet([0, 0, 0, 0, 0], [1, 2, 3, 4, 5]);
    quiet([Number.NaN, 1, 2, 3, 4], [1, 2, 3, 4, 5]);
  });
  it("where two slips explain the numbers: a wave negated is a wave moved by half its length", () => {
    const wave = Float64Array.from({ length: 12 }, (_, x) => Math.cos((2 * Math.PI * x) / 12 + 0.3));
    expect(diagnose({ re: wave.map((v) => -v) }, { re: wave }, strict(12))).to.equal(undefined);
  });
  it("about differences that the test allows a hundred times over", () => {
    const e = Float64Array.from({ length: 10 }, (_, k) => 1 + k / 10);
    expect(diagnose({ re: e.map((v) => v * 1.001) }, { re: e }, { shape: [10], tolerance: 1e-3 })).to.equal(undefined);
  });
});
