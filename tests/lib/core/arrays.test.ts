import { core } from "@cryolab/lib";
import { expect } from "chai";

const { complexArray, imageStack, linspace, mapReal, product, realArray, zeros } = core;

describe("product", () => {
  it("multiplies the extents; no extents are one value, an extent of 0 is none", () => {
    expect(product([2, 3, 4])).to.equal(24);
    expect(product([])).to.equal(1);
    expect(product([3, 0])).to.equal(0);
  });
  it("names the shape it refuses", () => {
    expect(() => product([2, 1.5])).to.throw(RangeError, "product: extents must be whole and >= 0, got [2,1.5]");
    expect(() => product([-1])).to.throw(RangeError, "got [-1]");
    expect(() => product([Number.NaN])).to.throw(RangeError, "got [NaN]");
  });
});

describe("realArray, complexArray, imageStack, zeros", () => {
  it("keep a Float64Array without a copy and convert any other list", () => {
    const data = Float64Array.of(1, 2);
    expect(realArray([2], data).data).to.equal(data);
    expect(realArray([2], [1, 2]).data).to.deep.equal(data);
  });
  it("refuse a number of values that does not fit", () => {
    expect(() => realArray([2, 2], [1])).to.throw(RangeError, "realArray: shape [2,2] takes 4 values, got 1");
    expect(() => complexArray([2], [1, 2], [0])).to.throw(RangeError, "takes 2 values, got 1");
    expect(() => imageStack([1, 2, 2], new Float32Array(3))).to.throw(RangeError, "takes 4 values, got 3");
  });
  it("fill what is left out with zeros", () => {
    expect(complexArray([2], [1, 2]).im).to.deep.equal(new Float64Array(2));
    expect(imageStack([2, 1, 3]).data).to.deep.equal(new Float32Array(6));
    expect(zeros([2, 2]).data).to.deep.equal(new Float64Array(4));
  });
});

describe("linspace", () => {
  it("includes both ends exactly", () => {
    const values = linspace(-0.1, 0.3, 7);
    expect([values[0], values[6], values.length]).to.deep.equal([-0.1, 0.3, 7]);
    expect(linspace(5, 9, 1)).to.deep.equal(Float64Array.of(5));
  });
  it("refuses n = 0", () => {
    expect(() => linspace(0, 1, 0)).to.throw(RangeError, "linspace: n must be a whole number >= 1, got 0");
  });
});

describe("mapReal", () => {
  it("returns a new record and leaves its argument alone", () => {
    const a = realArray([2], [1, 2]);
    const b = mapReal(a, (value, index) => value * 10 + index);
    expect(b.data).to.deep.equal(Float64Array.of(10, 21));
    expect(a.data).to.deep.equal(Float64Array.of(1, 2));
  });
});
