import { classification } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { normals, seeded } from "../../support/draw.ts";

const { posterior } = classification;

describe("posterior", () => {
  it("is the plain quotient of exponentials where these can be formed", () => {
    const w = normals(50, seeded("classification/posterior"));
    const sum = w.reduce((total, v) => total + Math.exp(v), 0);
    const { probabilities, logEvidence } = posterior(w);
    expectClose(
      probabilities,
      w.map((v) => Math.exp(v) / sum),
      1e-16 * 50,
    );
    expect(logEvidence).to.be.closeTo(Math.log(sum), 1e-14);
  });
  it("does not move when all weights shift by ±1e5, where plain exponentials are 0 or ∞", () => {
    const w = Float64Array.of(0, -1, -2.5, -40);
    const { probabilities, logEvidence } = posterior(w);
    for (const shift of [-1e5, 1e5]) {
      const moved = posterior(w.map((v) => v + shift));
      expectClose(moved.probabilities, probabilities, 1e-11); // 1e5 leaves 11 digits behind the point
      expect(moved.logEvidence - shift).to.be.closeTo(logEvidence, 1e-10);
    }
  });
  it("shares ties equally", () => {
    const { probabilities, logEvidence } = posterior(Float64Array.of(-1e5, -1e5, -1e5, -1e5));
    expect(probabilities).to.deep.equal(Float64Array.of(0.25, 0.25, 0.25, 0.25));
    expect(logEvidence).to.be.closeTo(-1e5 + Math.log(4), 1e-10);
  });
  it("gives nothing to −∞, and 0 and −∞ where everything is impossible", () => {
    expect(posterior(Float64Array.of(-Infinity, 3, -Infinity))).to.deep.equal({
      probabilities: Float64Array.of(0, 1, 0),
      logEvidence: 3,
    });
    expect(posterior(Float64Array.of(-Infinity, -Infinity))).to.deep.equal({
      probabilities: Float64Array.of(0, 0),
      logEvidence: -Infinity,
    });
  });
  it("is certain of a single explanation, and its evidence is the weight", () => {
    expect(posterior(Float64Array.of(-7))).to.deep.equal({ probabilities: Float64Array.of(1), logEvidence: -7 });
  });
  it("leaves its argument alone", () => {
    const w = Float64Array.of(1, 2);
    posterior(w);
    expect(w).to.deep.equal(Float64Array.of(1, 2));
  });
  it("names what it refuses", () => {
    expect(() => posterior(new Float64Array(0))).to.throw(
      RangeError,
      "posterior: logWeights must hold at least one value, got none",
    );
    expect(() => posterior(Float64Array.of(0, Number.NaN))).to.throw(
      RangeError,
      "posterior: logWeights must be below Infinity, got NaN at index 1",
    );
    expect(() => posterior(Float64Array.of(Infinity))).to.throw("got Infinity at index 0");
  });
});
