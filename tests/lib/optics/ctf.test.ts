import { readFileSync } from "node:fs";
import { type Optics, optics, random } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { seeded } from "../../support/draw.ts";

const { chi, ctf1d, ctf2d, ctfZeros, electronWavelength } = optics;

interface Golden {
  wavelengths: [voltageKv: number, wavelength: number][];
  grids: { optics: Optics; shape: [number, number]; pixelSize: number; ctf: number[] }[];
}
// numbers of tests/golden/optics/ctf.py, seen from tests/dist/lib/optics
const golden: Golden = JSON.parse(readFileSync(new URL("../../../golden/optics/ctf.json", import.meta.url), "utf8"));

/** The lens of lesson 21: 300 kV, Cs 2 mm, A 0.1, defocus 15000 Å. */
const krios: Optics = {
  voltageKv: 300,
  csMm: 2,
  amplitudeContrast: 0.1,
  defocusU: 15000,
  defocusV: 15000,
  astigmatismAngle: 0,
  phaseShift: 0,
  bFactor: 0,
};

/** Any lens: every field drawn. */
function drawLens(rng: ReturnType<typeof seeded>): Optics {
  const between = (a: number, b: number): number => a + (b - a) * random.uniform(rng);
  return {
    voltageKv: between(80, 300),
    csMm: between(-0.01, 4),
    amplitudeContrast: between(0, 1),
    defocusU: between(-20000, 40000),
    defocusV: between(-20000, 40000),
    astigmatismAngle: between(-4, 4),
    phaseShift: between(-2, 2),
    bFactor: between(-20, 200),
  };
}

/** The other textbook form: A cos χ − √(1 − A²) sin χ with the phase plate subtracted from χ, times the envelope. */
function otherForm(s: number, defocus: number, lens: Optics): number {
  const lambda = electronWavelength(lens.voltageKv);
  const A = lens.amplitudeContrast;
  const phase = Math.PI * lambda * s ** 2 * (0.5 * lens.csMm * 1e7 * lambda ** 2 * s ** 2 - defocus) - lens.phaseShift;
  return (A * Math.cos(phase) - Math.sqrt(1 - A * A) * Math.sin(phase)) * Math.exp((-lens.bFactor * s ** 2) / 4);
}

describe("electronWavelength", () => {
  it("agrees with 50-digit arithmetic from 1 kV to 1 MV", () => {
    for (const [voltageKv, wavelength] of golden.wavelengths)
      expect(electronWavelength(voltageKv) / wavelength - 1, `${voltageKv} kV`).to.be.closeTo(0, 1e-15);
  });
  it("has the anchors of the course: 0.0370144, 0.0334922, 0.0250793, 0.0196875 Å", () => {
    expectClose([100, 120, 200, 300].map(electronWavelength), [0.0370144, 0.0334922, 0.0250793, 0.0196875], 5e-8);
  });
  it("becomes h/√(2 m eV) at low voltage, whatever light does", () => {
    const slow = 6.62607015e-34 / Math.sqrt(2 * 9.1093837015e-31 * 1.602176634e-19 * 1e-3); // 1 µkV, in m
    expect(electronWavelength(1e-6) / (slow * 1e10)).to.be.closeTo(1, 1e-9);
  });
  it("names the voltage it refuses", () => {
    expect(() => electronWavelength(-1)).to.throw(
      RangeError,
      "electronWavelength: voltageKv must be finite and above 0, got -1",
    );
    for (const bad of [0, Number.NaN, Infinity]) expect(() => electronWavelength(bad)).to.throw(`got ${bad}`);
  });
});

describe("chi", () => {
  it("is −γ without its terms of contrast: sin(phase shift + asin A − χ) is the CTF", () => {
    const rng = seeded("optics/chi");
    for (let i = 0; i < 20; i++) {
      const lens = { ...drawLens(rng), bFactor: 0 };
      const s = Float64Array.from({ length: 9 }, () => 0.4 * random.uniform(rng));
      const ctf = chi(s, lens).map((x) => Math.sin(lens.phaseShift + Math.asin(lens.amplitudeContrast) - x));
      expectClose(ctf1d(s, lens), ctf, 1e-12); // phases reach some hundred radians
    }
  });
  it("is −π/2 for the numbers of the style guide: λ = 0.02 Å scaled, Δz = 1/(2 λ s²), Cs = 0", () => {
    const s = 0.05;
    const defocus = 1 / (2 * electronWavelength(300) * s * s);
    expectClose(
      chi(Float64Array.of(s), { ...krios, csMm: 0, defocusU: defocus, defocusV: defocus }),
      [-Math.PI / 2],
      1e-14,
    );
  });
});

