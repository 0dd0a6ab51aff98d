import { classification, core, type Image, linalg, sampling } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, normals, seeded } from "../../support/draw.ts";

const { alignBack, eStepFft, gaugeAlign, logPosteriorPose, shiftedNorms } = classification;
type PlanePose = classification.PlanePose;

/** The move by its two steps: turned, then moved by plain loops. */
function move(a: Image, { angle, shift }: PlanePose): Image {
  const [ny, nx] = a.shape;
  const turned = sampling.rotateImage(a, angle).data;
  return core.mapReal(a, (_, i) => {
    const [y, x] = [Math.floor(i / nx) - shift[1], (i % nx) - shift[0]];
    return y >= 0 && y < ny && x >= 0 && x < nx ? turned[y * nx + x] : 0;
  });
}

const grid = { angles: Float64Array.of(0, 0.7, Math.PI / 2, 3.9), maxShift: 2 };
const model = { sigma: 0.8, shiftSigma: 1.3 };

/** log γ by the definition: exponents, largest taken off, sum of exponentials. */
function brute(x: Image, a: Image, g: typeof grid, { sigma, shiftSigma }: typeof model): number[] {
  const weights: number[] = [];
  for (const angle of g.angles)
    for (let ty = -g.maxShift; ty <= g.maxShift; ty++)
      for (let tx = -g.maxShift; tx <= g.maxShift; tx++) {
        const t = move(a, { angle, shift: [tx, ty] }).data;
        const squares = x.data.reduce((s, v, i) => s + (v - t[i]) ** 2, 0);
        weights.push(-squares / (2 * sigma ** 2) - (tx * tx + ty * ty) / (2 * shiftSigma ** 2));
      }
  const top = Math.max(...weights);
  const logSum = top + Math.log(weights.reduce((s, w) => s + Math.exp(w - top), 0));
  return weights.map((w) => w - logSum);
}

describe("alignBack", () => {
  it("is the transposed matrix of the move, entry by entry", () => {
    for (const shape of [
      [4, 5],
      [5, 3],
      [1, 1],
    ] as const)
      for (const pose of [
        { angle: 0.6, shift: [1, -2] },
        { angle: -2, shift: [0, 0] },
        { angle: Math.PI / 2, shift: [-1, 1] },
      ] as const) {
        const size = shape[0] * shape[1];
        const x = drawReal(shape, seeded(`back ${shape}`));
        const expected = Array.from({ length: size }, (_, j) => {
          const unit = core.mapReal(core.zeros(shape), (__, i) => (i === j ? 1 : 0));
          return move(unit, pose).data.reduce((s, v, i) => s + v * x.data[i], 0); // row j of Tᵀ
        });
        expectClose(alignBack(x, pose).data, expected, 1e-14);
      }
  });
  it("passes the inner-product test to 1e-12 at 33²", () => {
    const shape = [33, 33] as const;
    const pose = { angle: 1.234, shift: [5, -3] } as const;
    const asImage = (data: Float64Array): Image => ({ shape, data });
    const vectors = { x: normals(1089, seeded("adjoint x")), y: normals(1089, seeded("adjoint y")) };
    expect(
      linalg.isAdjoint(
        (v) => move(asImage(v), pose).data,
        (v) => alignBack(asImage(v), pose).data,
        vectors,
      ),
    ).to.equal(true);
    expect(
      linalg.isAdjoint(
        (v) => move(asImage(v), pose).data,
        (v) => move(asImage(v), { angle: -1.234, shift: [-5, 3] }).data,
        vectors,
      ),
    ).to.equal(false);
  });
  it("undoes quarter turns and whole shifts inside", () => {
    const a = core.mapReal(drawReal([9, 9], seeded("undo")), (v, i) =>
      Math.hypot((i % 9) - 4, Math.floor(i / 9) - 4) < 2.2 ? v : 0,
    );
    for (const quarter of [0, 1, 2, 3]) {
      const pose = { angle: (quarter * Math.PI) / 2, shift: [1, -2] } as const;
      expectClose(alignBack(move(a, pose), pose).data, a.data, 0);
    }
    expect(() => alignBack(a, { angle: 0, shift: [0.5, 0] })).to.throw(
      RangeError,
      "alignBack: shift must be two whole numbers, got [0.5,0]",
    );
    expect(() => alignBack(a, { angle: Number.NaN, shift: [0, 0] })).to.throw(
      "alignBack: angle must be finite, got NaN",
    );
  });
});

