import { core, fourier } from "@cryolab/lib";
import { expect } from "chai";
import { drawComplex, drawReal, seeded } from "../../support/draw.js";
import { indices } from "./naive.js";

const { fftshift, ifftshift } = fourier;

describe("fftshift and ifftshift", () => {
  it("take index 0 to floor(n/2) and back, n even and odd", () => {
    for (let n = 1; n <= 12; n++) {
      const delta = new Float64Array(n);
      delta[0] = 1;
      const moved = fftshift(core.realArray([n], delta));
      expect(moved.data.indexOf(1)).to.equal(Math.floor(n / 2));
      expect(ifftshift(moved).data.indexOf(1)).to.equal(0);
    }
  });
  it("differ for odd n", () => {
    const line = core.realArray([5], [0, 1, 2, 3, 4]);
    expect(fftshift(line).data).to.deep.equal(Float64Array.of(3, 4, 0, 1, 2));
    expect(ifftshift(line).data).to.deep.equal(Float64Array.of(2, 3, 4, 0, 1));
  });
  it("roll every place of every chosen axis by itself, and no other", () => {
    const shape = [3, 4, 5];
    const a = drawReal(shape, seeded("roll"));
    for (const axes of [[], [0], [1], [2], [2, 0], [0, 1, 2]]) {
      const forward = fftshift(a, axes);
      const back = ifftshift(a, axes);
      const flat = (place: number[]): number => (place[0] * 4 + place[1]) * 5 + place[2];
      for (const place of indices(shape)) {
        const moved = place.map((i, axis) =>
          axes.includes(axis) ? (i + Math.floor(shape[axis] / 2)) % shape[axis] : i,
        );
        expect(forward.data[flat(moved)]).to.equal(a.data[flat(place)]);
        expect(back.data[flat(place)]).to.equal(a.data[flat(moved)]);
      }
    }
  });
  it("move real and imaginary parts alike", () => {
    const z = drawComplex([4, 3], seeded("complex"));
    const moved = fftshift(z, [1]);
    expect(moved.re).to.deep.equal(fftshift({ shape: z.shape, data: z.re }, [1]).data);
    expect(moved.im).to.deep.equal(fftshift({ shape: z.shape, data: z.im }, [1]).data);
  });
  it("give a copy even where nothing moves", () => {
    const one = core.realArray([1], [7]);
    fftshift(one).data[0] = 0;
    ifftshift(one, []).data[0] = 0;
    expect(one.data[0]).to.equal(7);
  });
  it("refuse axes that are not there or come twice", () => {
    const a = core.zeros([2, 2]);
    expect(() => fftshift(a, [2])).to.throw(RangeError, "fftshift: axes must be whole numbers from 0 to 1, got 2");
    expect(() => ifftshift(a, [1, 1])).to.throw(RangeError, "ifftshift: axes must differ, got 1 twice");
  });
});
