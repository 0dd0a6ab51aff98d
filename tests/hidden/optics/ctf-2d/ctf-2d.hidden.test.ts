import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Image, type Optics, optics, type Rng, random } from "@cryolab/lib";
import type * as answer from "./ctf-2d.ts";

const { ctf2d } = await submission<typeof answer>("optics/ctf-2d");

const between = (low: number, high: number, rng: Rng) => low + (high - low) * random.uniform(rng);

/** A lens of this learner's own, with a strong oblique astigmatism; every term counts. */
function drawLens(rng: Rng): Optics {
  const mean = between(4000, 25000, rng);
  const half = between(500, 2000, rng);
  return {
    voltageKv: between(100, 320, rng),
    csMm: between(1, 3, rng),
    amplitudeContrast: between(0.05, 0.3, rng),
    defocusU: mean + half,
    defocusV: mean - half,
    astigmatismAngle: between(0.2, 1.3, rng),
    phaseShift: between(0.2, 1.5, rng),
    bFactor: between(10, 60, rng),
  };
}

/**
 * Without an angle: Δz s² = U u² + V v² with (u, v) the frequency in the axes of the astigmatism; the other textbook form
 * A cos χ − √(1 − A²) sin χ; the index of a frequency taken modulo n.
 */
function reference([ny, nx]: readonly [number, number], pixelSize: number, lens: Optics): Image {
  const { csMm, amplitudeContrast: A, defocusU, defocusV, astigmatismAngle, phaseShift, bFactor } = lens;
  const lambda = optics.electronWavelength(lens.voltageKv);
  const [c, s] = [Math.cos(astigmatismAngle), Math.sin(astigmatismAngle)];
  const data = new Float64Array(ny * nx);
  for (let ky = -Math.floor(ny / 2); ky < ny / 2; ky++)
    for (let kx = -Math.floor(nx / 2); kx < nx / 2; kx++) {
      const [fx, fy] = [kx / nx / pixelSize, ky / ny / pixelSize];
      const u = c * fx + s * fy;
      const v = c * fy - s * fx;
      const s2 = u * u + v * v;
      const chi =
        Math.PI * lambda * (0.5 * csMm * 1e7 * (lambda * s2) ** 2 - defocusU * u * u - defocusV * v * v) - phaseShift;
      const value = A * Math.cos(chi) - Math.sqrt(1 - A * A) * Math.sin(chi);
      data[((ky + ny) % ny) * nx + ((kx + nx) % nx)] = value * Math.exp(-0.25 * bFactor * s2);
    }
  return { shape: [ny, nx], data };
}

// 1e-6: γ reaches 1000 rad in the corner, and a wavelength good to 1e-10 moves it by 1e-7.
const abs = 1e-6;

describe("optics/ctf-2d, hidden", () => {
  it("[3] agrees with the quadratic form U u² + V v², for odd, even and oblong grids", async () => {
    const rng = draws("lenses");
    for (const shape of [
      [8, 8],
      [49, 49],
      [98, 98],
      [10, 10],
      [7, 12],
      [12, 7],
      [1, 9],
      [6, 1],
      [1, 1],
      [2, 5],
    ] as const) {
      const lens = drawLens(rng);
      const pixelSize = between(1.4, 3, rng);
      const says =
        "Some value of an astigmatic lens is off: rows are y, α from +x towards +y, each axis with its own n, zero frequency first.";
      expectClose(await expectUntouched(ctf2d, shape, pixelSize, lens), reference(shape, pixelSize, lens), {
        abs,
        says,
      });
    }
  });

  it("[2] holds at the edges: no astigmatism, no aberration, overfocus, a phase plate alone, all contrast", async () => {
    const rng = draws("edges");
    const edges: Partial<Optics>[] = [
      { defocusU: 12000, defocusV: 12000 },
      { csMm: 0, bFactor: 0 },
      { defocusU: -9000, defocusV: -12000 },
      { defocusU: 0, defocusV: 0, amplitudeContrast: 0 },
      { amplitudeContrast: 1, phaseShift: 0 },
      { astigmatismAngle: -2.5, bFactor: -5 },
    ];
    for (const edge of edges) {
      const lens = { ...drawLens(rng), ...edge };
      const says = `With ${Object.keys(edge).join(" and ")} at an edge some value is off.`;
      expectClose(await ctf2d([9, 14], 1.6, lens), reference([9, 14], 1.6, lens), { abs, says });
    }
  });

  it("[2] is one lens whether U and V are exchanged or the axes turned by 90°, and the curve of one dimension on the axes", async () => {
    const rng = draws("turned");
    const lens = drawLens(rng);
    const turned = {
      ...lens,
      defocusU: lens.defocusV,
      defocusV: lens.defocusU,
      astigmatismAngle: lens.astigmatismAngle + Math.PI / 2,
    };
    const due = reference([15, 15], 2, lens);
    expectClose(await ctf2d([15, 15], 2, turned), due, {
      abs,
      says: "U and V exchanged and α₀ turned by 90° must be the same lens: angles are radians.",
    });
    const n = 64;
    const straight = { ...lens, astigmatismAngle: 0 };
    const { data } = (await ctf2d([n, n], 1.5, straight)) as Image;
    const s = Float64Array.from({ length: n / 2 }, (_, k) => k / (n * 1.5));
    const along = (defocus: number) => optics.ctf1d(s, { ...lens, defocusU: defocus, defocusV: defocus });
    expectClose(data.slice(0, n / 2), along(lens.defocusU), {
      abs,
      says: "With α₀ = 0 the first row must be the curve of U.",
    });
    const column = s.map((_, k) => data[k * n]);
    expectClose(column, along(lens.defocusV), { abs, says: "With α₀ = 0 the first column must be the curve of V." });
  });
});

// canary 8a476e608555fd67b11a82a6915d70a5
