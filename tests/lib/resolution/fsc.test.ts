import { readFileSync } from "node:fs";
import { core, data, fourier, optics, type RealArray, resolution, type Shape } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";

const { fourierShellCorrelation } = resolution;

/** Cases of tests/golden/resolution/fsc.py, seen from tests/dist/lib/resolution. */
const golden: { shape: number[]; a: number[]; b: number[]; fsc: number[]; count: number[] }[] = JSON.parse(
  readFileSync(new URL("../../../golden/resolution/fsc.json", import.meta.url), "utf8"),
);

/** A map with the spectrum changed place by place, shell by shell; the gain must keep it Hermitian. */
function filtered<S extends Shape>(a: RealArray<S>, gain: (shell: number) => number): RealArray<S> {
  const F = fourier.fft(a);
  const shells = fourier.shellIndex(a.shape);
  const scale = Float64Array.from(shells, gain);
  return {
    shape: a.shape,
    data: fourier.ifft({ shape: a.shape, re: F.re.map((v, i) => v * scale[i]), im: F.im.map((v, i) => v * scale[i]) })
      .re,
  };
}

describe("fourierShellCorrelation", () => {
  it("agrees with NumPy on lines, squares and cubes, odd and even, down to one value", () => {
    for (const { shape, a, b, fsc, count } of golden) {
      const actual = fourierShellCorrelation(core.realArray(shape, a), core.realArray(shape, b));
      expectClose(actual.fsc, fsc, 1e-13);
      expect([...actual.count], `[${shape}]`).to.deep.equal(count);
    }
  });
  it("has 350, 5034 and 20234 voxels in shells 5, 20 and 40 of a cube of 128", () => {
    const a = drawReal([128, 128, 128], seeded("resolution/counts"));
    const { fsc, count } = fourierShellCorrelation(a, a);
    expect([count[5], count[20], count[40]]).to.deep.equal([350, 5034, 20234]);
    expectClose(fsc, new Float64Array(65).fill(1), 1e-12);
  });
  it("is the real-space correlation of the two maps, each filtered to the shell", () => {
    for (const shape of [[11], [10, 10], [9, 9, 9], [6, 6, 6]]) {
      const rng = seeded(`resolution/filtered-${shape}`);
      const a = drawReal(shape, rng);
      const b = core.mapReal(drawReal(shape, rng), (v, i) => v + a.data[i]);
      const { fsc } = fourierShellCorrelation(a, b);
      const dot = (x: RealArray, y: RealArray): number => x.data.reduce((sum, v, i) => sum + v * y.data[i], 0);
      for (let k = 0; k < fsc.length; k++) {
        const x = filtered(a, (shell) => (shell === k ? 1 : 0));
        const y = filtered(b, (shell) => (shell === k ? 1 : 0));
        expect(fsc[k], `[${shape}] shell ${k}`).to.be.closeTo(dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y)), 1e-12);
      }
    }
  });
  it("is 1 for a map with itself, −1 with its negative, and does not see a radial gain", () => {
    const rng = seeded("resolution/gain");
    const a = drawReal([9, 9, 9], rng);
    const b = core.mapReal(drawReal([9, 9, 9], rng), (v, i) => v + 2 * a.data[i]);
    expectClose(
      fourierShellCorrelation(
        a,
        core.mapReal(a, (v) => -7 * v),
      ).fsc,
      [-1, -1, -1, -1, -1],
      1e-14,
    );
    const { fsc } = fourierShellCorrelation(a, b);
    const sharpened = filtered(b, (shell) => Math.exp(0.04 * shell * shell));
    expectClose(fourierShellCorrelation(a, sharpened).fsc, fsc, 1e-12);
    expectClose(fourierShellCorrelation(b, a).fsc, fsc, 1e-14);
  });
  it("is 0 for a map whose every wave was turned by a quarter", () => {
    const a = drawReal([9, 9], seeded("resolution/quarter"));
    const F = fourier.fft(a);
    const half = fourier.fftfreq(9, 1);
    // times i·sign(k): Hermitian, so the turned map is real; sign(k) by the first axis that is not 0
    const sign = F.re.map((_, i) => Math.sign(half[Math.floor(i / 9)] || half[i % 9]));
    const turned = fourier.ifft({
      shape: F.shape,
      re: F.im.map((v, i) => -v * sign[i]),
      im: F.re.map((v, i) => v * sign[i]),
    });
    expectClose(turned.im, new Float64Array(81), 1e-14);
    const { fsc } = fourierShellCorrelation(a, { shape: a.shape, data: turned.re });
    expectClose(fsc, new Float64Array(5), 1e-14);
  });
  it("gives 0 to a shell without power in either map, whatever rounding leaves there", () => {
    for (const n of [8, 9, 30, 65, 97, 98]) {
      const wave = (k: number): RealArray => ({
        shape: [n, n],
        data: Float64Array.from({ length: n * n }, (_, i) => Math.cos((2 * Math.PI * k * (i % n)) / n)),
      });
      const { fsc } = fourierShellCorrelation(wave(2), wave(2));
      const only = fsc.map(() => 0);
      only[2] = 1;
      expectClose(fsc, only, 1e-12);
      expectClose(fourierShellCorrelation(wave(2), wave(3)).fsc, new Float64Array(fsc.length), 0);
    }
    const constant = core.mapReal(core.zeros([33, 33, 33]), () => 0.1);
    const { fsc } = fourierShellCorrelation(constant, constant);
    expect(fsc[0]).to.equal(1);
    expectClose(fsc.subarray(1), new Float64Array(16), 0);
    expectClose(fourierShellCorrelation(core.zeros([4]), core.zeros([4])).fsc, [0, 0, 0], 0);
  });
  it("is exactly 1 in shell 0 for means of one sign, so that a threshold of 1 holds", () => {
    const rng = seeded("resolution/dc");
    for (let i = 0; i < 100; i++) {
      const a = core.mapReal(drawReal([5], rng), (v) => v + 9);
      const b = core.mapReal(drawReal([5], rng), (v) => v + 9);
      expect(fourierShellCorrelation(a, b).fsc[0]).to.equal(1);
    }
  });
  it("shows the flipped bands of two defoci, near 1.000, 0.999, −0.994, 0.951, −0.997 at shells 5, 10, 20, 30, 40", () => {
    // an image of blobs through 12823 and 18882 Å; the sign at each shell is that of the product of the two CTFs
    const phantom = data.gaussianPhantom(30, seeded("resolution/blobs"), { radius: 50, sigma: 1.2 });
    const image = data.phantomProjection(phantom, 200, Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), { pixelSize: 1.26 });
    const through = (defocus: number): RealArray => {
      const F = fourier.fft(image);
      const lens = {
        voltageKv: 300,
        csMm: 2.7,
        amplitudeContrast: 0.1,
        astigmatismAngle: 0,
        phaseShift: 0,
        bFactor: 0,
      };
      const H = optics.ctf2d([200, 200], 1.26, { ...lens, defocusU: defocus, defocusV: defocus }).data;
      return {
        shape: F.shape,
        data: fourier.ifft({ shape: F.shape, re: F.re.map((v, i) => v * H[i]), im: F.im.map((v, i) => v * H[i]) }).re,
      };
    };
    const { fsc } = fourierShellCorrelation(through(12823), through(18882));
    const curve = [5, 10, 20, 30, 40].map((k) => fsc[k]);
    expectClose(curve, [1, 0.999, -0.994, 0.951, -0.997], 0.03); // weights within a shell belong to the image
  });
  it("names what it refuses", () => {
    const line = core.zeros([4]);
    expect(() => fourierShellCorrelation<Shape>(line, core.zeros([5]))).to.throw(
      RangeError,
      "fourierShellCorrelation: both maps must have one shape, got [4] and [5]",
    );
    expect(() => fourierShellCorrelation<Shape>(line, core.zeros([4, 4]))).to.throw("got [4] and [4,4]");
    expect(() => fourierShellCorrelation(core.zeros([4, 6]), core.zeros([4, 6]))).to.throw(
      "fourierShellCorrelation: a must be a line, a square or a cube, got shape [4,6]",
    );
    expect(() => fourierShellCorrelation(core.zeros([0]), core.zeros([0]))).to.throw("got shape [0]");
    expect(() => fourierShellCorrelation(core.zeros([]), core.zeros([]))).to.throw("got shape []");
    expect(() => fourierShellCorrelation(line, { shape: [4], data: new Float64Array(3) })).to.throw(
      "fourierShellCorrelation: b: shape [4] takes 4 values, got 3",
    );
    expect(() => fourierShellCorrelation(core.realArray([2], [1, Number.NaN]), core.zeros([2]))).to.throw(
      "fourierShellCorrelation: a must be finite, got NaN at index 1",
    );
  });
});
