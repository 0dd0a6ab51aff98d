import { core, forward, fourier, type Image, reconstruction } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose, largest } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";

const { centralLine, radonGaussian, sinogram } = forward;
const { backProjection, filteredBackProjection, ramLak, reconstructFromLines } = reconstruction;

const half = (n: number): number => Math.floor(n / 2);
const even = (count: number, over = Math.PI): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => (i * over) / count);
/** Ovals about floor(n/2), lengths in the unit of step. */
const ovals = [
  { a: 0.02, b: 0.01, centre: [3, -2] as const, height: 1 },
  { a: 0.015, b: 0.02, centre: [-5, 4] as const, height: 0.6 },
];
const picture = (n: number, step: number): Image =>
  core.mapReal(core.zeros([n, n]), (_, i) => {
    const [x, y] = [((i % n) - half(n)) * step, (Math.floor(i / n) - half(n)) * step];
    return ovals.reduce(
      (s, { a, b, centre: [cx, cy], height }) => s + height * Math.exp(-a * (x - cx) ** 2 - b * (y - cy) ** 2),
      0,
    );
  });
const shadows = (n: number, step: number, angles: Float64Array): Image => {
  const t = Float64Array.from({ length: n }, (_, j) => (j - half(n)) * step);
  const rows = Array.from(angles, (theta) => {
    const parts = ovals.map((oval) => radonGaussian(t, theta, oval).map((v) => oval.height * v));
    return parts[0].map((v, j) => v + parts[1][j]);
  });
  return core.realArray([angles.length, n], Float64Array.from(rows.flatMap((row) => [...row])));
};

describe("ramLak", () => {
  it("has 1/(4Δ²), −1/(π²j²Δ²) at odd and 0 at even offsets, centred, even", () => {
    const h = ramLak(5, 0.5);
    expect(h.length).to.equal(11);
    for (let j = -5; j <= 5; j++) {
      const expected = j === 0 ? 1 : j % 2 === 0 ? 0 : -4 / (Math.PI * j) ** 2;
      expectClose([h[5 + j]], [expected], 1e-15);
    }
    expectClose(
      ramLak(6, 1).map((v) => v / 4),
      ramLak(6, 2),
      1e-16,
    );
    expect([...ramLak(1, 1)].length).to.equal(3);
  });
  it("has the transform |s| below Nyquist, and a sum that tends to 0", () => {
    const [n, step] = [400, 0.7];
    const h = ramLak(n, step);
    for (const s of [0, 0.1, 0.25, 0.5, 0.7]) {
      let sum = 0;
      for (let j = -n; j <= n; j++) sum += step * h[n + j] * Math.cos(2 * Math.PI * s * j * step);
      expect(sum).to.be.closeTo(s, 1e-3); // the tail beyond 400
    }
    for (const bad of [0, 1.5])
      expect(() => ramLak(bad, 1)).to.throw(RangeError, `ramLak: n must be a whole number >= 1, got ${bad}`);
    expect(() => ramLak(3, 0)).to.throw("ramLak: step must be finite and above 0, got 0");
  });
});

