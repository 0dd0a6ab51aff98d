import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { core, type Optics, type Rng, random } from "@cryolab/lib";
import type * as answer from "./ctf-1d.ts";

const { ctf1d } = await submission<typeof answer>("optics/ctf-1d");

const between = (low: number, high: number, rng: Rng) => low + (high - low) * random.uniform(rng);

/** A lens of this learner's own; U and V differ, every term counts. */
function drawLens(rng: Rng): Optics {
  const mean = between(4000, 30000, rng);
  const half = between(200, 1500, rng);
  return {
    voltageKv: between(80, 320, rng),
    csMm: between(1, 3, rng),
    amplitudeContrast: between(0.05, 0.3, rng),
    defocusU: mean + half,
    defocusV: mean - half / 2,
    astigmatismAngle: between(-1.5, 1.5, rng),
    phaseShift: between(0.2, 1.5, rng),
    bFactor: between(10, 120, rng),
  };
}

/** λ = h c / √(eV (2 m c² + eV)), in Å. */
function wavelength(voltageKv: number): number {
  const { planck, lightSpeed, charge, electronMass } = core.constants;
  const energy = charge * voltageKv * 1000;
  return (1e10 * planck * lightSpeed) / Math.sqrt(energy * (2 * electronMass * lightSpeed ** 2 + energy));
}

/** The same curve from the other textbook form, A cos χ − √(1 − A²) sin χ with χ = −γ without its contrast term. */
function reference(s: Float64Array, optics: Optics): Float64Array {
  const { csMm, amplitudeContrast: A, defocusU, defocusV, phaseShift, bFactor } = optics;
  const x = wavelength(optics.voltageKv);
  return s.map((k) => {
    const chi = Math.PI * x * k ** 2 * (0.5 * csMm * 1e7 * x ** 2 * k ** 2 - (defocusU + defocusV) / 2) - phaseShift;
    return Math.exp((-bFactor * k ** 2) / 4) * (A * Math.cos(chi) - Math.sqrt(1 - A * A) * Math.sin(chi));
  });
}

const frequencies = (rng: Rng) => Float64Array.from({ length: 24 }, () => between(-0.3, 0.3, rng));

// 1e-6: γ reaches 2000 rad at 0.3 Å⁻¹, and a wavelength good to 1e-10 moves it by 2e-7.
const abs = 1e-6;

describe("optics/ctf-1d, hidden", () => {
  it("[4] agrees with A cos χ − √(1 − A²) sin χ for any lens", async () => {
    const rng = draws("lenses");
    for (let i = 0; i < 40; i++) {
      const lens = drawLens(rng);
      const s = frequencies(rng);
      const says = "The curve of a random lens (phase plate, B factor, two defoci) differs from the formula.";
      expectClose(await ctf1d(s, lens), reference(s, lens), { abs, says });
    }
  });

  it("[2] holds at the edges: no contrast, all contrast, overfocus, no aberration, no fall-off, s = 0, no frequency", async () => {
    const rng = draws("edges");
    const s = Float64Array.of(0, -0.01, 0.25, 0.01);
    const edges: Partial<Optics>[] = [
      { amplitudeContrast: 0, phaseShift: 0 },
      { amplitudeContrast: 1 },
      { defocusU: -12000, defocusV: -9000 },
      { csMm: 0 },
      { bFactor: 0, phaseShift: Math.PI / 2 },
      { defocusU: 0, defocusV: 0, bFactor: -30 },
    ];
    for (const edge of edges) {
      const lens = { ...drawLens(rng), ...edge };
      const says = `With ${Object.keys(edge).join(" and ")} at an edge the curve differs from the formula.`;
      expectClose(await ctf1d(s, lens), reference(s, lens), { abs, says });
    }
    expectClose(await ctf1d(new Float64Array(0), drawLens(rng)), new Float64Array(0), {
      abs,
      says: "No frequencies must give an empty list.",
    });
  });

  it("[1] returns a new list and leaves its arguments alone", async () => {
    const rng = draws("untouched");
    const lens = drawLens(rng);
    const s = frequencies(rng);
    await expectUntouched(ctf1d, s, lens);
    expectClose(await ctf1d(s, lens), reference(s, lens), { abs });
  });
});

// canary 294983c5d9503aa5eeb2192c5c90c48f