describe("ctf1d", () => {
  it("has the curve of lesson 21", () => {
    const s = Float64Array.of(0, 0.05, 0.1, 0.2);
    expectClose(ctf1d(s, krios), [0.1, 0.662046, 0.071013, -0.765918], 5e-7);
  });
  it("agrees with A cos χ − √(1 − A²) sin χ for any lens, in both signs", () => {
    const rng = seeded("optics/ctf1d");
    for (let i = 0; i < 200; i++) {
      const lens = drawLens(rng);
      const s = Float64Array.from({ length: 7 }, () => 0.5 * random.uniform(rng));
      const expected = s.map((v) => otherForm(v, (lens.defocusU + lens.defocusV) / 2, lens));
      expectClose(ctf1d(s, lens), expected, 1e-10); // a thousand radians of phase, envelopes up to e^(5/4)
      expectClose(ctf1d(s, lens, { sign: "+" }), expected, 1e-10);
      expectClose(
        ctf1d(s, lens, { sign: "-" }),
        expected.map((v) => -v),
        1e-10,
      );
    }
  });
  it("is +A at s = 0, −A as physical contrast, √(1 − A²) behind a 90° phase plate", () => {
    const zero = Float64Array.of(0);
    expectClose(ctf1d(zero, krios), [0.1], 1e-16);
    expectClose(ctf1d(zero, krios, { sign: "-" }), [-0.1], 1e-16);
    expectClose(ctf1d(zero, { ...krios, phaseShift: Math.PI / 2 }), [0.994987], 5e-7);
    expectClose(ctf1d(zero, { ...krios, amplitudeContrast: 1 }), [1], 0);
  });
  it("is even in s, falls by e^(−B s²/4), and takes the mean of the defoci", () => {
    const s = Float64Array.of(0.2);
    const plain = ctf1d(s, krios)[0];
    expectClose(ctf1d(Float64Array.of(-0.2), krios), [plain], 0);
    expect(ctf1d(s, { ...krios, bFactor: 50 })[0] / plain).to.be.closeTo(0.6065307, 5e-8);
    const split = { ...krios, defocusU: 16000, defocusV: 14000, astigmatismAngle: 1 };
    expectClose(ctf1d(s, split), [plain], 0);
  });
  it("has no values for no frequencies, and NaN only where s is NaN", () => {
    expect(ctf1d(new Float64Array(0), krios)).to.deep.equal(new Float64Array(0));
    const ctf = ctf1d(Float64Array.of(0, Number.NaN, 0), krios);
    expect([Number.isNaN(ctf[0]), Number.isNaN(ctf[1]), Number.isNaN(ctf[2])]).to.deep.equal([false, true, false]);
  });
  it("leaves its arguments alone", () => {
    const s = Float64Array.of(0.1, 0.2);
    const lens = Object.freeze({ ...krios });
    ctf1d(s, lens);
    expect(s).to.deep.equal(Float64Array.of(0.1, 0.2));
  });
  it("names the field it refuses", () => {
    const s = Float64Array.of(0.1);
    const call =
      (change: Partial<Optics>): (() => void) =>
      () =>
        void ctf1d(s, { ...krios, ...change });
    expect(call({ amplitudeContrast: 1.5 })).to.throw(
      RangeError,
      "ctf1d: optics.amplitudeContrast must be between 0 and 1, got 1.5",
    );
    expect(call({ amplitudeContrast: -0.1 })).to.throw("got -0.1");
    expect(call({ amplitudeContrast: Number.NaN })).to.throw("got NaN");
    expect(call({ defocusV: Number.NaN })).to.throw(RangeError, "ctf1d: optics.defocusV must be finite, got NaN");
    expect(call({ csMm: Infinity })).to.throw("ctf1d: optics.csMm must be finite, got Infinity");
    expect(call({ voltageKv: 0 })).to.throw("electronWavelength: voltageKv must be finite and above 0, got 0");
    expect(() => ctf1d(s, krios, { sign: "plus" as "+" })).to.throw(
      RangeError,
      'ctf1d: sign must be "+" or "-", got "plus"',
    );
  });
});

