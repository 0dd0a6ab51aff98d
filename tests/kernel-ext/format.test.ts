import { formatValue } from "@cryolab/kernel/internal/format";
import { core } from "@cryolab/lib";
import { expect } from "chai";

describe("formatValue", () => {
  it("shortens typed arrays to their length and a few values", () => {
    expect(formatValue(Float64Array.of(1, 0.5, 1 / 3))).to.equal("Float64Array(3) [1, 0.5, 0.333333]");
    expect(formatValue(new BigInt64Array(13))).to.equal("BigInt64Array(13) [0n, 0n, 0n, …, 0n]");
    expect(formatValue(BigInt64Array.of(1n))).to.equal("BigInt64Array(1) [1n]");
    expect(formatValue(Float64Array.of(-0, Number.NaN))).to.equal("Float64Array(2) [-0, NaN]");
  });
  it("tells of a long one the least, the greatest and the mean, and draws it small", () => {
    const wave = Float64Array.from({ length: 65536 }, (_, i) => Math.sin((2 * Math.PI * i) / 65536));
    expect(formatValue(wave)).to.match(
      /^Float64Array\(65536\) \[min -1, max 1, mean -?[\d.e-]+: 0, 0\.0000958738, 0\.000191748, …, -0\.0000958738\] ▅▆▇██▇▆▅▄▃▂▁▁▂▃▄$/,
    );
    const rise = Float32Array.from({ length: 100 }, (_, i) => i);
    expect(formatValue(rise)).to.equal("Float32Array(100) [min 0, max 99, mean 49.5: 0, 1, 2, …, 99] ▁▁▂▂▃▃▄▄▅▅▆▆▇▇██");
    expect(formatValue(new Float64Array(4096).fill(2))).to.equal(
      "Float64Array(4096) [min 2, max 2, mean 2: 2, 2, 2, …, 2] ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄",
    );
  });
  it("leaves out of it what is no number, and draws nothing where there is none", () => {
    const holes = Float64Array.from({ length: 16 }, (_, i) =>
      i === 1 ? Number.NaN : i === 2 ? Number.POSITIVE_INFINITY : i,
    );
    expect(formatValue(holes)).to.equal(
      "Float64Array(16) [min 0, max 15, mean 8.35714: 0, NaN, Infinity, …, 15] ▁  ▂▃▃▄▄▅▅▆▆▇▇██",
    );
    expect(formatValue(new Float64Array(13).fill(Number.NaN))).to.equal("Float64Array(13) [NaN, NaN, NaN, …, NaN]");
  });
  it("calls the library's records by name and shape", () => {
    expect(formatValue(core.zeros([64, 64]))).to.equal(
      "RealArray [64, 64] Float64Array(4096) [min 0, max 0, mean 0: 0, 0, 0, …, 0] ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄",
    );
    expect(formatValue(core.complexArray([2], [1, 2]))).to.equal(
      "ComplexArray [2] re Float64Array(2) [1, 2] im Float64Array(2) [0, 0]",
    );
    expect(formatValue(core.imageStack([1, 1, 2]))).to.equal("ImageStack [1, 1, 2] Float32Array(2) [0, 0]");
  });
  it("shortens them inside plain objects and lists, too", () => {
    expect(formatValue({ volume: core.zeros([2, 2, 2]), pixelSize: 1.5 })).to.equal(
      "{ volume: RealArray [2, 2, 2] Float64Array(8) [0, 0, 0, 0, 0, 0, 0, 0], pixelSize: 1.5 }",
    );
    expect(formatValue([new Uint8Array(20)])).to.equal(
      "[ Uint8Array(20) [min 0, max 0, mean 0: 0, 0, 0, …, 0] ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄ ]",
    );
  });
  it("leaves everything else to Node, and calls no getter", () => {
    expect(formatValue("text")).to.equal("'text'");
    expect(formatValue(new Map([[1, 2]]))).to.equal("Map(1) { 1 => 2 }");
    const lazy = Object.defineProperty({}, "svg", { enumerable: true, get: () => expect.fail("called") });
    expect(formatValue(lazy)).to.equal("{ svg: [Getter] }");
    const cyclic: Record<string, unknown> = { a: 1 };
    cyclic.self = cyclic;
    expect(formatValue(cyclic)).to.contain("a: 1");
  });
});
