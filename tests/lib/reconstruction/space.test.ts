import {
  core,
  data,
  forward,
  fourier,
  type Image,
  type ImageSpectrum,
  type ImageStack,
  optics as lenses,
  linalg,
  type Rotations,
  reconstruction,
  rotations,
  type Volume,
} from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawComplex, drawReal, normals, seeded } from "../../support/draw.ts";
import { cubeTurns } from "../forward/blobs.ts";

const { centralSlice, projectVolume } = forward;
const { finishMap, insertSlice, reconstruct3d, sliceGrid } = reconstruction;
type SliceGrid = reconstruction.SliceGrid;

const views = (count: number, name: string): Rotations => {
  const q = randomQ(count, name);
  const all = Array.from({ length: count }, (_, i) => [
    ...rotations.rotationFromQuaternion(q.data.subarray(4 * i, 4 * i + 4)),
  ]);
  return { shape: [count, 3, 3], data: Float64Array.from(all.flat()) };
};
const randomQ = (count: number, name: string) => rotations.randomQuaternions(count, seeded(name));
const stackOf = (images: readonly Image[]): ImageStack =>
  core.imageStack(
    [images.length, images[0].shape[0], images[0].shape[1]],
    Float32Array.from(images.flatMap((a) => [...a.data])),
  );
/** Closed-form projections of a phantom, voxel sums. */
const stackFrom = (phantom: data.Phantom, n: number, R: Rotations): ImageStack =>
  stackOf(
    Array.from({ length: R.shape[0] }, (_, i) => data.phantomProjection(phantom, n, R.data.subarray(9 * i, 9 * i + 9))),
  );
/** Error and scale inside the ball of radius 0.4 n. */
function judge(found: Volume, truth: Volume): { error: number; scale: number } {
  const n = truth.shape[0];
  let [ff, ft, tt] = [0, 0, 0];
  truth.data.forEach((t, i) => {
    const r = Math.hypot(...[i % n, Math.floor(i / n) % n, Math.floor(i / n / n)].map((v) => v - Math.floor(n / 2)));
    if (r > 0.4 * n) return;
    ff += (found.data[i] - t) ** 2;
    ft += found.data[i] * t;
    tt += t * t;
  });
  return { error: Math.sqrt(ff / tt), scale: ft / tt };
}

describe("insertSlice", () => {
  it("is the adjoint of centralSlice to 1e-12, odd and even, general and axis views", () => {
    for (const n of [5, 6])
      for (const R of [rotations.rotationFromEuler(0.7, 1.1, -0.4), cubeTurns()[9], cubeTurns()[0]]) {
        const pack = (F: { re: Float64Array; im: Float64Array }): Float64Array => Float64Array.of(...F.re, ...F.im);
        const gather = (v: Float64Array): Float64Array => {
          const size = n ** 3;
          return pack(centralSlice({ shape: [n, n, n], re: v.slice(0, size), im: v.slice(size) }, R));
        };
        const scatter = (v: Float64Array): Float64Array => {
          const slice: ImageSpectrum = { shape: [n, n], re: v.slice(0, n * n), im: v.slice(n * n) };
          return pack(insertSlice(sliceGrid(n), slice, { rotation: R }).sum);
        };
        const vectors = {
          x: normals(2 * n ** 3, seeded(`gather ${n}`)),
          y: normals(2 * n * n, seeded(`scatter ${n}`)),
        };
        expect(linalg.isAdjoint(gather, scatter, vectors)).to.equal(true);
      }
  });
  it("shares out the whole weight of what is inside, c² of it with a CTF, and adds up", () => {
    const n = 7;
    const slice = drawComplex([n, n], seeded("slice"));
    const ctf = drawReal([n, n], seeded("slice ctf"));
    for (const R of [rotations.rotationFromEuler(Math.PI / 4, 0, 0), rotations.rotationFromEuler(0.7, 1.1, -0.4)]) {
      let [inside, squares] = [0, 0];
      for (let i = 0; i < n * n; i++) {
        const [kx, ky] = [i % n, Math.floor(i / n)].map((k) => (k <= 3 ? k : k - n));
        if ([0, 1, 2].some((a) => Math.abs(R[3 * a] * kx + R[3 * a + 1] * ky) > 3 + 1e-9)) continue;
        inside++;
        squares += ctf.data[i] ** 2;
      }
      const sum = (g: SliceGrid): number => g.weight.data.reduce((s, v) => s + v, 0);
      const one = insertSlice(sliceGrid(n), slice, { rotation: R });
      expect(sum(one)).to.be.closeTo(inside, 1e-11);
      const seen = insertSlice(sliceGrid(n), slice, { rotation: R, ctf });
      expect(sum(seen)).to.be.closeTo(squares, 1e-11);
      const before = one.sum.re.slice();
      const two = insertSlice(one, slice, { rotation: R, ctf });
      expect(one.sum.re).to.deep.equal(before);
      expectClose(
        two.sum.re,
        one.sum.re.map((v, i) => v + seen.sum.re[i]),
        1e-14,
      );
      expectClose(
        two.weight.data,
        one.weight.data.map((v, i) => v + seen.weight.data[i]),
        1e-14,
      );
    }
  });
  it("puts an axis view where centralSlice reads it, weighted by the CTF", () => {
    const n = 6;
    const slice = drawComplex([n, n], seeded("axis"));
    const ctf = drawReal([n, n], seeded("axis ctf"));
    for (const R of cubeTurns()) {
      const grid = insertSlice(sliceGrid(n), slice, { rotation: R, ctf });
      const back = centralSlice(grid.sum, R);
      expectClose(
        back.re,
        slice.re.map((v, i) => v * ctf.data[i]),
        1e-13,
      );
      expectClose(
        back.im,
        slice.im.map((v, i) => v * ctf.data[i]),
        1e-13,
      );
    }
  });
  it("names what it refuses", () => {
    const grid = sliceGrid(3);
    const slice = drawComplex([3, 3], seeded("refuse"));
    const R = rotations.rotationFromEuler(0, 0, 0);
    expect(() => insertSlice(grid, drawComplex([4, 4], seeded("r")), { rotation: R })).to.throw(
      RangeError,
      "insertSlice: slice must have shape [3,3], got [4,4]",
    );
    expect(() => insertSlice(grid, slice, { rotation: R.subarray(1) })).to.throw("R must be nine finite numbers");
    expect(() => insertSlice(grid, slice, { rotation: R, ctf: core.zeros([2, 3]) })).to.throw(
      "ctf must have shape [3,3], got [2,3]",
    );
    expect(() => sliceGrid(0)).to.throw(RangeError, "sliceGrid: n must be a whole number >= 1, got 0");
  });
});

