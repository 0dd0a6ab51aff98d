import { core, data, random, resolution } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";

const { fourierShellCorrelation, halfMapExperiment } = resolution;

/** S that falls from 30 to 0.05 over the shells of side n. */
function falling(n: number): Float64Array {
  return Float64Array.from({ length: Math.floor(n / 2) + 1 }, (_, k) => 30 * Math.exp((-6.4 * k) / Math.floor(n / 2)));
}

describe("halfMapExperiment", () => {
  it("gives S/(1 + S) for the halves and √(S/(1 + S)) for the truth, within 3 standard errors, odd and even", () => {
    for (const n of [32, 33, 34]) {
      const volume = drawReal([n, n, n], seeded(`resolution/experiment-${n}`));
      const S = falling(n);
      const { halves, truth } = halfMapExperiment(volume, S, random.rng(n));
      const { count } = fourierShellCorrelation(volume, volume);
      expect(halves.length).to.equal(Math.floor(n / 2) + 1);
      let chi2 = 0;
      let weighed = 0;
      let weights = 0;
      for (let k = 1; k < halves.length; k++) {
        const expected = S[k] / (1 + S[k]);
        const pairs = count[k] / 2;
        expect(Math.abs(halves[k] - expected), `n ${n} shell ${k}`).to.be.below(
          (3 * (1 - expected ** 2)) / Math.sqrt(pairs),
        );
        expect(Math.abs(truth[k] - Math.sqrt(expected)), `n ${n} shell ${k}, truth`).to.be.below(
          (3 * (1 - expected)) / Math.sqrt(pairs),
        );
        // a pair is a complex number, two values: the spread is (1 − FSC²)/√count
        chi2 += ((halves[k] - expected) * Math.sqrt(count[k])) ** 2 / (1 - expected ** 2) ** 2;
        weighed += pairs * (truth[k] - Math.sqrt(expected));
        weights += pairs;
      }
      expect(chi2 / (halves.length - 1)).to.be.within(0.2, 2.5); // χ² of 16: beyond in one draw of a thousand
      expect(Math.abs(weighed / weights)).to.be.below(3 / Math.sqrt(2 * weights)); // √(2S/(1 + 2S)) is 0.1 off
    }
  });
  it("is what fourierShellCorrelation says of data.halfMaps with the same seed", () => {
    for (const shape of [[14, 14, 14], [15, 15, 15], [20, 20], [31]]) {
      const volume = drawReal(shape, seeded(`resolution/same-${shape}`));
      const S = falling(shape[0]);
      const [a, b] = data.halfMaps(volume, S, random.rng(5));
      const { halves, truth } = halfMapExperiment(volume, S, random.rng(5));
      expectClose(halves, fourierShellCorrelation(a, b).fsc, 1e-12);
      expectClose(truth, fourierShellCorrelation(a, volume).fsc, 1e-12);
    }
  });
  it("has no noise at S = ∞", () => {
    const volume = drawReal([9, 9, 9], seeded("resolution/clean"));
    const { halves, truth } = halfMapExperiment(volume, new Float64Array(5).fill(Infinity), random.rng(1));
    expectClose(halves, [1, 1, 1, 1, 1], 1e-14);
    expectClose(truth, [1, 1, 1, 1, 1], 1e-14);
  });
  it("advances its generator, so that two calls differ, and leaves the rest alone", () => {
    const volume = drawReal([8, 8, 8], seeded("resolution/advance"));
    const copy = volume.data.slice();
    const S = new Float64Array(5).fill(1);
    const rng = random.rng(3);
    const first = halfMapExperiment(volume, S, rng);
    expect(halfMapExperiment(volume, S, rng).halves).to.not.deep.equal(first.halves);
    expect(halfMapExperiment(volume, S, random.rng(3))).to.deep.equal(first);
    expect(volume.data).to.deep.equal(copy);
    expect(S).to.deep.equal(new Float64Array(5).fill(1));
  });
  it("names what it refuses", () => {
    const volume = core.zeros([8, 8, 8]);
    const rng = random.rng(1);
    expect(() => halfMapExperiment(volume, new Float64Array(4), rng)).to.throw(
      RangeError,
      "halfMapExperiment: ssnr must have a value for each of the 5 shells, got 4",
    );
    expect(() => halfMapExperiment(volume, Float64Array.of(1, 1, 0, 1, 1), rng)).to.throw(
      "halfMapExperiment: ssnr must be above 0, got 0 at shell 2",
    );
    expect(() => halfMapExperiment(volume, Float64Array.of(1, 1, 1, Number.NaN, 1), rng)).to.throw(
      "got NaN at shell 3",
    );
    expect(() => halfMapExperiment(core.zeros([4, 5, 4]), new Float64Array(3), rng)).to.throw(
      "halfMapExperiment: volume must be a line, a square or a cube, got shape [4,5,4]",
    );
  });
});
