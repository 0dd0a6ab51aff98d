import { core, data, type Image, sampling } from "@cryolab/lib";
import { expect } from "chai";

const { realArray } = core;
const { letterL, siemensStar, twoBlobs } = data;

const picture = (image: Image): string[] =>
  Array.from({ length: image.shape[0] }, (_, y) =>
    [...image.data.subarray(y * image.shape[1], (y + 1) * image.shape[1])].map((v) => (v === 1 ? "#" : ".")).join(""),
  );

describe("letterL", () => {
  it("can be read with row 0 on top", () => {
    expect(picture(letterL(8))).to.deep.equal([
      "........",
      "........",
      "..#.....",
      "..#.....",
      "..#.....",
      "..###...",
      "........",
      "........",
    ]);
  });

  it("differs from its mirror images and its turns, at odd and even sizes", () => {
    for (const n of [4, 5, 6, 7, 10, 33, 64]) {
      const { data: v } = letterL(n);
      expect(new Set(v)).to.deep.equal(new Set([0, 1]));
      const at = (move: (x: number, y: number) => readonly [number, number]): string =>
        Array.from({ length: n * n }, (_, i) => {
          const [x, y] = move(i % n, Math.floor(i / n));
          return v[y * n + x];
        }).join("");
      const m = n - 1;
      const moved = [
        at((x, y) => [x, y]),
        at((x, y) => [m - x, y]),
        at((x, y) => [x, m - y]),
        at((x, y) => [m - x, m - y]),
        at((x, y) => [y, x]),
        at((x, y) => [m - y, x]),
        at((x, y) => [y, m - x]),
        at((x, y) => [m - y, m - x]),
      ];
      // and not even where the whole letter may be moved as well
      const trimmed = moved.map((s) =>
        (s.match(new RegExp(`.{${n}}`, "g")) as string[])
          .map((row) => row.replace(/0+$/, ""))
          .filter((row) => row !== "")
          .map((row, _, rows) => row.slice(Math.min(...rows.map((r) => r.indexOf("1")))))
          .join("|"),
      );
      expect(new Set(trimmed).size, `n = ${n}`).to.equal(8);
    }
  });

  it("asks for a size", () => {
    expect(() => letterL(3)).to.throw(RangeError, "letterL: n must be a whole number >= 4, got 3");
  });
});

describe("twoBlobs", () => {
  it("has the squared distance of its two pure images that the audit measured, 56.4966978", () => {
    const [a, b] = [twoBlobs(32, 1), twoBlobs(32, 0)];
    const squared = a.data.reduce((sum, v, i) => sum + (v - b.data[i]) ** 2, 0);
    expect(squared).to.be.closeTo(56.4966978, 5e-8); // the digits that were written down
  });

  it("is linear in the share, and what two Gaussians give at a point", () => {
    const [zero, one, some] = [0, 1, 0.3].map((share) => twoBlobs(9, share, { sigma: 1.5, distance: 4 }));
    for (let i = 0; i < 81; i++) {
      const [x, y] = [(i % 9) - 4, Math.floor(i / 9) - 4];
      expect(one.data[i]).to.be.closeTo(Math.exp(-((x + 2) ** 2 + y ** 2) / 4.5), 1e-15);
      expect(zero.data[i]).to.be.closeTo(Math.exp(-((x - 2) ** 2 + y ** 2) / 4.5), 1e-15);
      expect(some.data[i]).to.be.closeTo(0.3 * one.data[i] + 0.7 * zero.data[i], 1e-15);
    }
  });

  it("says what is out of range", () => {
    expect(() => twoBlobs(0, 1)).to.throw(RangeError, "twoBlobs: n must be a whole number >= 1, got 0");
    expect(() => twoBlobs(4, Number.NaN)).to.throw(RangeError, "twoBlobs: share must be finite, got NaN");
    expect(() => twoBlobs(4, 1, { sigma: 0 })).to.throw(
      RangeError,
      "twoBlobs: sigma must be finite and above 0, got 0",
    );
    expect(() => twoBlobs(4, 1, { distance: Infinity })).to.throw(RangeError, "twoBlobs: distance must be finite");
  });
});

describe("siemensStar", () => {
  it("alternates as a square wave around a ring, opening white at angle 0 towards +y", () => {
    const star = siemensStar(129, { spokes: 6, radius: 60 });
    for (let k = 0; k < 360; k++) {
      const phase = (k * 6) / 360 - Math.floor((k * 6) / 360);
      if (Math.min(phase, Math.abs(phase - 0.5), 1 - phase) < 0.08) continue; // an edge crosses the pixels beside it
      const angle = (k * Math.PI) / 180;
      const value = sampling.nearest(star, realArray([1, 2], [40 * Math.cos(angle), 40 * Math.sin(angle)]));
      expect(value[0], `${k}°`).to.equal(phase < 0.5 ? 1 : 0);
    }
  });

  it("is grey within the ring of period two pixels, and black outside", () => {
    const n = 64;
    const star = siemensStar(n, { spokes: 20 });
    for (let i = 0; i < n * n; i++) {
      const r = Math.hypot((i % n) - 32, Math.floor(i / n) - 32);
      if (r + 1 < 20 / Math.PI) expect(star.data[i]).to.equal(0.5);
      if (r > 0.45 * n + 1) expect(star.data[i]).to.equal(0);
    }
    const white = star.data.reduce((sum, v) => sum + v, 0);
    expect(white / (Math.PI * (0.45 * n) ** 2)).to.be.closeTo(0.5, 0.01); // half of the disc
  });

  it("says what is out of range", () => {
    expect(() => siemensStar(8, { spokes: 0 })).to.throw(
      RangeError,
      "siemensStar: spokes must be a whole number >= 1, got 0",
    );
    expect(() => siemensStar(8, { radius: -1 })).to.throw(
      RangeError,
      "siemensStar: radius must be finite and above 0, got -1",
    );
  });
});
