import { History } from "@cryolab/kernel/internal/history";
import { expect } from "chai";

const history = new History();
for (const [i, input] of ["const a = 1", "a + 1", "plot.line([a])", "a + 1"].entries()) history.add(i + 1, input);
const inputs = (request: Record<string, unknown>): unknown[] =>
  history.find(request).map((entry) => (entry as unknown[])[2]);

describe("History", () => {
  it("gives the last n, with session and line", () => {
    expect(history.find({ hist_access_type: "tail", n: 1 })).to.deep.equal([[1, 4, "a + 1"]]);
    expect(history.find({ hist_access_type: "tail", n: 1, output: true })).to.deep.equal([[1, 4, ["a + 1", null]]]);
  });
  it("gives a range of lines, the end left out", () => {
    expect(inputs({ hist_access_type: "range", session: 0, start: 2, stop: 4 })).to.deep.equal([
      "a + 1",
      "plot.line([a])",
    ]);
    expect(inputs({ hist_access_type: "range", session: -1, start: 1, stop: 4 })).to.deep.equal([]);
  });
  it("searches by * and ?, once each if asked", () => {
    expect(inputs({ hist_access_type: "search", pattern: "a ? 1", n: 10 })).to.deep.equal(["a + 1", "a + 1"]);
    expect(inputs({ hist_access_type: "search", pattern: "*a*", unique: true })).to.have.length(3);
    expect(inputs({ hist_access_type: "search", pattern: "plot.line([a])" })).to.deep.equal(["plot.line([a])"]);
  });
});
