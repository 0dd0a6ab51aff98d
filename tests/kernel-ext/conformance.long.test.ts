import { expect } from "chai";
import { inCi } from "../support/ci.ts";
import { findPython } from "../support/python.ts";
import { type Result, runConformance } from "./conformance/conformance.ts";

/** What the suite itself cannot run on this kernel, with its own words. */
const skipped = ["pager"];

describe("jupyter_kernel_test", function () {
  this.timeout(400_000);
  let results: readonly Result[];
  before(function () {
    const python = findPython();
    if (python === undefined) {
      if (inCi) throw new Error("no Python >= 3.9 with venv: install python3-venv");
      console.log("      skipped: no Python >= 3.9 with venv on the PATH");
      return this.skip();
    }
    results = runConformance(python);
    return undefined;
  });

  it("passes", () => {
    expect(results.filter(({ outcome }) => outcome === "fail")).to.deep.equal([]);
    expect(results.filter(({ outcome }) => outcome === "pass").length).to.be.at.least(12);
  });
  it("skips the pager alone", () => {
    expect(results.filter(({ outcome }) => outcome === "skip").map(({ test }) => test)).to.deep.equal(skipped);
  });
});
