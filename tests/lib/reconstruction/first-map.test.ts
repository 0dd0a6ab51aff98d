import {
  core,
  data,
  forward,
  type Optics,
  type Pose,
  random,
  reconstruction,
  resolution,
  rotations,
} from "@cryolab/lib";
import { expect } from "chai";
import { normals, seeded } from "../../support/draw.ts";

const { firstMap } = reconstruction;

/** Particles of a phantom with shifts and a range of defoci. */
function particles(n: number, count: number, snr: number, name: string, pixelSize = 2) {
  const rng = seeded(name);
  const phantom = data.gaussianPhantom(14, rng, { radius: 0.22 * n, sigma: 1.3 });
  const truth = data.phantomVolume(phantom, n);
  const q = rotations.randomQuaternions(count, rng);
  const poses = Array.from(
    { length: count },
    (_, i): Pose => ({
      rotation: rotations.rotationFromQuaternion(q.data.subarray(4 * i, 4 * i + 4)),
      origin: [3 * random.normal(rng), 3 * random.normal(rng)],
    }),
  );
  const optics = Array.from({ length: count }, (): Optics => {
    const defocus = 8000 + 6000 * random.uniform(rng);
    return {
      voltageKv: 300,
      csMm: 2.7,
      amplitudeContrast: 0.1,
      defocusU: defocus + 200,
      defocusV: defocus - 200,
      astigmatismAngle: 0.5,
      phaseShift: 0,
      bFactor: 30,
    };
  });
  return { truth, stack: forward.simulateStack(truth, pixelSize, { poses, optics, snr, rng }) };
}

describe("firstMap", () => {
  it("claims what is true: FSC with the truth above 0.5 up to 0.8 of the claimed shell, halves disjoint", () => {
    const [n, pixelSize] = [40, 2];
    const { truth, stack } = particles(n, 260, 0.3, "first map");
    const told: number[] = [];
    const report = firstMap(stack, { pixelSize, rng: seeded("first map halves"), progress: (done) => told.push(done) });
    expect(told.length).to.equal(260);
    const shell = (n * pixelSize) / report.resolution;
    expect(shell).to.be.within(8, 20);
    const { fsc } = resolution.fourierShellCorrelation(report.map, truth);
    for (let k = 1; k <= 0.8 * shell; k++) expect(fsc[k], `shell ${k}`).to.be.above(0.5);
    expect(fsc[Math.floor(shell)]).to.be.above(0.35);
    const first = report.half.reduce((s, h) => s + h, 0);
    expect(first).to.equal(130);
    expect(report.fsc.length).to.equal(21);
    // the first crossing of its own curve
    const s = Float64Array.from({ length: 20 }, (_, k) => (k + 1) / (n * pixelSize));
    expect(report.resolution).to.equal(resolution.resolutionAt(s, report.fsc.subarray(1), 0.143));
    expect(report.B).to.be.within(350, 750); // blobs of σ 2.6 Å fall as B = 8π²σ² = 534, and the lens by 30
    // voxel units: the mean of the halves has the mass of the truth, but for what low frequencies lack through the lens
    const mass = (a: Float64Array): number => a.reduce((t, v) => t + v, 0);
    expect(mass(report.halves[0].data) / mass(truth.data)).to.be.within(0.5, 1.5);
    const inside = (a: typeof truth): number => {
      let [at, tt] = [0, 0];
      truth.data.forEach((t, i) => {
        at += a.data[i] * t;
        tt += t * t;
      });
      return at / tt;
    };
    expect(inside(report.halves[0])).to.be.within(0.6, 1.2);
  }).timeout(60000);
  it("has halves that predict the truth: √(2F/(1 + F)) of their FSC is that of their mean, within 4 standard errors", () => {
    const n = 32;
    const { truth, stack } = particles(n, 200, 0.5, "halves");
    const { halves } = firstMap(stack, { pixelSize: 2, rng: seeded("halves rng") });
    const mean = core.mapReal(halves[0], (v, i) => (v + halves[1].data[i]) / 2);
    const { fsc, count } = resolution.fourierShellCorrelation(halves[0], halves[1]);
    const predicted = resolution.cref(fsc);
    const seen = resolution.fourierShellCorrelation(mean, truth).fsc;
    for (let k = 3; k <= 12; k++) {
      // dC/dF = 1/(C (1 + F)²), and F is known to (1 − F²)/√pairs; voxels of one shell are not independent
      const error = (1 - fsc[k] ** 2) / Math.sqrt(count[k] / 2) / (predicted[k] * (1 + fsc[k]) ** 2);
      expect(Math.abs(seen[k] - predicted[k]), `shell ${k}`).to.be.below(4 * error + 0.02);
    }
  }).timeout(60000);
  it("claims nothing of noise, from any seed", () => {
    const n = 24;
    for (const name of ["noise 1", "noise 2", "noise 3"]) {
      const { stack } = particles(n, 60, 1, name);
      const noise = Float32Array.from(normals(60 * n * n, seeded(`${name} pixels`)));
      const images = core.imageStack([60, n, n], noise);
      const report = firstMap({ ...stack, images }, { pixelSize: 2, rng: seeded(`${name} halves`) });
      expect(report.resolution).to.equal(Infinity);
      expect(report.B).to.equal(0);
      const { fsc, count } = resolution.fourierShellCorrelation(...report.halves);
      for (let k = 4; k <= 12; k++) expect(Math.abs(fsc[k])).to.be.below(5 / Math.sqrt(count[k] / 2));
    }
  }).timeout(60000);
  it("parts particles by its generator, stops when told, and names what it refuses", () => {
    const { stack } = particles(8, 6, 1, "small");
    const one = firstMap(stack, { pixelSize: 2, rng: random.rng(1) });
    expect(firstMap(stack, { pixelSize: 2, rng: random.rng(1) })).to.deep.equal(one);
    expect([...one.half].sort()).to.deep.equal([0, 0, 0, 1, 1, 1]);
    const options = { pixelSize: 2, rng: random.rng(1) };
    expect(() => firstMap(stack, { ...options, signal: { aborted: true } })).to.throw(
      "firstMap: stopped before particle 1 of 6",
    );
    expect(() => firstMap({ ...stack, poses: [] }, options)).to.throw(
      RangeError,
      "firstMap: poses and optics must be one an image, 6, got 0 and 6",
    );
    expect(() => firstMap(stack, { ...options, pixelSize: 0 })).to.throw("pixelSize must be finite and above 0, got 0");
    const few = {
      images: core.imageStack([1, 8, 8]),
      poses: stack.poses.slice(1, 2),
      optics: stack.optics.slice(1, 2),
    };
    expect(() => firstMap(few, options)).to.throw("firstMap: images must hold at least two particles, got 1");
  });
});