describe("finishMap", () => {
  it("divides, transforms back, corrects: a full grid gives its map over sinc², odd and even, padded", () => {
    for (const [n, padding] of [
      [4, 1],
      [5, 1],
      [3, 2],
      [4, 2],
    ]) {
      const N = n * padding;
      const volume = drawReal([N, N, N], seeded(`finish ${N}`));
      const F = fourier.fft(fourier.ifftshift(volume));
      const weight = core.mapReal(drawReal([N, N, N], seeded(`finish w ${N}`)), Math.abs);
      // weights of mates must agree, so that the map is real
      const mate = (i: number): number => {
        const [x, y, z] = [i % N, Math.floor(i / N) % N, Math.floor(i / N / N)].map((k) => (N - k) % N);
        return (z * N + y) * N + x;
      };
      weight.data.forEach((_, i) => {
        weight.data[mate(i)] = weight.data[i];
      });
      const w = weight.data.map((v) => v + 0.5);
      const grid: SliceGrid = {
        sum: { shape: F.shape, re: F.re.map((v, i) => v * w[i]), im: F.im.map((v, i) => v * w[i]) },
        weight,
      };
      const map = finishMap(grid, { snr: 2, padding });
      const sinc = (t: number): number => (t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t));
      const expected = core.mapReal(core.zeros([n, n, n]), (_, i) => {
        const place = [i % n, Math.floor(i / n) % n, Math.floor(i / n / n)].map((v) => v - Math.floor(n / 2));
        const [x, y, z] = place.map((v) => v + Math.floor(N / 2));
        return volume.data[(z * N + y) * N + x] / place.reduce((s, v) => s * sinc(v / N) ** 2, 1);
      });
      expectClose(map.data, expected.data, 1e-12);
    }
  });
  it("is 0 where nothing has been, also without regularisation", () => {
    expectClose(finishMap(sliceGrid(3), { snr: Infinity }).data, new Float64Array(27), 0);
    expect(() => finishMap(sliceGrid(3), { snr: 0 })).to.throw(RangeError, "finishMap: snr must be above 0, got 0");
    expect(() => finishMap(sliceGrid(3), { snr: 1, padding: 2 })).to.throw(
      "padding must be a whole number that divides the side 3, got 2",
    );
  });
});

