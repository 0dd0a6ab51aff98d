/** @file Errors into status and words, for both readers. */

import { verdict } from "@cryolab/grader/internal/runner/verdict";
import { SandboxError } from "@cryolab/grader/internal/sandbox/types";
import { expectClose } from "@cryolab/grader/testing";
import { expect } from "chai";
import fc from "fast-check";

const locate = (line: number) => ({ label: "cell 3", line: line - 10 });
const hidden = { hidden: true, title: "holds for all", locate };
const visible = { ...hidden, hidden: false };

async function thrownBy(body: () => unknown): Promise<unknown> {
  try {
    await body();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

describe("verdict", () => {
  it("finds a check inside what fast-check throws, and keeps the counterexample private", async () => {
    const property = fc.asyncProperty(fc.integer({ min: 5, max: 9 }), async (n) =>
      expectClose(n, 0.8561, { abs: 1, says: "Think." }),
    );
    const error = await thrownBy(() => fc.assert(property, { seed: 1 }));
    const found = verdict(error, hidden);
    expect(found).to.include({
      status: "fail",
      class: "wrong-value",
      publicMessage: "Think. · wrong value, off by about 500 %",
    });
    expect(found.privateMessage).to.include("expected 0.8561").and.include("Counterexample: [5]");
    expect(verdict(error, visible).publicMessage).to.include("expected 0.8561").and.include("Counterexample");
  });
  it("finds what the answer did inside what fast-check throws", async () => {
    const loop = new SandboxError("timeout", { name: "Error", message: "tiny: no answer within 500 ms" });
    const error = await thrownBy(() =>
      fc.assert(
        fc.asyncProperty(fc.nat(), () => Promise.reject(loop)),
        { seed: 1 },
      ),
    );
    expect(verdict(error, hidden)).to.include({
      status: "timeout",
      publicMessage: "no answer within the time limit: an endless loop, or too many steps",
    });
  });
  it("tells the place of an error in a visible test, and only standard names in a hidden one", () => {
    const error = new SandboxError("threw", { name: "TypeError", message: "x is undefined", where: "12:5" });
    expect(verdict(error, visible).publicMessage).to.equal("threw TypeError: x is undefined (cell 3, line 2)");
    expect(verdict(error, hidden).publicMessage).to.equal("the function threw an error (TypeError)");
    const odd = new SandboxError("threw", { name: "0.8561", message: "0.8561" });
    expect(verdict(odd, hidden).publicMessage).to.equal("the function threw an error");
    for (const status of ["timeout", "memory", "died", "bad-value"] as const) {
      const { publicMessage, status: judged } = verdict(
        new SandboxError(status, { name: "Error", message: "0.8561" }),
        hidden,
      );
      expect(judged).to.equal(status);
      expect(publicMessage).not.to.include("0.85");
    }
  });
  it("makes of any other error the title, and calls mocha's own limit a timeout", () => {
    for (const error of [new Error("expected 0.8561"), "0.8561", undefined, null, { cause: null }])
      expect(verdict(error, hidden)).to.include({
        status: "fail",
        class: "assertion",
        publicMessage: "does not hold: holds for all",
      });
    const late = Object.assign(new Error("Timeout of 120000ms exceeded"), { code: "ERR_MOCHA_TIMEOUT" });
    expect(verdict(late, hidden)).to.include({ status: "timeout", class: "timeout" });
  });
  it("does not run in circles where a cause causes itself", () => {
    const error = new Error("round");
    error.cause = error;
    expect(verdict(error, hidden).status).to.equal("fail");
  });
});