describe("ctf2d", () => {
  it("agrees with the formula of the paper in polar form, even, odd and oblong grids", () => {
    for (const { optics: lens, shape, pixelSize, ctf } of golden.grids) {
      const image = ctf2d(shape, pixelSize, lens);
      expect(image.shape).to.deep.equal(shape);
      expectClose(image.data, ctf, 1e-12); // up to a hundred radians of phase
      expectClose(
        ctf2d(shape, pixelSize, lens, { sign: "-" }).data,
        ctf.map((v) => -v),
        1e-12,
      );
    }
  });
  it("agrees with the other textbook form at random pixels for any lens", () => {
    const rng = seeded("optics/ctf2d");
    for (let i = 0; i < 60; i++) {
      const lens = drawLens(rng);
      const ny = 1 + Math.floor(12 * random.uniform(rng));
      const nx = 1 + Math.floor(12 * random.uniform(rng));
      const image = ctf2d([ny, nx], 1.4, lens);
      const expected = image.data.map((_, index) => {
        const y = Math.floor(index / nx);
        const x = index % nx;
        const sy = (y < ny / 2 ? y : y - ny) / ny / 1.4;
        const sx = (x < nx / 2 ? x : x - nx) / nx / 1.4;
        const turn = Math.atan2(sy, sx) - lens.astigmatismAngle;
        const defocus =
          (lens.defocusU + lens.defocusV) / 2 + ((lens.defocusU - lens.defocusV) / 2) * Math.cos(2 * turn);
        return otherForm(Math.hypot(sx, sy), defocus, lens);
      });
      expectClose(image.data, expected, 1e-10);
    }
  });
  it("has the U defocus along x and the V defocus along y at angle 0; a quarter turn swaps them", () => {
    const lens = { ...krios, defocusV: 14000 };
    const along = (image: { data: Float64Array }): number[] => [image.data[2], image.data[2 * 40]]; // s = 0.1
    expectClose(along(ctf2d([40, 40], 0.5, lens)), [0.071013, 0.636208], 5e-7);
    expectClose(along(ctf2d([40, 40], 0.5, { ...lens, astigmatismAngle: Math.PI / 2 })), [0.636208, 0.071013], 5e-7);
    const swapped = { ...lens, defocusU: 14000, defocusV: 15000, astigmatismAngle: 0.3 + Math.PI / 2 };
    expectClose(ctf2d([9, 14], 1.1, swapped).data, ctf2d([9, 14], 1.1, { ...lens, astigmatismAngle: 0.3 }).data, 1e-12);
  });
  it("turns its axis from +x towards +y", () => {
    const lens = { ...krios, defocusU: 16000, defocusV: 13000, astigmatismAngle: Math.PI / 4 };
    const { data } = ctf2d([8, 8], 1, lens);
    const s = Float64Array.of(Math.SQRT2 / 8);
    expectClose([data[1 * 8 + 1]], ctf1d(s, { ...krios, defocusU: 16000, defocusV: 16000 }), 1e-12); // (+, +) is U
    expectClose([data[7 * 8 + 1]], ctf1d(s, { ...krios, defocusU: 13000, defocusV: 13000 }), 1e-12); // (+, −) is V
  });
  it("puts zero first, and Nyquist of an even side at −1/2 cycles a pixel", () => {
    const { data } = ctf2d([1, 98], 1.26, krios);
    expectClose([data[0], data[49]], ctf1d(Float64Array.of(0, 0.5 / 1.26), krios), 1e-12);
    const odd = ctf2d([1, 49], 1.26, krios).data;
    expectClose([odd[24], odd[25]], ctf1d(Float64Array.of(24 / 49 / 1.26, 24 / 49 / 1.26), krios), 1e-12);
    // the side of Nyquist shows in the sign of sx·sy: at (1/4, −1/2) sin 2a is −0.8, at (−1/4, −1/2) it is 0.8
    const lens = { ...krios, defocusU: 16000, defocusV: 13000, astigmatismAngle: Math.PI / 4 };
    const even = ctf2d([4, 4], 3, lens).data;
    const s = Float64Array.of(Math.hypot(0.25, 0.5) / 3);
    expectClose([even[2 * 4 + 1]], ctf1d(s, { ...krios, defocusU: 13300, defocusV: 13300 }), 1e-12);
    expectClose([even[2 * 4 + 3]], ctf1d(s, { ...krios, defocusU: 15700, defocusV: 15700 }), 1e-12);
  });
  it("keeps the smallest |CTF| of a 200-pixel, 1.26 Å, 1 µm grid at 2.07e-4", () => {
    const { data } = ctf2d([200, 200], 1.26, { ...krios, defocusU: 10000, defocusV: 10000 });
    expect(Math.min(...data.map(Math.abs))).to.be.closeTo(2.07e-4, 5e-7);
  });
  it("names what it refuses", () => {
    expect(() => ctf2d([0, 4], 1, krios)).to.throw(
      RangeError,
      "ctf2d: shape must be two whole numbers >= 1, got [0,4]",
    );
    expect(() => ctf2d([2.5, 4], 1, krios)).to.throw("got [2.5,4]");
    expect(() => ctf2d([4, 4], 0, krios)).to.throw("ctf2d: pixelSize must be finite and above 0, got 0");
    expect(() => ctf2d([4, 4], 1, { ...krios, amplitudeContrast: 2 })).to.throw("ctf2d: optics.amplitudeContrast");
    expect(() => ctf2d([4, 4], 1, krios, { sign: "x" as "-" })).to.throw('ctf2d: sign must be "+" or "-", got "x"');
  });
});

