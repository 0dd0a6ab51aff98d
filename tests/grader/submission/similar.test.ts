import { similar } from "@cryolab/grader/internal/submission/similar";
import { expect } from "chai";

describe("similar", () => {
  it("finds one or two slips: a swap, a letter more, less or other, capitals", () => {
    const names = ["twist", "twiddle", "fft", "Math"];
    for (const slip of ["twiddel", "twidle", "twidddle", "twoddle", "TWIDDLE"])
      expect(similar(slip, names), slip).to.equal("twiddle");
    expect(similar("ftf", names)).to.equal("fft");
    expect(similar("math", names)).to.equal("Math");
  });
  it("finds nothing far away, nor for very short names", () => {
    expect(similar("radius", ["fft", "twiddle"])).to.equal(undefined);
    expect(similar("x", ["y"])).to.equal(undefined);
    expect(similar("fft", ["dct"])).to.equal(undefined);
  });
  it("takes the nearest, and the first of equals", () => {
    expect(similar("abcdef", ["abcxyf", "abcdex", "abcdey"])).to.equal("abcdex");
  });
});
