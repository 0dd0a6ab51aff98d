import { readFileSync } from "node:fs";
import { data, random } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { seeded } from "../../support/draw.ts";

const { nelson1d, nelsonTemplate } = data;

/** Numbers of tests/golden/data/nelson.py, seen from tests/dist/lib/data. */
const golden: { template: number[]; squares: number } = JSON.parse(
  readFileSync(new URL("../../../golden/data/nelson.json", import.meta.url), "utf8"),
);

describe("nelsonTemplate", () => {
  it("has the three bumps of the textbook, ‖A‖² = 8780.78, A[350] = 4.185", () => {
    const template = nelsonTemplate();
    expectClose(template, golden.template, 1e-14);
    const squares = template.reduce((sum, v) => sum + v * v, 0);
    expect(squares).to.be.closeTo(golden.squares, 1e-10);
    expect(squares).to.be.closeTo(8780.78, 0.005);
    expect(template[350]).to.be.closeTo(4.185, 5e-4);
    expect(nelsonTemplate()).to.not.equal(template);
  });
});

describe("nelson1d", () => {
  it("moves the template by each shift, zeros beyond its ends, and adds the noise asked for", () => {
    const { traces, shifts, template } = nelson1d(60, seeded("data/nelson"), { sigma: 0.5, shiftMean: 10 });
    expect(traces.shape).to.deep.equal([60, 500]);
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < 60; i++)
      for (let j = 0; j < 500; j++) {
        const noise = traces.data[i * 500 + j] - (template[j - shifts[i]] ?? 0);
        sum += noise;
        squares += noise * noise;
      }
    expect(Math.abs(sum / 30000)).to.be.below((4 * 0.5) / Math.sqrt(30000));
    expect(squares / 30000 / 0.25).to.be.closeTo(1, 4 * Math.sqrt(2 / 30000));
  });
  it("draws shifts of the mean and spread asked for", () => {
    const { shifts } = nelson1d(900, seeded("data/shifts"), { shiftMean: -20, shiftSigma: 30 });
    const mean = shifts.reduce((a, b) => a + b) / 900;
    const variance = shifts.reduce((a, b) => a + (b - mean) ** 2, 0) / 900;
    expect(mean).to.be.closeTo(-20, 4);
    expect(variance / 900).to.be.closeTo(1, 4 * Math.sqrt(2 / 900));
  });
  it("without noise and spread repeats the template", () => {
    const { traces, shifts, template } = nelson1d(2, random.rng(1), { sigma: 0, shiftSigma: 0 });
    expect([...shifts]).to.deep.equal([0, 0]);
    expectClose(traces.data.subarray(500), template, 0);
  });
  it("is the same from the same seed and another from the next draw", () => {
    const rng = random.rng(8);
    const first = nelson1d(2, rng);
    expect(nelson1d(2, random.rng(8))).to.deep.equal(first);
    expect(nelson1d(2, rng)).to.not.deep.equal(first);
  });
  it("names what it refuses", () => {
    const rng = random.rng(1);
    expect(() => nelson1d(0, rng)).to.throw(RangeError, "nelson1d: count must be a whole number >= 1, got 0");
    expect(() => nelson1d(1, rng, { sigma: -1 })).to.throw("nelson1d: sigma must be finite and >= 0, got -1");
    expect(() => nelson1d(1, rng, { shiftMean: Number.NaN })).to.throw("nelson1d: shiftMean must be finite, got NaN");
    expect(() => nelson1d(1, rng, { shiftSigma: Infinity })).to.throw(
      "nelson1d: shiftSigma must be finite and >= 0, got Infinity",
    );
  });
});
