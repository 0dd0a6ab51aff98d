import { completeness } from "@cryolab/kernel/internal/completeness";
import { expect } from "chai";

describe("completeness", () => {
  it("calls what parses complete", () => {
    for (const code of [
      "1",
      "const a = 1",
      "function f() { return 1 }",
      "",
      "%%exercise fourier/dft\nexport const a = 1",
    ])
      expect(completeness(code), code).to.deep.equal({ status: "complete" });
  });
  it("calls what goes on at its end incomplete, and indents by the open brackets", () => {
    expect(completeness("function f() {")).to.deep.equal({ status: "incomplete", indent: "  " });
    expect(completeness("f({ a: [\n")).to.deep.equal({ status: "incomplete", indent: "      " });
    for (const code of ["const x = ", "[1, 2,", "a.", "`text", "/* begun", "if (a)"])
      expect(completeness(code).status, code).to.equal("incomplete");
  });
  it("calls what is wrong before its end invalid", () => {
    for (const code of ["const const = 1", "let 3x = 1", '"text', "f(]\n)"])
      expect(completeness(code), code).to.deep.equal({ status: "invalid" });
  });
});