for (const [name, f] of [
  ["logPosteriorPose", logPosteriorPose],
  ["eStepFft", eStepFft],
] as const)
  describe(name, () => {
    it("is the definition at 9², odd, even, oblong, one pixel, shifts beyond the image", () => {
      for (const [shape, maxShift] of [
        [[9, 9], 2],
        [[8, 8], 3],
        [[5, 8], 1],
        [[3, 2], 4],
        [[1, 1], 1],
      ] as [[number, number], number][]) {
        const x = drawReal(shape, seeded(`pose x ${shape}`));
        const a = drawReal(shape, seeded(`pose a ${shape}`));
        const g = { ...grid, maxShift };
        const result = f(x, a, { grid: g, model });
        expect(result.shape).to.deep.equal([4, 2 * maxShift + 1, 2 * maxShift + 1]);
        expectClose(result.data, brute(x, a, g, model), 1e-10);
        expect(result.data.reduce((s, v) => s + Math.exp(v), 0)).to.be.closeTo(1, 1e-12);
      }
    });
    it("finds the pose at SNR 100 from the same move", () => {
      const a = core.mapReal(core.zeros([21, 21]), (_, i) => {
        const [x, y] = [(i % 21) - 10, Math.floor(i / 21) - 10];
        return Math.exp(-((x - 4) ** 2 + y * y) / 4) + 0.6 * Math.exp(-(x * x + (y - 3) ** 2) / 6);
      });
      const angles = Float64Array.from({ length: 12 }, (_, i) => (i * Math.PI) / 6);
      const x = move(a, { angle: angles[5], shift: [2, -1] });
      const noise = normals(441, seeded("pose noise"));
      const seen = core.mapReal(x, (v, i) => v + 0.02 * noise[i]);
      const { data } = f(seen, a, { grid: { angles, maxShift: 3 }, model: { sigma: 0.02, shiftSigma: 2 } });
      const best = data.indexOf(Math.max(...data));
      expect([Math.floor(best / 49), Math.floor(best / 7) % 7, best % 7]).to.deep.equal([5, -1 + 3, 2 + 3]);
    });
    it("stays finite with exponents of −1e6, and judges by the norm of what stays in the image", () => {
      const a = core.mapReal(core.zeros([5, 5]), (_, i) => (i % 5 === 4 ? 3 : 0)); // mass at the edge
      const x = core.mapReal(core.zeros([5, 5]), (_, i) => (i % 5 === 0 ? 1000 : 0));
      const result = f(x, a, { grid: { angles: Float64Array.of(0), maxShift: 2 }, model: { sigma: 1, shiftSigma: 1 } });
      core.checkFinite(result.data, "log posterior");
      expectClose(
        result.data,
        brute(x, a, { angles: Float64Array.of(0), maxShift: 2 }, { sigma: 1, shiftSigma: 1 }),
        1e-8,
      );
      const empty = core.zeros([5, 5]);
      const { data } = f(empty, a, {
        grid: { angles: Float64Array.of(0), maxShift: 2 },
        model: { sigma: 1, shiftSigma: 1e3 },
      });
      expect(data[12 + 1] - data[12]).to.be.closeTo(45 / 2, 1e-3); // moved out to the right, it costs nothing
    });
    it("names what it refuses", () => {
      const a = core.zeros([3, 3]);
      expect(() => f(a, core.zeros([3, 2]), { grid, model })).to.throw(
        RangeError,
        `${name}: image and template must have one shape, got [3,3] and [3,2]`,
      );
      expect(() => f(a, a, { grid: { ...grid, angles: new Float64Array(0) }, model })).to.throw(
        `${name}: angles must hold at least one, got none`,
      );
      expect(() => f(a, a, { grid: { ...grid, maxShift: 0.5 }, model })).to.throw(
        `${name}: maxShift must be a whole number >= 0, got 0.5`,
      );
      expect(() => f(a, a, { grid, model: { ...model, sigma: 0 } })).to.throw(
        `${name}: sigma must be finite and above 0, got 0`,
      );
      expect(() =>
        f(
          core.mapReal(a, () => Number.NaN),
          a,
          { grid, model },
        ),
      ).to.throw(`${name}: image must be finite, got NaN at index 0`);
    });
  });