describe("ctfZeros", () => {
  it("has its first zero at 17.458 Å for 1.5 µm, and four for 1 µm where the audit has them", () => {
    expect(1 / ctfZeros(krios, 0.1)[0]).to.be.closeTo(17.458, 5e-4);
    const lens = { ...krios, defocusU: 10000, defocusV: 10000 };
    expectClose(ctfZeros(lens, 0.15), [0.0701913, 0.1001791, 0.1231472, 0.1425323], 5e-7); // their λ is 6e-6 off
  });
  it("finds every change of sign of the curve and nothing else, for any lens", () => {
    const rng = seeded("optics/zeros");
    for (let i = 0; i < 40; i++) {
      const lens = { ...drawLens(rng), bFactor: 0, csMm: i % 4 === 0 ? 0 : 4 * random.uniform(rng) };
      const zeros = ctfZeros(lens, 0.3);
      // ctf1d changes sign at each zero: in the middle of neighbours it has neighbouring signs
      const points = [0, ...zeros, 0.3];
      const middles = Float64Array.from(points.slice(1), (end, j) => (points[j] + end) / 2);
      const curve = ctf1d(middles, lens);
      for (let j = 1; j < curve.length; j++) expect(curve[j - 1] * curve[j], `lens ${i}, zero ${j}`).to.be.below(0);
      for (const value of ctf1d(zeros, lens)) expect(Math.abs(value)).to.be.below(1e-9);
      // a dense walk along the curve counts the changes of sign
      const s = Float64Array.from({ length: 60001 }, (_, j) => (0.3 * j) / 60000);
      const dense = ctf1d(s, lens);
      let changes = 0;
      for (let j = 2; j < dense.length; j++) if (dense[j - 1] < 0 !== dense[j] < 0) changes++;
      expect(zeros.length, `lens ${i}`).to.equal(changes);
    }
  });
  it("lists a zero that the curve only touches once, and none where there is none", () => {
    // overfocus without aberration and contrast: γ = −π λ |Δz| s²; in focus with Cs = 0 the curve never moves
    const flat = { ...krios, csMm: 0, defocusU: 0, defocusV: 0 };
    expect(ctfZeros(flat, 1)).to.deep.equal(new Float64Array(0));
    const lambda = electronWavelength(300);
    const defocus = Math.sqrt(2 * 2e7 * lambda); // γ turns at exactly π where A = 0
    const touching = { ...krios, amplitudeContrast: 0, defocusU: defocus, defocusV: defocus };
    const s = Math.sqrt(defocus / (2e7 * lambda ** 2));
    expectClose(ctfZeros(touching, s * 1.2), [s], 1e-9);
    expectClose(ctfZeros(touching, s * 1.5), [s, Math.SQRT2 * s], 1e-9); // and again 0 where s² doubles
  });
  it("names what it refuses", () => {
    expect(() => ctfZeros(krios, 0)).to.throw(RangeError, "ctfZeros: maxFrequency must be finite and above 0, got 0");
    expect(() => ctfZeros({ ...krios, csMm: Number.NaN }, 1)).to.throw("ctfZeros: optics.csMm must be finite");
  });
});
