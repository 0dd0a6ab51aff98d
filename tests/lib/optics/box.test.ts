import { type Optics, optics as room } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";

const { chi, ctfAliasingLimit, delocalisation, electronWavelength } = room;

const lens: Optics = {
  voltageKv: 300,
  csMm: 2,
  amplitudeContrast: 0.1,
  defocusU: 4e4,
  defocusV: 4e4,
  astigmatismAngle: 0,
  phaseShift: 0,
  bFactor: 0,
};
const at = (defocus: number, csMm = 2): Optics => ({ ...lens, csMm, defocusU: defocus + 500, defocusV: defocus - 500 });

describe("delocalisation", () => {
  it("is the slope of χ over 2π, of either sign of defocus", () => {
    for (const optics of [at(4e4), at(-8000), at(700), at(0)]) {
      const s = Float64Array.of(0.01, 0.1, 0.2, 0.31, 0.5);
      const h = 1e-5;
      const slopes = Array.from(s, (v) => {
        const [a, b] = chi(Float64Array.of(v - h, v + h), optics);
        return Math.abs(b - a) / (2 * h) / (2 * Math.PI);
      });
      expectClose(delocalisation(s, optics), slopes, 1e-5);
    }
  });
  it("is 256.8 Å at Nyquist of 1.5 Å for 4 µm", () => {
    expect(delocalisation(Float64Array.of(1 / 3), lens)[0]).to.be.closeTo(256.8, 0.05);
    expect(() => delocalisation(Float64Array.of(1), { ...lens, csMm: Number.NaN })).to.throw(
      RangeError,
      "delocalisation: optics.csMm must be finite, got NaN",
    );
  });
});

describe("ctfAliasingLimit", () => {
  /** The first of a million frequencies up to Nyquist at which the spread reaches half the box. */
  function scan(optics: Optics, n: number, pixelSize: number): number {
    const lambda = electronWavelength(optics.voltageKv);
    const defocus = (optics.defocusU + optics.defocusV) / 2;
    const steps = 400000;
    for (let i = 1; i <= steps; i++) {
      const s = i / (2 * pixelSize * steps);
      if (Math.abs(lambda * defocus * s - optics.csMm * 1e7 * lambda ** 3 * s ** 3) >= (n * pixelSize) / 2) return s;
    }
    return Infinity;
  }
  it("is 0.246720 Å⁻¹ for 4 µm on 256 pixels of 1.5 Å, and 343 pixels are enough", () => {
    expect(ctfAliasingLimit(lens, 256, 1.5)).to.be.closeTo(0.24672, 5e-6);
    expect(ctfAliasingLimit(lens, 343, 1.5)).to.equal(Infinity);
    expect(ctfAliasingLimit(lens, 342, 1.5)).to.be.below(1 / 3);
  });
  it("is the first frequency that a scan finds: underfocus, overfocus, in focus, no Cs, past the turning point", () => {
    for (const [optics, n, pixelSize] of [
      [at(4e4), 256, 1.5],
      [at(4e4), 200, 0.7],
      [at(-2e4), 128, 1.2],
      [at(0), 100, 0.5],
      [at(300), 64, 0.4], // Cs first lifts, then wins
      [at(1500), 20, 0.4],
      [at(2000), 30, 0.35], // hits the bump before the zero
      [at(1e4, 0), 60, 1],
      [at(1e4, -2.7), 60, 0.6],
      [at(1000), 512, 1],
    ] as const) {
      const found = scan(optics, n, pixelSize);
      const limit = ctfAliasingLimit(optics, n, pixelSize);
      if (found === Infinity) expect(limit).to.equal(Infinity);
      else expect(limit, `${optics.defocusU} ${n}`).to.be.closeTo(found, 2 / (2 * pixelSize * 400000));
    }
  });
  it("is at Nyquist itself when the spread just reaches half the box there", () => {
    const spread = delocalisation(Float64Array.of(0.25), at(1e4))[0];
    expect(ctfAliasingLimit(at(1e4), Math.floor(spread), 2)).to.be.at.most(0.25);
  });
  it("names what it refuses", () => {
    expect(() => ctfAliasingLimit(lens, 0, 1)).to.throw(
      RangeError,
      "ctfAliasingLimit: n must be a whole number >= 1, got 0",
    );
    expect(() => ctfAliasingLimit(lens, 8, -1)).to.throw(
      "ctfAliasingLimit: pixelSize must be finite and above 0, got -1",
    );
  });
});
