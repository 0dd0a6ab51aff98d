import { expectNumber } from "@cryolab/grader/testing";
import { electronWavelength } from "./electron-wavelength.js";

describe("optics/electron-wavelength", () => {
  it("[2] is 0.0196875 Å at 300 kV and 0.0370144 Å at 100 kV", async () => {
    expectNumber(await electronWavelength(300), 0.0196875, { abs: 4e-7 });
    expectNumber(await electronWavelength(100), 0.0370144, { abs: 4e-7 });
  });
});
