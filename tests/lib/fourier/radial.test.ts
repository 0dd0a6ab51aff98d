import { core, fourier, type Shape } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.js";
import { drawComplex, drawReal, seeded } from "../../support/draw.js";
import { indices } from "./naive.js";

const { centredFft, fft, fftshift, powerSpectrum, radialAverage, shellIndex } = fourier;
const shapes: Shape[] = [[1], [6], [7], [1, 1], [5, 8], [10, 9], [3, 4, 5], [6, 6, 6]];

/** Rounded distance from floor(n/2), place by place. */
function radii(shape: Shape): number[] {
  return indices(shape).map((place) =>
    Math.round(Math.hypot(...place.map((i, axis) => i - Math.floor(shape[axis] / 2)))),
  );
}

describe("powerSpectrum", () => {
  it("is re² + im², place by place", () => {
    const F = drawComplex([3, 4], seeded("power"));
    const power = powerSpectrum(F);
    expect(power.shape).to.deep.equal([3, 4]);
    expectClose(
      power.data,
      F.re.map((v, i) => v ** 2 + F.im[i] ** 2),
      1e-15,
    );
  });
  it("refuses values that do not fit", () => {
    expect(() => powerSpectrum({ shape: [2], re: new Float64Array(2), im: new Float64Array(1) })).to.throw(
      RangeError,
      "powerSpectrum: shape [2] takes 2 values, got 1",
    );
  });
});

describe("shellIndex", () => {
  for (const shape of shapes) {
    it(`rounds the radius of [${shape}], zero frequency first`, () => {
      const centred = fftshift(core.realArray(shape, Float64Array.from(shellIndex(shape))));
      expect(Array.from(centred.data)).to.deep.equal(radii(shape));
    });
  }
  it("has 350, 5034 and 20234 voxels of 128³ in shells 5, 20 and 40, and one of each index at zero", () => {
    const count = new Map<number, number>();
    for (const r of shellIndex([128, 128, 128])) count.set(r, (count.get(r) ?? 0) + 1);
    expect([count.get(0), count.get(5), count.get(20), count.get(40)]).to.deep.equal([1, 350, 5034, 20234]);
  });
  it("refuses an empty axis", () => {
    expect(() => shellIndex([3, 0])).to.throw(RangeError, "shellIndex: every extent must be at least 1, got [3,0]");
  });
});

describe("radialAverage", () => {
  for (const shape of shapes) {
    it(`is the mean over each shell of [${shape}], corners left out`, () => {
      const a = drawReal(shape, seeded(`radial [${shape}]`));
      const shells = Math.floor(Math.min(...shape) / 2) + 1;
      const { value, count } = radialAverage(a);
      const r = radii(shape);
      for (let shell = 0; shell < shells; shell++) {
        const members = r.flatMap((radius, i) => (radius === shell ? [a.data[i]] : []));
        expect(count[shell]).to.equal(members.length);
        expect(value[shell]).to.be.closeTo(members.reduce((s, v) => s + v, 0) / members.length, 1e-14);
      }
      expect([value.length, count.length]).to.deep.equal([shells, shells]);
    });
  }
  it("finds a plane wave at its bin, with its whole power", () => {
    for (const n of [15, 16]) {
      const wave = core.realArray(
        [n, n],
        indices([n, n]).map(([y, x]) => Math.cos((2 * Math.PI * (3 * x + 4 * y)) / n)),
      );
      const { value, count } = radialAverage(powerSpectrum(centredFft(wave)));
      value.forEach((v, r) => {
        expect(v * count[r]).to.be.closeTo(r === 5 ? n ** 4 / 2 : 0, 1e-9);
      });
    }
  });
  it("keeps Parseval where the corners carry nothing", () => {
    const n = 20;
    const blob = core.realArray(
      [n, n, n],
      indices([n, n, n]).map(([z, y, x]) => Math.exp(-((x - 9) ** 2 + (y - 10) ** 2 + (z - 11) ** 2) / 8)),
    );
    const { value, count } = radialAverage(powerSpectrum(centredFft(blob)));
    const inShells = value.reduce((sum, v, r) => sum + v * count[r], 0) / n ** 3;
    expect(inShells).to.be.closeTo(
      blob.data.reduce((sum, v) => sum + v * v, 0),
      1e-9, // e^(−4π²σ²/4) beyond Nyquist, squared
    );
  });
  it("spreads NaN over its own shell only, and changes nothing", () => {
    const a = drawReal([5, 5], seeded("nan"));
    a.data[12] = Number.NaN; // the centre
    const before = a.data.slice();
    const { value } = radialAverage(a);
    expect(Array.from(value, Number.isNaN)).to.deep.equal([true, false, false]);
    expect(a.data).to.deep.equal(before);
  });
  it("puts the zero frequency of a spectrum into shell 0 once it is centred", () => {
    const F = fft(core.realArray([6, 5], new Float64Array(30).fill(2)));
    expect(radialAverage(fftshift(powerSpectrum(F))).value[0]).to.be.closeTo(3600, 1e-9);
  });
  it("refuses an empty array", () => {
    expect(() => radialAverage(core.zeros([0]))).to.throw(RangeError, "radialAverage: every extent must be at least 1");
  });
});
