import { core, forward, fourier, type Image, type ImageSpectrum } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose, largest } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";

const { centralLine, fanSinogram, radonGaussian, sinogram } = forward;

/** A picture of ovals, each e^(−a x² − b y²) about its centre. */
const ovals = [
  { a: 1 / 30, b: 1 / 18, centre: [5, -3] as const },
  { a: 1 / 20, b: 1 / 40, centre: [-6, 4] as const },
];
function picture(n: number): Image {
  return core.mapReal(core.zeros([n, n]), (_, i) => {
    const [x, y] = [(i % n) - Math.floor(n / 2), Math.floor(i / n) - Math.floor(n / 2)];
    return ovals.reduce((sum, { a, b, centre: [cx, cy] }) => sum + Math.exp(-a * (x - cx) ** 2 - b * (y - cy) ** 2), 0);
  });
}
const places = (n: number): Float64Array => Float64Array.from({ length: n }, (_, j) => j - Math.floor(n / 2));
const shadow = (n: number, theta: number): Float64Array => {
  const parts = ovals.map((oval) => radonGaussian(places(n), theta, oval));
  return parts[0].map((v, j) => v + parts[1][j]);
};
const angles = Float64Array.of(0, 0.3, 1, Math.PI / 2, 2.2, 4, -0.7);

describe("radonGaussian", () => {
  it("has the anchors of the course at (a, b) = (2, 1), t = 0.4", () => {
    const at = (theta: number): number => radonGaussian(Float64Array.of(0.4), theta, { a: 2, b: 1 })[0];
    expectClose([0, 0.3, 1, Math.PI / 2].map(at), [1.2870656571, 1.2664314637, 1.1244975642, 1.0680038577], 1e-10);
  });
  it("is the line integral by quadrature, off centre too, and keeps the mass π/√(ab)", () => {
    const oval = { a: 0.7, b: 2.1, centre: [0.8, -1.3] as const };
    for (const theta of [0, 0.9, 2.5, -1.7, 4]) {
      const t = Float64Array.of(-1, 0, 0.4, 2);
      const step = 0.01;
      const expected = Array.from(t, (v) => {
        let sum = 0;
        for (let i = -1500; i <= 1500; i++) {
          const u = i * step;
          const x = v * Math.cos(theta) - u * Math.sin(theta) - oval.centre[0];
          const y = v * Math.sin(theta) + u * Math.cos(theta) - oval.centre[1];
          sum += step * Math.exp(-oval.a * x * x - oval.b * y * y);
        }
        return sum;
      });
      expectClose(radonGaussian(t, theta, oval), expected, 1e-12);
      const wide = Float64Array.from({ length: 4001 }, (_, i) => (i - 2000) / 200);
      const mass = radonGaussian(wide, theta, oval).reduce((sum, v) => sum + v / 200, 0);
      expect(mass).to.be.closeTo(Math.PI / Math.sqrt(0.7 * 2.1), 1e-12);
    }
    expect(() => radonGaussian(Float64Array.of(0), 0, { a: 0, b: 1 })).to.throw(
      RangeError,
      "radonGaussian: a and b must be finite and above 0, got 0 and 1",
    );
  });
});

describe("sinogram", () => {
  it("is the sum of bilinear values along each ray", () => {
    for (const n of [1, 4, 7, 10]) {
      const f = drawReal([n, n], seeded(`sinogram ${n}`));
      const c = Math.floor(n / 2);
      const value = (x: number, y: number): number => {
        if (x < -1e-9 || y < -1e-9 || x > n - 1 + 1e-9 || y > n - 1 + 1e-9) return 0;
        const at = (j: number, i: number): number => (i >= 0 && j >= 0 && i < n && j < n ? f.data[j * n + i] : 0);
        const [i, j] = [Math.floor(x + 1e-9), Math.floor(y + 1e-9)];
        const [p, q] = [Math.max(0, x - i), Math.max(0, y - j)];
        return (at(j, i) * (1 - p) + at(j, i + 1) * p) * (1 - q) + (at(j + 1, i) * (1 - p) + at(j + 1, i + 1) * p) * q;
      };
      const rows = sinogram(f, angles);
      expect(rows.shape).to.deep.equal([angles.length, n]);
      angles.forEach((theta, row) => {
        for (let j = 0; j < n; j++) {
          let sum = 0;
          for (let u = -c; u < n - c; u++)
            sum += value(
              (j - c) * Math.cos(theta) - u * Math.sin(theta) + c,
              (j - c) * Math.sin(theta) + u * Math.cos(theta) + c,
            );
          expect(rows.data[row * n + j], `n ${n} θ ${theta} t ${j - c}`).to.be.closeTo(sum, 1e-8);
        }
      });
    }
  });
  it("is the closed form to 2 % of the peak, odd and even, and keeps the mass", () => {
    for (const n of [64, 65, 66]) {
      const f = picture(n);
      const rows = sinogram(f, angles);
      angles.forEach((theta, row) => {
        const expected = shadow(n, theta);
        const line = rows.data.subarray(row * n, (row + 1) * n);
        expectClose(line, expected, 0.02 * largest(expected));
        const mass = (a: Float64Array): number => a.reduce((sum, v) => sum + v, 0);
        expect(mass(line) / mass(f.data)).to.be.closeTo(1, 0.01);
      });
    }
  });
  it("is the sum over y at 0, over x at 90°, and mirrored half a turn on", () => {
    const f = core.mapReal(drawReal([9, 9], seeded("quarter")), (v, i) =>
      i % 9 === 0 || i < 9 || i % 9 === 8 || i >= 72 ? 0 : v,
    );
    const rows = sinogram(f, Float64Array.of(0, Math.PI / 2, 0.4, 0.4 + Math.PI)).data;
    for (let j = 0; j < 9; j++) {
      let [down, across] = [0, 0];
      for (let i = 0; i < 9; i++) {
        down += f.data[i * 9 + j];
        across += f.data[j * 9 + i];
      }
      expectClose([rows[j], rows[9 + j], rows[18 + j]], [down, across, rows[27 + 8 - j]], 1e-9);
    }
  });
  it("names what it refuses", () => {
    expect(() => sinogram(core.zeros([2, 3]), angles)).to.throw(
      RangeError,
      "sinogram: image must be square, got shape [2,3]",
    );
    expect(() => sinogram(core.zeros([2, 2]), Float64Array.of(0, Infinity))).to.throw(
      "angles must be finite, got Infinity at index 1",
    );
    expect(sinogram(core.zeros([2, 2]), new Float64Array(0)).shape).to.deep.equal([0, 2]);
  });
});