describe("shiftedNorms", () => {
  it("is the sum of squares that a shift leaves inside, lines and images, beyond their ends", () => {
    for (const [shape, maxShift] of [
      [[7], 3],
      [[4], 6],
      [[1], 0],
      [[5, 8], 4],
      [[3, 2], 4],
    ] as [number[], number][]) {
      const a = drawReal(shape, seeded(`norms ${shape}`));
      const { data } = shiftedNorms(a, maxShift);
      const expected: number[] = [];
      const rows = shape.length === 1 ? [0] : Array.from({ length: 2 * maxShift + 1 }, (_, i) => i - maxShift);
      for (const ty of rows)
        for (let tx = -maxShift; tx <= maxShift; tx++) {
          const moved = sampling.shiftZeroFill(a, shape.length === 1 ? [tx] : [tx, ty]);
          expected.push(moved.data.reduce((s, v) => s + v * v, 0));
        }
      expectClose(data, expected, 1e-13);
    }
    expect(() => shiftedNorms(core.zeros([2, 2, 2]), 1)).to.throw(
      RangeError,
      "shiftedNorms: a must be a line or an image, got shape [2,2,2]",
    );
  });
});

describe("gaugeAlign", () => {
  it("finds the move of largest correlation, as a search by plain loops does", () => {
    const g = { angles: Float64Array.from({ length: 6 }, (_, i) => (i * Math.PI) / 3), maxShift: 2 };
    for (const shape of [
      [7, 7],
      [6, 9],
    ] as const) {
      const a = drawReal(shape, seeded(`gauge a ${shape}`));
      const b = core.mapReal(drawReal(shape, seeded(`gauge b ${shape}`)), (v) => v + 5);
      let best = { correlation: -2, pose: { angle: 0, shift: [0, 0] as [number, number] } };
      for (const angle of g.angles)
        for (let ty = -2; ty <= 2; ty++)
          for (let tx = -2; tx <= 2; tx++) {
            const t = move(a, { angle, shift: [tx, ty] }).data;
            const mean = (v: Float64Array): number => v.reduce((s, w) => s + w, 0) / v.length;
            const [m, k] = [mean(t), mean(b.data)];
            const dot = t.reduce((s, v, i) => s + (v - m) * (b.data[i] - k), 0);
            const size = Math.sqrt(
              t.reduce((s, v) => s + (v - m) ** 2, 0) * b.data.reduce((s, v) => s + (v - k) ** 2, 0),
            );
            if (dot / size > best.correlation) best = { correlation: dot / size, pose: { angle, shift: [tx, ty] } };
          }
      const found = gaugeAlign(a, b, g);
      expect(found.pose).to.deep.equal(best.pose);
      expect(found.correlation).to.be.closeTo(best.correlation, 1e-12);
      expectClose(found.image.data, move(a, best.pose).data, 1e-15);
    }
  });
  it("is 0 for a flat picture", () => {
    expect(
      gaugeAlign(core.zeros([3, 3]), drawReal([3, 3], seeded("flat")), { angles: Float64Array.of(0), maxShift: 0 })
        .correlation,
    ).to.equal(0);
  });
});
