import { fourier } from "@cryolab/lib";
import { expect } from "chai";
import { indices } from "./naive.js";

const { fftfreq, frequencyGrid, rfftfreq } = fourier;

describe("fftfreq", () => {
  it("has n values for every n, zero exact, Nyquist negative, and opposite values opposite to the last bit", () => {
    for (let n = 1; n <= 300; n++) {
      const s = fftfreq(n, 1.06);
      expect(s.length).to.equal(n);
      expect(Object.is(s[0], 0)).to.equal(true);
      for (let k = 1; 2 * k < n; k++) {
        expect(s[k]).to.equal(k / (n * 1.06));
        expect(s[n - k]).to.equal(-s[k]);
      }
      if (n % 2 === 0) expect(s[n / 2]).to.equal(-(n / 2) / (n * 1.06));
    }
  });
  it("divides by the pixel size", () => {
    expect(fftfreq(4, 0.5)).to.deep.equal(Float64Array.of(0, 0.5, -1, -0.5));
  });
  it("refuses no samples and no pixel size", () => {
    expect(() => fftfreq(0, 1)).to.throw(RangeError, "fftfreq: n must be a whole number >= 1, got 0");
    expect(() => fftfreq(2.5, 1)).to.throw(RangeError, "got 2.5");
    for (const bad of [0, -1, Number.NaN, Infinity])
      expect(() => fftfreq(4, bad)).to.throw(RangeError, `fftfreq: pixelSize must be positive, got ${bad}`);
  });
});

describe("rfftfreq", () => {
  it("is the magnitude of the first floor(n/2) + 1 values of fftfreq", () => {
    for (let n = 1; n <= 40; n++)
      expect(rfftfreq(n, 1.3)).to.deep.equal(
        fftfreq(n, 1.3)
          .slice(0, Math.floor(n / 2) + 1)
          .map(Math.abs),
      );
  });
  it("refuses no samples and no pixel size", () => {
    expect(() => rfftfreq(-2, 1)).to.throw(RangeError, "rfftfreq: n must be a whole number >= 1, got -2");
    expect(() => rfftfreq(4, 0)).to.throw(RangeError, "rfftfreq: pixelSize must be positive, got 0");
  });
});

describe("frequencyGrid", () => {
  it("is the length of the vector of each axis's own frequencies, for lines, images and volumes", () => {
    for (const shape of [[1], [6], [4, 7], [5, 6], [3, 4, 5]]) {
      const { s } = frequencyGrid(shape, 1.2);
      const axes = shape.map((n) => fftfreq(n, 1.2));
      indices(shape).forEach((place, at) => {
        expect(s.data[at]).to.be.closeTo(Math.hypot(...place.map((i, axis) => axes[axis][i])), 1e-15);
      });
    }
  });
  it("turns from +x towards +y", () => {
    const { azimuth } = frequencyGrid([5, 8], 1);
    const at = (y: number, x: number): number => azimuth.data[y * 8 + x];
    expect(at(0, 0)).to.equal(0);
    expect(at(0, 1)).to.equal(0);
    expect(at(1, 0)).to.be.closeTo(Math.PI / 2, 1e-15);
    expect(at(4, 0)).to.be.closeTo(-Math.PI / 2, 1e-15);
    expect(at(0, 7)).to.be.closeTo(Math.PI, 1e-15);
    expect(at(0, 4)).to.be.closeTo(Math.PI, 1e-15); // Nyquist counts as −1/2
    expect(at(1, 1)).to.be.closeTo(Math.atan2(1 / 5, 1 / 8), 1e-15); // not 45° on an oblong grid
  });
  it("gives no azimuth where there is no plane", () => {
    expect(frequencyGrid([3, 3, 3], 1)).to.have.all.keys("s");
    expect(frequencyGrid([3], 1)).to.have.all.keys("s");
  });
  it("refuses an empty axis and no pixel size", () => {
    expect(() => frequencyGrid([4, 0], 1)).to.throw(
      RangeError,
      "frequencyGrid: every extent must be at least 1, got [4,0]",
    );
    expect(() => frequencyGrid([4, 4], -1)).to.throw(RangeError, "frequencyGrid: pixelSize must be positive, got -1");
  });
});