describe("filteredBackProjection", () => {
  it("is the double sum of its formula, odd and even, one column", () => {
    for (const [rows, n] of [
      [3, 6],
      [2, 7],
      [1, 1],
    ]) {
      const p = drawReal([rows, n], seeded(`fbp ${n}`));
      const angles = Float64Array.from({ length: rows }, (_, i) => 0.3 + 1.1 * i);
      const step = 0.8;
      const h = ramLak(n, step);
      const image = filteredBackProjection(p, angles, step);
      const expected = core.mapReal(core.zeros([n, n]), (_, at) => {
        let sum = 0;
        angles.forEach((theta, i) => {
          const q = (j: number): number => {
            let s = 0;
            for (let m = 0; m < n; m++) s += step * h[n + j - m] * p.data[i * n + m];
            return s;
          };
          const t = ((at % n) - half(n)) * Math.cos(theta) + (Math.floor(at / n) - half(n)) * Math.sin(theta) + half(n);
          if (t < 0 || t > n - 1) return;
          const j = Math.floor(t);
          sum += t === j ? q(j) : q(j) * (1 - (t - j)) + q(j + 1) * (t - j);
        });
        return (sum * Math.PI) / rows;
      });
      expectClose(image.data, expected.data, 1e-12);
    }
  });
  it("returns ovals to 1e-2, odd and even, over π and 2π, with steps of 1 and 1/4 alike", () => {
    for (const [n, over] of [
      [64, Math.PI],
      [65, 2 * Math.PI],
      [66, Math.PI],
    ]) {
      const angles = even(180, over);
      const image = filteredBackProjection(shadows(n, 1, angles), angles, 1);
      const truth = picture(n, 1);
      for (let i = 0; i < n * n; i++) {
        const r = Math.hypot((i % n) - half(n), Math.floor(i / n) - half(n));
        if (r < n / 2 - 1) expect(Math.abs(image.data[i] - truth.data[i])).to.be.below(1e-2);
      }
    }
    const fine = shadows(201, 0.25, even(90));
    const image = filteredBackProjection(fine, even(90), 0.25);
    expect(image.data[100 * 201 + 100]).to.be.closeTo(picture(201, 0.25).data[100 * 201 + 100], 1e-3);
  });
  it("gives a disc the plateau 1, nearly as wide as the detector", () => {
    const n = 101;
    const a = 49.5;
    const row = Float64Array.from({ length: n }, (_, j) => 2 * Math.sqrt(Math.max(0, a * a - (j - 50) ** 2)));
    const angles = even(180);
    const sino = core.realArray(
      [180, n],
      Float64Array.from({ length: 180 * n }, (_, i) => row[i % n]),
    );
    const image = filteredBackProjection(sino, angles, 1);
    for (let i = 0; i < n * n; i++)
      if (Math.hypot((i % n) - 50, Math.floor(i / n) - 50) < 0.8 * a)
        expect(Math.abs(image.data[i] - 1)).to.be.below(0.02);
  });
  it("turns with its angles", () => {
    const n = 65;
    const angles = even(90);
    const a = filteredBackProjection(shadows(n, 1, angles), angles, 1);
    const b = filteredBackProjection(
      shadows(n, 1, angles),
      angles.map((t) => t + Math.PI / 2),
      1,
    );
    for (let y = 8; y < 57; y++)
      for (let x = 8; x < 57; x++) expect(b.data[x * n + (64 - y)]).to.be.closeTo(a.data[y * n + x], 1e-9);
  });
  it("names what it refuses", () => {
    expect(() => filteredBackProjection(core.zeros([2, 3]), even(3), 1)).to.throw(
      RangeError,
      "filteredBackProjection: angles must be one a row, 2, got 3",
    );
    expect(() => filteredBackProjection(core.zeros([1, 3]), Float64Array.of(Number.NaN), 1)).to.throw(
      "angles must be finite, got NaN at index 0",
    );
  });
});

describe("backProjection", () => {
  it("blurs a point by 1/r: the sum over angles falls as r⁻¹", () => {
    const n = 129;
    const angles = even(360);
    const point = core.mapReal(core.zeros([360, n]), (_, i) => (i % n === 64 ? 1 : 0));
    const image = backProjection(point, angles, 1).data;
    const at = (r: number): number => {
      // mean over the ring: single pixels see a star
      let [sum, count] = [0, 0];
      for (let i = 0; i < n * n; i++)
        if (Math.round(Math.hypot((i % n) - 64, Math.floor(i / n) - 64)) === r) {
          sum += image[i];
          count++;
        }
      return sum / count;
    };
    for (const r of [8, 16, 32]) expect(at(r) * r).to.be.closeTo(1, 0.03); // ∫ δ(r cos φ) dφ = 1/r over π
  });
});

