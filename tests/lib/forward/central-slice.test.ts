import {
  core,
  forward,
  fourier,
  type Image,
  type ImageSpectrum,
  type Rotation,
  rotations,
  sampling,
  type Volume,
  type VolumeSpectrum,
} from "@cryolab/lib";
import { expect } from "chai";
import { expectClose, largest } from "../../support/close.ts";
import { drawComplex, drawReal, seeded } from "../../support/draw.ts";
import { apply, multiply, transpose } from "../rotations/matrices.ts";
import { type Blob, blobProjection, blobSlice, blobs, blobVolume, cubeTurns } from "./blobs.ts";

const { centralSlice, projectVolume } = forward;
const { fft, fftshift, ifft, ifftshift } = fourier;
const { rotationFromEuler } = rotations;
const identity = rotationFromEuler(0, 0, 0);
const views = [rotationFromEuler(0.3, 1.1, -0.7), rotationFromEuler(-2.2, 0.4, 1.9), rotationFromEuler(1.4, 2.6, 0.2)];

const spectrum = (volume: Volume): VolumeSpectrum => fft(ifftshift(volume));
const imageSpectrum = (image: Image): ImageSpectrum => fft(ifftshift(image));

/** Index to frequency, zero first, Nyquist −n/2. */
const frequency = (i: number, n: number) => (i < n / 2 ? i : i - n);

/** Every frequency of the cube speaks, weighted by tents of its periodic distance. */
function direct(F: VolumeSpectrum, R: Rotation): ImageSpectrum {
  const n = F.shape[0];
  const slice = core.complexArray([n, n], new Float64Array(n * n));
  for (let i = 0; i < n * n; i++) {
    const k = apply(R, [frequency(i % n, n), frequency(Math.floor(i / n), n), 0]);
    if (k.some((v) => Math.abs(v) > Math.floor(n / 2))) continue;
    const weight = (index: number, v: number) => {
      const d = Math.abs(index - v) % n;
      return Math.max(0, 1 - Math.min(d, n - d));
    };
    for (let z = 0; z < n; z++)
      for (let y = 0; y < n; y++)
        for (let x = 0; x < n; x++) {
          const w = weight(x, k[0]) * weight(y, k[1]) * weight(z, k[2]);
          slice.re[i] += w * F.re[(z * n + y) * n + x];
          slice.im[i] += w * F.im[(z * n + y) * n + x];
        }
  }
  return slice;
}

/** Largest difference of two spectra over the largest modulus of the second. */
function error(a: ImageSpectrum, b: ImageSpectrum): number {
  const modulus = b.re.map((v, i) => Math.hypot(v, b.im[i]));
  const difference = a.re.map((v, i) => Math.hypot(v - b.re[i], a.im[i] - b.im[i]));
  return largest(difference) / largest(modulus);
}

function expectCloseSpectra(a: ImageSpectrum, b: ImageSpectrum, tolerance: number): void {
  expectClose(a.re, b.re, tolerance);
  expectClose(a.im, b.im, tolerance);
}

