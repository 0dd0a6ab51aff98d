/** @file The checks as an editor runs them, on plain functions; through the wall they are tested in grade.test.ts. */

import {
  CheckFailure,
  draws,
  expectClose,
  expectNumber,
  expectRejects,
  expectThat,
  expectUntouched,
  seed,
} from "@cryolab/grader/testing";
import { type Rng, random } from "@cryolab/lib";
import { AssertionError, expect } from "chai";

/** What a check says: class, public and private message. */
async function said(check: () => unknown): Promise<string[]> {
  try {
    await check();
  } catch (error) {
    if (!(error instanceof CheckFailure)) throw error;
    expect(error).to.be.instanceOf(AssertionError);
    return [error.class, error.publicMessage, error.privateMessage];
  }
  return [];
}

describe("expectClose, expectNumber, expectThat", () => {
  it("put the author's sentence first and values into the private message", async () => {
    expect(await said(() => expectClose(3, 4, { abs: 0.1, says: "Count again." }))).to.deep.equal([
      "wrong-value",
      "Count again. · wrong value, off by about 20 %",
      "differs: expected 4, got 3 (tolerance 0.1)",
    ]);
    expect(await said(() => expectNumber("4", 4, { abs: 0.1 }))).to.deep.equal([
      "wrong-kind",
      "a number is due, got a string",
      "",
    ]);
    expect(await said(() => expectThat(1 > 2, "One is not more than two."))).to.deep.equal([
      "claim",
      "One is not more than two.",
      "",
    ]);
    expect(await said(() => expectThat("yes" as never, "Only true is true."))).to.have.length(3);
    expect(await said(() => expectNumber(4.05, 4, { abs: 0.1 }))).to.deep.equal([]);
  });
  it("show mocha both messages", () => {
    expect(() => expectClose(3, 4, { abs: 0.1 })).to.throw("off by about 20 %\ndiffers: expected 4, got 3");
  });
});

describe("expectUntouched", () => {
  const line = () => ({ shape: [3], data: Float64Array.of(1, 2, 3) });
  type Line = ReturnType<typeof line>;

  it("gives the result of a function that leaves its arguments alone", async () => {
    const doubled = ({ shape, data }: Line) => ({ shape, data: data.map((v) => 2 * v) });
    expect((await expectUntouched(doubled, line())).data).to.deep.equal(Float64Array.of(2, 4, 6));
  });
  it("names the argument that is changed", async () => {
    const second = (_: Line, b: Line) => {
      b.data[0] = 9;
      return 1;
    };
    const [kind, words, details] = await said(() => expectUntouched(second, line(), line()));
    expect([kind, words]).to.deep.equal(["mutated", "argument 2 is changed: work on a copy"]);
    expect(details).to.include("expected 1, got 9");
  });
  it("sees a result that is an argument, whole or in part", async () => {
    const views = [({ data }: Line) => data, ({ data }: Line) => data.subarray(1), (x: Line) => ({ deep: [x] })];
    for (const view of views)
      expect(await said(() => expectUntouched<(x: Line) => unknown>(view, line()))).to.include("shares-memory");
  });
  it("lets a generator advance, and leaves the caller's own arguments alone", async () => {
    const rng = draws("untouched");
    const before = Array.from(rng.state);
    await expectUntouched(random.uniform, rng);
    expect(Array.from(rng.state)).to.deep.equal(before);
  });

  it("lets an Rng among options advance, and nothing else of them change", async () => {
    const drawn = ({ rng }: { rng: Rng; scale: number }) => random.uniform(rng);
    await expectUntouched(drawn, { rng: draws("options"), scale: 2 });
    const greedy = (options: { rng: Rng; scale: number }) => {
      options.scale = 3;
      return random.uniform(options.rng);
    };
    expect(await said(() => expectUntouched(greedy, { rng: draws("options"), scale: 2 }))).to.include("mutated");
  });
});

describe("expectRejects", () => {
  class FormatError extends Error {
    override readonly name = "FormatError";
    readonly offset = 12;
  }
  const refuse = (kind: string) => {
    if (kind === "range") throw new RangeError("n must be positive, got -1");
    if (kind === "format") throw new FormatError("no mode 3");
    if (kind === "text") throw "a text";
    return 1;
  };
  const check = (kind: string, due: Parameters<typeof expectRejects>[2]) =>
    said(() => expectRejects(refuse, [kind], due));

  it("accepts the error that is due, also later", async () => {
    expect(await check("range", { name: "RangeError" })).to.deep.equal([]);
    expect(await check("range", { name: "RangeError", message: "must be positive" })).to.deep.equal([]);
    expect(await check("format", { name: "FormatError", message: /mode \d/, offset: 12 })).to.deep.equal([]);
    const later = async (kind: string) => refuse(kind);
    expect(await said(() => expectRejects(later, ["range"], { name: "RangeError" }))).to.deep.equal([]);
  });
  it("refuses a return, another name, message or offset; the learner's texts stay private", async () => {
    expect(await check("none", { name: "RangeError", says: "Check n." })).to.deep.equal([
      "did-not-throw",
      "Check n. · a RangeError is due, the call returned",
      "got number",
    ]);
    expect(await check("text", { name: "RangeError" })).to.deep.equal([
      "wrong-error",
      "a RangeError is due",
      "got string: a text",
    ]);
    expect(await check("range", { name: "RangeError", message: "even" })).to.include(
      "the message of the RangeError does not say what is due",
    );
    expect(await check("format", { name: "FormatError", offset: 4 })).to.deep.equal([
      "wrong-error",
      "the FormatError carries the wrong offset",
      "expected offset 4, got FormatError: no mode 3 (offset 12)",
    ]);
  });
});

describe("seed, draws", () => {
  it("are whole, and the same for the same name only", () => {
    expect(Number.isSafeInteger(seed) && seed >= 0).to.equal(true);
    expect(random.uniform(draws("a")))
      .to.equal(random.uniform(draws("a")))
      .and.not.equal(random.uniform(draws("b")));
  });
});
