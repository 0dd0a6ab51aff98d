import { checkMagic, completeMagic, magicOf, withoutMagic } from "@cryolab/kernel/internal/magics";
import { expect } from "chai";

const exercises = ["fourier/dft", "fourier/fft", "resolution/fsc"];

describe("magicOf", () => {
  it("reads the first line only", () => {
    expect(magicOf("%%exercise fourier/dft\n1")).to.deep.equal({ name: "exercise", argument: "fourier/dft" });
    expect(magicOf("1\n%%exercise fourier/dft")).to.equal(undefined);
  });
});

describe("withoutMagic", () => {
  it("makes a comment of it and keeps every position", () => {
    expect(withoutMagic("%%exercise fourier/dft\n1 % 2")).to.equal("//exercise fourier/dft\n1 % 2");
  });
});

describe("checkMagic", () => {
  it("names the magics there are, and the exercises there are", () => {
    expect(() => checkMagic({ name: "timeit", argument: "" }, exercises)).to.throw(
      /^%%timeit: no such magic; there are: %%exercise <id>: .*; %%time: .*; %%file <path>: /,
    );
    expect(() => checkMagic({ name: "exercise", argument: "fourier/dtf" }, exercises)).to.throw(
      "%%exercise: no exercise fourier/dtf; there are: fourier/dft, fourier/fft, resolution/fsc",
    );
    expect(() => checkMagic({ name: "exercise", argument: "" }, exercises)).to.throw("must name an exercise");
    expect(() => checkMagic({ name: "toString", argument: "" }, exercises)).to.throw("no such magic");
  });
  it("refuses an argument of %%time", () => {
    expect(() => checkMagic({ name: "time", argument: "" }, exercises)).not.to.throw();
    expect(() => checkMagic({ name: "time", argument: "f()" }, exercises)).to.throw("the code begins on the next line");
  });
  it("takes any exercise where there is no course", () => {
    expect(() => checkMagic({ name: "exercise", argument: "a/b" }, [])).not.to.throw();
  });
});

describe("completeMagic", () => {
  it("completes names and exercises in the first line", () => {
    expect(completeMagic("%%ex", 4, exercises)).to.deep.equal({ start: 2, matches: ["exercise"] });
    expect(completeMagic("%%", 2, exercises)).to.deep.equal({ start: 2, matches: ["exercise", "time", "file"] });
    expect(completeMagic("%%exercise fou", 14, exercises)).to.deep.equal({
      start: 11,
      matches: ["fourier/dft", "fourier/fft"],
    });
    expect(completeMagic("%%exercise fourier/dft\ncryo.", 28, exercises)).to.equal(undefined);
  });
});