describe("reconstructFromLines", () => {
  const n = 64;
  /** Blobs inside n/4 with widths of 1.2 to 2. */
  const small = core.mapReal(core.zeros([n, n]), (_, i) => {
    const [x, y] = [(i % n) - 32, Math.floor(i / n) - 32];
    const blob = (cx: number, cy: number, s: number): number =>
      Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * s * s));
    return blob(6, -3, 1.2) + 0.7 * blob(-8, 5, 2) + 0.5 * blob(0, 11, 1.5);
  });
  const F = fourier.fft(fourier.ifftshift(small));
  /** Ring correlation and scale inside 0.35 n. */
  const judge = (image: Image): { frc: Float64Array; scale: number } => {
    const inside = (a: Image): Image =>
      core.mapReal(a, (v, i) => (Math.hypot((i % n) - 32, Math.floor(i / n) - 32) < 0.35 * n ? v : 0));
    const [A, B] = [fourier.fft(inside(image)), fourier.fft(inside(small))];
    const shells = fourier.shellIndex([n, n]);
    const [ab, aa, bb] = [0, 0, 0].map(() => new Float64Array(33));
    shells.forEach((k, i) => {
      if (k > 32) return;
      ab[k] += A.re[i] * B.re[i] + A.im[i] * B.im[i];
      aa[k] += A.re[i] ** 2 + A.im[i] ** 2;
      bb[k] += B.re[i] ** 2 + B.im[i] ** 2;
    });
    const dot = (u: Image, v: Image): number => {
      const cut = inside(v).data;
      return inside(u).data.reduce((s, w, i) => s + w * cut[i], 0);
    };
    return { frc: ab.map((v, k) => v / Math.sqrt(aa[k] * bb[k])), scale: dot(image, small) / dot(small, small) };
  };
  it("inverts centralLine: FRC above 0.99 to 0.8 Nyquist and scale 1, even and uneven angles, any order", () => {
    const uneven = even(180)
      .map((t, i) => t + 0.006 * Math.sin(5 * i))
      .reverse();
    for (const angles of [even(180), uneven, even(360, 2 * Math.PI)]) {
      const image = reconstructFromLines(
        Array.from(angles, (t) => centralLine(F, t)),
        angles,
        n,
      );
      const { frc, scale } = judge(image);
      for (let k = 0; k <= 25; k++) expect(frc[k], `shell ${k}`).to.be.above(0.99);
      expect(scale).to.be.closeTo(1, 0.05);
    }
  });
  it("averages equal angles, and is 0 without lines", () => {
    const angles = even(60);
    const lines = Array.from(angles, (t) => centralLine(F, t));
    const once = reconstructFromLines(lines, angles, n);
    const twice = reconstructFromLines([...lines, ...lines], Float64Array.of(...angles, ...angles), n);
    expectClose(twice.data, once.data, 1e-12);
    const up = lines.map((L) => ({ ...L, re: L.re.map((v) => 1.5 * v), im: L.im.map((v) => 1.5 * v) }));
    const mixed = reconstructFromLines([...lines, ...up], Float64Array.of(...angles, ...angles), n);
    expectClose(
      mixed.data,
      once.data.map((v) => 1.25 * v),
      1e-12,
    );
    expectClose(reconstructFromLines([], new Float64Array(0), 5).data, new Float64Array(25), 0);
  });
  it("takes odd sides, where the origin is", () => {
    const m = 33;
    const point = core.zeros([m, m]);
    point.data[18 * m + 13] = 1; // (−3, 2) from the origin
    const P = fourier.fft(fourier.ifftshift(point));
    const angles = even(120);
    const image = reconstructFromLines(
      Array.from(angles, (t) => centralLine(P, t)),
      angles,
      m,
    );
    expect(image.data.indexOf(largest(image.data))).to.equal(18 * m + 13);
  });
  it("agrees with sinograms: the same picture through shadows", () => {
    const angles = even(180);
    const rows = sinogram(small, angles);
    const lines = Array.from(angles, (_, i) =>
      fourier.fft(fourier.ifftshift(core.realArray([n], rows.data.slice(i * n, (i + 1) * n)))),
    );
    const image = reconstructFromLines(lines, angles, n);
    expect(judge(image).scale).to.be.closeTo(1, 0.25); // bilinear rays blur blobs of 1.2 pixels
  });
  it("names what it refuses", () => {
    const L = core.complexArray([4], new Float64Array(4));
    expect(() => reconstructFromLines([L], even(2), 4)).to.throw(
      RangeError,
      "reconstructFromLines: lines and angles must be as many, got 1 and 2",
    );
    expect(() => reconstructFromLines([L], even(1), 5)).to.throw("every line must have 5 values, got 4 in line 0");
  });
});
