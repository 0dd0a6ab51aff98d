import { nameAt, ownSource } from "@cryolab/kernel/internal/own-source";
import { expect } from "chai";

describe("ownSource", () => {
  const cells = [
    { label: "cell [1]", code: "import { f } from './f';\n/** One. */\nfunction f() {}\nconst { a, b: [c] } = x;" },
    { label: "cell [2]", code: "f(); class Box {}\ntype f2 = 1; import g from 'g';" },
  ];
  it("is the latest declaration, with its doc comment", () => {
    expect(ownSource(cells, "f")).to.deep.equal({ label: "cell [1]", text: "/** One. */\nfunction f() {}" });
    expect(ownSource(cells, "c")?.text).to.equal("const { a, b: [c] } = x;");
    expect(ownSource(cells, "Box")).to.deep.equal({ label: "cell [2]", text: "class Box {}" });
  });
  it("is nothing for a name that is imported or not declared", () => {
    expect(ownSource(cells, "g")).to.equal(undefined);
    expect(ownSource(cells, "x")).to.equal(undefined);
  });
});

describe("nameAt", () => {
  it("is the whole name around a position, unless it is a member", () => {
    expect(nameAt("a + größe$1;", 6)).to.equal("größe$1");
    expect(nameAt("a.b", 3)).to.equal(undefined);
    expect(nameAt("a.\n  b", 6)).to.equal(undefined);
    expect(nameAt("1 +  2", 4)).to.equal(undefined);
  });
});
