import { expectNumber } from "@cryolab/grader/testing";
import { ctfAliasingLimit } from "./ctf-aliasing-limit.js";

const lens = {
  voltageKv: 300,
  csMm: 2,
  amplitudeContrast: 0.1,
  defocusU: 40000,
  defocusV: 40000,
  astigmatismAngle: 0,
  phaseShift: 0,
  bFactor: 0,
};

describe("optics/ctf-aliasing-limit", () => {
  it("[2] is 0.24672 Å⁻¹ at 4 µm with 256 pixels of 1.5 Å", async () => {
    expectNumber(await ctfAliasingLimit(lens, 256, 1.5), 0.24672, { rel: 3e-5 });
  });

  it("[2] is a plain quotient without aberration: half a box over λ Δz", async () => {
    expectNumber(await ctfAliasingLimit({ ...lens, csMm: 0 }, 200, 1.5), 150 / (0.0196875 * 40000), { rel: 3e-5 });
  });

  it("[1] is ∞ with 400 pixels", async () => {
    expectNumber((await ctfAliasingLimit(lens, 400, 1.5)) === Infinity ? 1 : 0, 1, {});
  });
});
