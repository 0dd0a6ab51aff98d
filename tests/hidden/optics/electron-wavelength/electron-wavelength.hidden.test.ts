import { draws, expectNumber, submission } from "@cryolab/grader/testing";
import { random } from "@cryolab/lib";
import type * as answer from "./electron-wavelength.ts";

const { electronWavelength } = await submission<typeof answer>("optics/electron-wavelength");

/** By way of the momentum: pc = √(T² + 2T mc²) in keV, and λ = hc/pc with hc = 12.398419843320026 keV Å. */
function reference(voltageKv: number): number {
  const rest = 510.99895; // mc², keV
  return 12.398419843320026 / Math.sqrt(voltageKv * (voltageKv + 2 * rest));
}

// Tolerance: textbooks' 12.2643247/√(V (1 + 0.978466e-6 V)) is 6e-6 off, 1.1e-5 where V is largest, and is a right answer.
const rel = 1e-5;

describe("optics/electron-wavelength, hidden", () => {
  it("[2] is right at every voltage of a microscope, and of this learner's own", async () => {
    const rng = draws("voltages");
    const drawn = Array.from({ length: 20 }, () => 40 + 1200 * random.uniform(rng));
    for (const kv of [60, 80, 100, 120, 200, 300, 1000, ...drawn])
      expectNumber(await electronWavelength(kv), reference(kv), {
        rel,
        says: "λ differs by more than 1e-5 at some voltage between 40 and 1240 kV.",
      });
  });

  it("[1] is the slow electron's h/√(2 m eV) at low voltage, and hc/eV when it is nearly light", async () => {
    for (const kv of [1e-6, 0.001, 0.1, 1])
      expectNumber(await electronWavelength(kv), reference(kv), { rel, says: "λ is wrong below 1 kV." });
    for (const kv of [1e5, 1e7])
      expectNumber(await electronWavelength(kv), reference(kv), {
        rel: 2 * rel,
        says: "λ is wrong at very high voltage, where it tends to hc/eV.",
      });
  });
});

// canary 34e8622f31ec64efe15b3afcf15cb9c8
