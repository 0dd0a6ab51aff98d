import { expectClose } from "@cryolab/grader/testing";
import { ctf1d } from "./ctf-1d.js";

const lens = {
  voltageKv: 300,
  csMm: 2,
  amplitudeContrast: 0.1,
  defocusU: 15000,
  defocusV: 15000,
  astigmatismAngle: 0,
  phaseShift: 0,
  bFactor: 0,
};

describe("optics/ctf-1d", () => {
  it("[1] is A at s = 0, whatever the defocus", async () => {
    expectClose(await ctf1d(Float64Array.of(0), lens), Float64Array.of(0.1), { abs: 1e-6 });
  });

  it("[1] gives the curve of a 300 kV microscope at 15000 Å underfocus", async () => {
    const curve = await ctf1d(Float64Array.of(0.05, 0.1, 0.2), lens);
    expectClose(curve, Float64Array.of(0.662046, 0.071013, -0.765918), { abs: 1e-6 });
  });

  it("[1] falls off by e^(−B s²/4): to 0.606531 of itself at s = 0.2 Å⁻¹ for B = 50 Å²", async () => {
    const curve = await ctf1d(Float64Array.of(0.2), { ...lens, bFactor: 50 });
    expectClose(curve, Float64Array.of(-0.765918 * 0.606531), { abs: 1e-6 });
  });
});
