/** @file A million frames of noise: the decoder returns or says malformed, and its memory follows what has arrived. */

import { expect } from "chai";
import { fuzz } from "./frames.js";

describe("the decoder", () => {
  it("survives a million hostile frames", () => {
    const { malformed, largest } = fuzz(1_000_000, "a million");
    expect(malformed).to.be.greaterThan(500_000);
    expect(largest, "bytes of array buffers").to.be.below(64 << 20);
  }).timeout(300_000);
});
