import { expectClose } from "@cryolab/grader/testing";
import { ramLak } from "./ram-lak.js";

const abs = 1e-12;

describe("reconstruction/ram-lak", () => {
  it("[1] is 1/4 in the middle of odd neighbours −1/π², for n = 1 and a step of 1", async () => {
    const side = -1 / Math.PI / Math.PI;
    expectClose(await ramLak(1, 1), Float64Array.of(side, 0.25, side), { abs });
  });

  it("[2] has zeros at even offsets and falls as 1/j² at odd ones, for a step of ½", async () => {
    const one = -4 / Math.PI ** 2;
    const due = Float64Array.of(0, one / 9, 0, one, 1, one, 0, one / 9, 0);
    expectClose(await ramLak(4, 0.5), due, { abs });
  });
});
