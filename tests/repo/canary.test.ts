/** @file Every solution, hidden test, right and wrong answer carries a canary of its own: a release is searched for them. */

import { canaries, secretFiles } from "@cryolab/grader/internal/release/canary";
import { expect } from "chai";
import { root } from "../support/root.ts";

describe("secret files", () => {
  it("each end with a canary that no other file has", () => {
    const { byCanary, without, twice } = canaries(root);
    expect(without, "npx cryolab canary mends these").to.deep.equal([]);
    expect(twice, "npx cryolab canary mends these").to.deep.equal([]);
    expect(byCanary.size).to.equal(secretFiles(root).length).and.to.be.at.least(100);
  });
});