describe("centralSlice", () => {
  it("is the transform of the sum over z at R = I, to 1e-12, Nyquist included", () => {
    for (const n of [1, 2, 3, 6, 7, 8, 10]) {
      const volume = drawReal([n, n, n], seeded(`identity ${n}`));
      const F = spectrum(volume);
      const slice = centralSlice(F, identity);
      expectCloseSpectra(slice, imageSpectrum(projectVolume(volume, identity)), 1e-12 * n ** 1.5);
      expect(slice.shape).to.deep.equal([n, n]);
      expectClose(slice.re, F.re.slice(0, n * n), 0); // it is the plane kz = 0
    }
  });
  it("is the sum over all frequencies of tents that wrap with period n; beyond floor(n/2) it is 0", () => {
    for (const n of [1, 2, 3, 4, 5, 6]) {
      const F = drawComplex([n, n, n], seeded(`direct ${n}`));
      for (const R of views) expectCloseSpectra(centralSlice(F, R), direct(F, R), 1e-13);
    }
  });
  it("is the transform of five blobs' projection, in closed form, to the error of tents: ½ π² r²/n² of F(0)", () => {
    // between two frequencies a chord misses e^(−2πi k x/n) by at most (2π x/n)²/8; r² is the mean square distance
    const near: Blob[] = blobs.map((b) => ({
      ...b,
      centre: [0.4 * b.centre[0], 0.4 * b.centre[1], 0.4 * b.centre[2]],
      sigma: 1.2,
    }));
    let [mass, square] = [0, 0];
    for (const { centre, sigma, height } of near) {
      mass += height;
      square += height * (3 * sigma * sigma + centre.reduce((sum, c) => sum + c * c, 0));
    }
    for (const n of [47, 48, 80]) {
      const bound = (Math.PI ** 2 * square) / mass / (2 * n * n);
      const F = spectrum(blobVolume(n, near));
      for (const R of views) {
        const expected = blobSlice(n, R, near);
        const slice = centralSlice(F, R);
        // at the rim a sample may leave the cube: compare inside the sphere
        for (let i = 0; i < n * n; i++)
          if (Math.hypot(frequency(i % n, n), frequency(Math.floor(i / n), n)) > n / 2 - 1)
            slice.re[i] = slice.im[i] = expected.re[i] = expected.im[i] = 0;
        expect(error(slice, expected)).to.be.within(0.5 * bound, bound);
        expect(error(centralSlice(F, transpose(R)), expected)).to.be.above(4 * bound);
        const exchange = [0, 0, 1, 0, 1, 0, 1, 0, 0];
        const exchanged = Float64Array.from(multiply(exchange, multiply(R, exchange)));
        expect(error(centralSlice(F, exchanged), expected)).to.be.above(4 * bound);
      }
    }
  });
  it("gives the projection back: twofold padded, within 4 % of the peak of the analytic image", () => {
    for (const n of [39, 40]) {
      const N = 2 * n;
      const F = spectrum(blobVolume(N));
      for (const R of views) {
        const slice = centralSlice(F, R);
        const image = fftshift(core.realArray(slice.shape, ifft(slice).re));
        const expected = blobProjection(N, R);
        const [c, half] = [Math.floor(N / 2), Math.floor(n / 2)];
        let worst = 0;
        for (let y = c - half; y < c - half + n; y++)
          for (let x = c - half; x < c - half + n; x++)
            worst = Math.max(worst, Math.abs(image.data[y * N + x] - expected.data[y * N + x]));
        expect(worst / largest(expected.data)).to.be.below(0.04);
      }
    }
  });
  it("is exact in the 24 turns of a cube: the transform of the projection, to 1e-9", () => {
    for (const n of [5, 6, 7, 10]) {
      // a border of zeros: plane 0 of an even side has no mirror in space
      const volume = core.mapReal(drawReal([n, n, n], seeded(`cube ${n}`)), (v, i) => {
        const index = [i % n, Math.floor(i / n) % n, Math.floor(i / n / n)];
        return index.every((x) => x > 0 && x < n - 1) ? v : 0;
      });
      const F = spectrum(volume);
      for (const R of cubeTurns())
        expectCloseSpectra(centralSlice(F, R), imageSpectrum(projectVolume(volume, R)), 1e-9);
    }
  });
  it("keeps Nyquist in quarter turns by cosines of 6e-17", () => {
    for (const n of [5, 6]) {
      const F = drawComplex([n, n, n], seeded(`quarter ${n}`));
      for (const tilt of [Math.PI / 2, Math.PI, -Math.PI / 2])
        for (const psi of [0, Math.PI / 2, Math.PI]) {
          const R = rotationFromEuler(Math.PI / 2, tilt, psi);
          expectCloseSpectra(centralSlice(F, R), direct(F, R.map(Math.round)), 1e-13);
        }
    }
  });
  it("is Hermitian for a real volume of odd side, and below Nyquist for an even one", () => {
    for (const n of [9, 10])
      for (const R of views) {
        const { re, im } = centralSlice(spectrum(drawReal([n, n, n], seeded(`hermitian ${n}`))), R);
        for (let i = 0; i < n * n; i++) {
          const [kx, ky] = [frequency(i % n, n), frequency(Math.floor(i / n), n)];
          if (Math.hypot(kx, ky) >= n / 2 - 1 && n % 2 === 0) continue; // a neighbour may be Nyquist
          const at = ((n - ky) % n) * n + ((n - kx) % n);
          expect(re[at]).to.be.closeTo(re[i], 1e-12 * n ** 1.5);
          expect(im[at]).to.be.closeTo(-im[i], 1e-12 * n ** 1.5);
        }
      }
  });
  it("is the adjoint of scattering a slice into the centred grid, real and imaginary part alike, to 1e-12", () => {
    const n = 9; // odd: inside the grid and |k| ≤ floor(n/2) are one rule
    const F = drawComplex([n, n, n], seeded("adjoint volume"));
    const G = drawComplex([n, n], seeded("adjoint slice"));
    for (const R of views) {
      const rows = Array.from({ length: n * n }, (_, i) =>
        apply(R, [frequency(i % n, n), frequency(Math.floor(i / n), n), 0]),
      );
      const points = core.realArray([n * n, 3], rows.flat());
      const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * b[i], 0);
      const slice = centralSlice(F, R);
      for (const part of ["re", "im"] as const) {
        const grid = ifftshift(sampling.scatterTrilinear(G[part], points, n).sum);
        expect(dot(slice[part], G[part])).to.be.closeTo(dot(F[part], grid.data), 1e-12);
      }
    }
  });
  it("has the sum of the volume at k = 0 in every view", () => {
    const volume = drawReal([6, 6, 6], seeded("origin"));
    for (const R of views)
      expect(centralSlice(spectrum(volume), R).re[0]).to.be.closeTo(
        volume.data.reduce((a, b) => a + b),
        1e-12,
      );
  });
  it("leaves its arguments alone and names what it refuses", () => {
    const F = drawComplex([4, 4, 4], seeded("untouched"));
    const [re, im, R] = [F.re.slice(), F.im.slice(), views[0].slice()];
    centralSlice(F, views[0]);
    expect([F.re, F.im, views[0]]).to.deep.equal([re, im, R]);
    const brick = drawComplex([4, 4, 5], seeded("brick"));
    expect(() => centralSlice(brick, identity)).to.throw(
      RangeError,
      "centralSlice: F must be a cube, got shape [4,4,5] with 80 values",
    );
    expect(() => centralSlice(F, Float64Array.of(1, 0))).to.throw(
      RangeError,
      "centralSlice: R must be nine finite numbers, got [1,0]",
    );
  });
});