describe("fanSinogram", () => {
  it("is the closed form of the ray from the source through each place of the detector, to 2 % of the peak", () => {
    for (const [n, distance] of [
      [64, 90],
      [65, 60],
    ]) {
      const rows = fanSinogram(picture(n), angles, distance);
      expect(rows.shape).to.deep.equal([angles.length, n]);
      angles.forEach((beta, row) => {
        const source = [distance * Math.sin(beta), -distance * Math.cos(beta)];
        const expected = Array.from(places(n), (s) => {
          // the line through source and detector place: its unit normal and its distance from the origin
          const [dx, dy] = [s * Math.cos(beta) - source[0], s * Math.sin(beta) - source[1]];
          const length = Math.hypot(dx, dy);
          const [nx, ny] = [dy / length, -dx / length];
          const t = source[0] * nx + source[1] * ny;
          return ovals.reduce((sum, oval) => sum + radonGaussian(Float64Array.of(t), Math.atan2(ny, nx), oval)[0], 0);
        });
        expectClose(rows.data.subarray(row * n, (row + 1) * n), expected, 0.02 * largest(expected));
      });
    }
  });
  it("is the parallel sinogram when the source is far away", () => {
    const f = core.mapReal(picture(32), (v, i) => (Math.hypot((i % 32) - 16, Math.floor(i / 32) - 16) < 14 ? v : 0));
    expectClose(fanSinogram(f, angles, 1e9).data, sinogram(f, angles).data, 1e-5);
  });
  it("names what it refuses", () => {
    expect(() => fanSinogram(core.zeros([4, 4]), angles, 2)).to.throw(
      RangeError,
      "fanSinogram: distance must be above 2.82",
    );
    expect(() => fanSinogram(core.zeros([4, 3]), angles, 20)).to.throw(
      "fanSinogram: image must be square, got shape [4,3]",
    );
    expect(() => fanSinogram(core.zeros([4, 4]), Float64Array.of(Number.NaN), 20)).to.throw(
      "angles must be finite, got NaN at index 0",
    );
  });
});

describe("centralLine", () => {
  const spectrum = (f: Image): ImageSpectrum => fourier.fft(fourier.ifftshift(f));
  it("is an axis of the spectrum at 0 and 90°, Nyquist too", () => {
    for (const n of [1, 2, 6, 9]) {
      const F = spectrum(drawReal([n, n], seeded(`line ${n}`)));
      const along = centralLine(F, 0);
      const down = centralLine(F, Math.PI / 2);
      for (let k = 0; k < n; k++) {
        expectClose([along.re[k], along.im[k]], [F.re[k], F.im[k]], 1e-12);
        expectClose([down.re[k], down.im[k]], [F.re[k * n], F.im[k * n]], 1e-12);
      }
    }
  });
  it("is the transform of the analytic shadow, odd and even", () => {
    for (const n of [64, 65, 66]) {
      const F = spectrum(picture(n));
      for (const theta of angles) {
        const L = centralLine(F, theta);
        const expected = fourier.fft(fourier.ifftshift(core.realArray([n], shadow(n, theta))));
        expectClose(L.re, expected.re, 1e-4 * expected.re[0]); // Gaussians cut off at the border of the box
        expectClose(L.im, expected.im, 1e-4 * expected.re[0]);
      }
    }
  });
  it("is Hermitian below Nyquist", () => {
    const L = centralLine(spectrum(drawReal([8, 8], seeded("hermitian"))), 0.7);
    for (let k = 1; k < 4; k++) expectClose([L.re[8 - k], L.im[8 - k]], [L.re[k], -L.im[k]], 1e-12);
  });
  it("names what it refuses", () => {
    expect(() => centralLine(core.complexArray([2, 3], new Float64Array(6)), 0)).to.throw(
      RangeError,
      "centralLine: F must be square, got shape [2,3]",
    );
    expect(() => centralLine(core.complexArray([2, 2], new Float64Array(4)), Number.NaN)).to.throw(
      "angle must be finite, got NaN",
    );
  });
});
