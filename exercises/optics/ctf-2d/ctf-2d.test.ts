import { expectClose } from "@cryolab/grader/testing";
import { ctf2d } from "./ctf-2d.js";

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

describe("optics/ctf-2d", () => {
  it("[1] is the curve of one dimension along x: s = 0, 0.1, −0.2, −0.1 Å⁻¹", async () => {
    const due = { shape: [1, 4], data: Float64Array.of(0.1, 0.071013, -0.765918, 0.071013) };
    expectClose(await ctf2d([1, 4], 2.5, lens), due, { abs: 1e-6 });
  });

  it("[1] has the defocus U along x and V along y", async () => {
    const { data } = await ctf2d([4, 4], 2.5, { ...lens, defocusV: 14000 });
    // the wavelength of another program moves these by less than 1e-4
    expectClose(Float64Array.of(data[1], data[4]), Float64Array.of(0.071, 0.6362), { abs: 2e-4 });
  });

  it("[1] has n samples along either side, row after row", async () => {
    const { shape, data } = await ctf2d([2, 3], 4, { ...lens, defocusU: 0, defocusV: 0, csMm: 0 });
    expectClose({ shape, data }, { shape: [2, 3], data: new Float64Array(6).fill(0.1) }, { abs: 1e-6 });
  });
});