describe("reconstruct3d", () => {
  it("has the numbers of the course at n = 48: 0.06 and scale 1 of 400 views, less with padding, Rᵀ far off", () => {
    const n = 48;
    const phantom = data.gaussianPhantom(20, seeded("reconstruct"), { radius: 14, sigma: 1.3 });
    const truth = data.phantomVolume(phantom, n);
    const R = views(400, "reconstruct views");
    const images = stackFrom(phantom, n, R);
    const plain = judge(reconstruct3d(images, R, { snr: 1000 }), truth);
    expect(plain.error).to.be.below(0.07);
    expect(plain.scale).to.be.closeTo(1, 0.04);
    const padded = judge(reconstruct3d(images, R, { snr: 1000, padding: 2 }), truth);
    expect(padded.error).to.be.below(0.03);
    const transposed = core.mapReal(R, (_, i) => R.data[9 * Math.floor(i / 9) + 3 * (i % 3) + (Math.floor(i / 3) % 3)]);
    expect(judge(reconstruct3d(images, transposed as Rotations, { snr: 1000 }), truth).error).to.be.above(0.5);
  }).timeout(60000);
  it("undoes lenses that turn contrast over, odd n, n % 4 = 2, one hand only", () => {
    for (const n of [29, 30]) {
      const phantom = data.gaussianPhantom(8, seeded("with lens"), { radius: 8, sigma: 1.3 });
      const truth = data.phantomVolume(phantom, n);
      const R = views(300, "lens views");
      const ctfs = Array.from({ length: 300 }, (_, i) => {
        const defocus = 4000 + 40 * i;
        const lens = {
          voltageKv: 300,
          csMm: 2.7,
          amplitudeContrast: 0.1,
          defocusU: defocus,
          defocusV: defocus,
          astigmatismAngle: 0,
          phaseShift: 0,
          bFactor: 0,
        };
        return lenses.ctf2d([n, n], 2, lens);
      });
      const images = stackOf(
        ctfs.map((C, i) => {
          const F = fourier.fft(data.phantomProjection(phantom, n, R.data.subarray(9 * i, 9 * i + 9)));
          return core.realArray(
            [n, n],
            fourier.ifft({
              shape: F.shape,
              re: F.re.map((v, k) => v * C.data[k]),
              im: F.im.map((v, k) => v * C.data[k]),
            }).re,
          );
        }),
      );
      const { error, scale } = judge(reconstruct3d(images, R, { ctfs, snr: 1000 }), truth);
      expect(error, `n ${n}`).to.be.below(0.12);
      expect(scale, `n ${n}`).to.be.closeTo(1, 0.06);
      expect(judge(reconstruct3d(images, R, { snr: 1000 }), truth).error).to.be.above(0.5);
    }
  }).timeout(60000);
  it("puts a point back where it was, odd and even", () => {
    for (const n of [9, 10]) {
      const truth = core.zeros([n, n, n]);
      const c = Math.floor(n / 2);
      const at = ((c + 3) * n + c + 2) * n + c + 1; // (1, 2, 3)
      truth.data[at] = 1;
      const R = cubeTurns();
      const images = stackOf(R.map((r) => projectVolume(truth, r)));
      const map = reconstruct3d(
        images,
        { shape: [24, 3, 3], data: Float64Array.from(R.flatMap((r) => [...r])) },
        { snr: 1e6 },
      );
      expect(map.data.indexOf(Math.max(...map.data))).to.equal(at);
    }
  });
  it("averages one view that comes twice", () => {
    const n = 8;
    const a = drawReal([n, n], seeded("twice"));
    const R = views(1, "twice view");
    const both: Rotations = { shape: [2, 3, 3], data: Float64Array.of(...R.data, ...R.data) };
    const mixed = reconstruct3d(stackOf([a, core.mapReal(a, (v) => 3 * v)]), both, { snr: Infinity });
    const once = reconstruct3d(stackOf([core.mapReal(a, (v) => 2 * v)]), R, { snr: Infinity });
    expectClose(mixed.data, once.data, 1e-6);
  });
  it("tells its progress, stops when told, and names what it refuses", () => {
    const images = core.imageStack([2, 4, 4]);
    const R = views(2, "progress");
    const told: number[] = [];
    reconstruct3d(images, R, { snr: 1, progress: (done) => told.push(done) });
    expect(told).to.deep.equal([1, 2]);
    expect(() => reconstruct3d(images, R, { snr: 1, signal: { aborted: true } })).to.throw(
      "reconstruct3d: stopped before image 1 of 2",
    );
    expect(() => reconstruct3d(images, views(1, "r"), { snr: 1 })).to.throw(
      RangeError,
      "reconstruct3d: rotations must be one an image, 2, got 1",
    );
    expect(() => reconstruct3d(core.imageStack([1, 4, 5]), R, { snr: 1 })).to.throw(
      "images must be square, got shape [1,4,5]",
    );
    expect(() => reconstruct3d(images, R, { snr: 1, ctfs: [] })).to.throw("ctfs must be one an image, 2, got 0");
    expect(() => reconstruct3d(images, R, { snr: -1 })).to.throw("snr must be above 0, got -1");
  });
});
