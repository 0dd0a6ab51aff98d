import { core, fourier, type ImageSpectrum } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose, largest } from "../../support/close.js";
import { drawComplex, drawReal, seeded } from "../../support/draw.js";
import { asComplex, indices, naiveFft, relativeError } from "./naive.js";

const { fft, fourierShift, ifft } = fourier;

describe("fourierShift", () => {
  it("by whole pixels rolls an oblong image: x columns, y rows, towards larger indices", () => {
    for (const [ny, nx] of [
      [5, 8],
      [6, 7],
      [1, 4],
    ]) {
      const a = drawReal([ny, nx], seeded(`roll ${ny} ${nx}`));
      const { re } = ifft(fourierShift(fft(a), [2, -1]));
      const rolled = indices([ny, nx]).map(([y, x]) => a.data[((y + 1) % ny) * nx + ((x - 2 + nx) % nx)]);
      expectClose(re, rolled, 1e-14);
    }
  });
  it("by whole pixels rolls lines (x) and volumes (x, y, z)", () => {
    const line = drawReal([7], seeded("line"));
    expectClose(
      ifft(fourierShift(fft(line), [3])).re,
      Array.from(line.data, (_, x) => line.data[(x + 4) % 7]),
      1e-14,
    );
    const [nz, ny, nx] = [4, 5, 6];
    const volume = drawReal([nz, ny, nx], seeded("volume"));
    const rolled = indices([nz, ny, nx]).map(
      ([z, y, x]) => volume.data[(((z + 1) % nz) * ny + ((y + 3) % ny)) * nx + ((x + 5) % nx)],
    );
    expectClose(ifft(fourierShift(fft(volume), [1, 2, 3])).re, rolled, 1e-14);
  });
  it("multiplies by e^(−2πi k t/n), and by cos πt at Nyquist of each even axis, complex images too", () => {
    const [ny, nx] = [6, 5];
    const F = drawComplex([ny, nx], seeded("factor"));
    const t = { x: 0.3, y: -1.7 };
    const G = fourierShift(F, [t.x, t.y]);
    indices([ny, nx]).forEach(([y, x], i) => {
      const kx = x <= 2 ? x : x - nx;
      const ky = y < 3 ? y : y - ny;
      const along = -2 * Math.PI * ((kx * t.x) / nx + (ky === -3 ? 0 : (ky * t.y) / ny));
      const nyquist = ky === -3 ? Math.cos(Math.PI * t.y) : 1;
      expect(G.re[i]).to.be.closeTo(nyquist * (F.re[i] * Math.cos(along) - F.im[i] * Math.sin(along)), 1e-14);
      expect(G.im[i]).to.be.closeTo(nyquist * (F.re[i] * Math.sin(along) + F.im[i] * Math.cos(along)), 1e-14);
    });
  });
  it("moves a band-limited wave by a fraction exactly", () => {
    const n = 12;
    const wave = (x: number): number => 1 + Math.cos((2 * Math.PI * 2 * x) / n + 0.4);
    const line = core.realArray(
      [n],
      Array.from({ length: n }, (_, x) => wave(x)),
    );
    const moved = ifft(fourierShift(fft(line), [0.37]));
    expectClose(
      moved.re,
      Array.from({ length: n }, (_, x) => wave(x - 0.37)),
      1e-14,
    );
  });
  it("keeps a real image real, even sides and half pixels included", () => {
    const moved = ifft(fourierShift(fft(drawReal([8, 6], seeded("real"))), [0.5, 2.5]));
    expect(largest(moved.im)).to.be.below(1e-15);
  });
  it("adds up away from Nyquist", () => {
    const F = drawComplex([5, 7], seeded("adds"));
    const twice = fourierShift(fourierShift(F, [0.3, 1.4]), [-1.1, 2.25]);
    expect(relativeError(twice, fourierShift(F, [-0.8, 3.65]))).to.be.below(1e-14);
  });
  it("takes whole turns off: a shift by 10⁹ boxes is none", () => {
    const F = drawComplex([5, 7], seeded("turns"));
    expect(relativeError(fourierShift(F, [7e9, -5e9]), F)).to.be.below(1e-15);
  });
  it("works on one value and leaves its argument alone", () => {
    const one: ImageSpectrum = core.complexArray([1, 1], [3], [4]);
    const moved = fourierShift(one, [0.4, 0]);
    expect([moved.re[0], moved.im[0]]).to.deep.equal([3, 4]);
    moved.re[0] = 0;
    expect(one.re[0]).to.equal(3);
  });
  it("agrees with the naive transform of the rolled line", () => {
    const a = drawReal([10], seeded("naive"));
    const rolled = core.realArray(
      [10],
      Array.from(a.data, (_, x) => a.data[(x + 7) % 10]),
    );
    expect(relativeError(fourierShift(fft(a), [3]), naiveFft(asComplex(rolled)))).to.be.below(1e-14);
  });
  it("refuses a shift of another dimension or not finite", () => {
    const F = drawComplex([2, 3], seeded("refuse"));
    expect(() => fourierShift(F, [1] as unknown as [number, number])).to.throw(
      RangeError,
      "fourierShift: shift must be 2 finite numbers for shape [2,3], got [1]",
    );
    expect(() => fourierShift(F, [1, Number.NaN])).to.throw(RangeError, "got [1,NaN]");
  });
});
