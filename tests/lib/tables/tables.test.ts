/** @file Frames: nothing is changed on the way in and out, order is a stable sort's, particles carry their optics. */

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { formats, tables } from "@cryolab/lib";
import { expect } from "chai";
import fc from "fast-check";
import { root } from "../../support/root.js";

const { columns, dataFrame, particleTable } = tables;

describe("dataFrame and columns", function () {
  this.timeout(60_000); // the first frame loads danfojs

  it("give back what they were given, in double precision, letter by letter", () => {
    const given = {
      x: Float64Array.of(0.1 + 0.2, 1e300, -0, 5e-324),
      name: ["007", "", "<b>", "NaN"],
      whole: [16777217, 2, 3, 4],
    };
    const frame = dataFrame(given);
    expect(frame.shape).to.deep.equal([4, 3]);
    const back = columns(frame);
    expect(back.x).to.deep.equal(given.x);
    expect(back.name).to.deep.equal(given.name);
    expect(back.whole).to.deep.equal(Float64Array.from(given.whole));
    expect(back.x).not.to.equal(given.x);
  });

  it("keep NaN and infinity", () => {
    const given = Float64Array.of(Number.NaN, 1, Infinity, -Infinity);
    expect(columns(dataFrame({ given })).given).to.deep.equal(given);
  });

  it("order as a stable sort does, smallest first", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 30 }), (key) => {
        const id = key.map((_, i) => i);
        const sorted = columns(dataFrame({ key, id }).sortValues("key"));
        const expected = [...id].sort((a, b) => key[a] - key[b]);
        expect([...sorted.id]).to.deep.equal(expected);
      }),
      { seed: 3, numRuns: 40 },
    );
  });

  it("choose rows and columns", () => {
    const frame = dataFrame({ a: [1, 2, 3], b: ["x", "y", "z"] });
    expect(frame.query([true, false, true]).values).to.deep.equal([
      [1, "x"],
      [3, "z"],
    ]);
    expect(frame.iloc({ rows: [2, 0] }).values).to.deep.equal([
      [3, "z"],
      [1, "x"],
    ]);
    expect(frame.loc({ columns: ["b"] }).values).to.deep.equal([["x"], ["y"], ["z"]]);
    expect(frame.head(1).values).to.deep.equal([[1, "x"]]);
  });

  it("take one row and one column, and names that objects have already", () => {
    const frame = dataFrame({ constructor: [1], toString: ["a"] } as Record<string, number[] | string[]>);
    expect({ ...columns(frame) }).to.deep.equal({ constructor: Float64Array.of(1), toString: ["a"] });
  });

  it("refuse what is no table", () => {
    expect(() => dataFrame({})).to.throw(RangeError, "dataFrame: columns must hold at least one, got none");
    expect(() => dataFrame({ a: [] })).to.throw(RangeError, "at least one row, got none");
    expect(() => dataFrame({ a: [1], b: [1, 2] })).to.throw(RangeError, 'got 1 for "a", 2 for "b"');
  });
});

describe("particleTable", function () {
  this.timeout(60_000);
  const star = (text: string) => formats.readStar(new TextEncoder().encode(text));
  const optics = "data_optics\nloop_\n_rlnOpticsGroup #1\n_rlnVoltage #2\n_rlnOpticsGroupName #3\n1 300 a\n2 200 b\n";
  const particles = (groups: string) =>
    `data_particles\nloop_\n_rlnImageName #1\n_rlnDefocusU #2\n_rlnOpticsGroup #3\n${groups}`;

  it("joins the optics of each particle's group", () => {
    const frame = particleTable(star(`${optics}\n${particles("1@s.mrcs 12000 2\n2@s.mrcs 9000.5 1\n")}`));
    expect(frame.columns).to.deep.equal([
      "rlnImageName",
      "rlnDefocusU",
      "rlnOpticsGroup",
      "rlnVoltage",
      "rlnOpticsGroupName",
    ]);
    expect(frame.values).to.deep.equal([
      ["1@s.mrcs", 12000, 2, 200, "b"],
      ["2@s.mrcs", 9000.5, 1, 300, "a"],
    ]);
  });

  it("takes the only block of an old file, whatever its name", () => {
    expect(particleTable(star("data_\nloop_\n_rlnDefocusU #1\n1\n2\n")).values).to.deep.equal([[1], [2]]);
  });

  it("takes a block, too", () => {
    expect(particleTable(star(particles("a 1 1\n")).particles).values).to.deep.equal([["a", 1, 1]]);
  });

  it("spreads columns of several numbers, and keeps ids of 64 bits exact", () => {
    const table = {
      rows: 2,
      columns: {
        uid: BigUint64Array.of(18446744073709551615n, 1n),
        pose: { shape: [2, 3], data: Float64Array.of(1, 2, 3, 4, 5, 6) },
        defocus: { shape: [2], data: Float64Array.of(7, 8) },
      },
    };
    const frame = particleTable(table);
    expect(frame.columns).to.deep.equal(["uid", "pose/0", "pose/1", "pose/2", "defocus"]);
    expect(frame.values).to.deep.equal([
      ["18446744073709551615", 1, 2, 3, 7],
      ["1", 4, 5, 6, 8],
    ]);
  });

  it("says what is missing", () => {
    expect(() => particleTable(star(`${optics}\n${particles("a 1 3\n")}`))).to.throw(
      RangeError,
      "got 3 for particle 0",
    );
    expect(() => particleTable(star("data_a\nloop_\n_x #1\n1\ndata_b\nloop_\n_x #1\n1\n"))).to.throw(
      RangeError,
      'got ["a","b"]',
    );
    expect(() => particleTable({ rows: 0, columns: {} })).to.throw(RangeError, "at least one particle, got none");
  });
});

describe("danfojs", () => {
  it("is not loaded until the first frame", () => {
    const lib = pathToFileURL(join(root, "lib", "dist", "index.js")).href;
    const program = `import { tables } from ${JSON.stringify(lib)};
      import { createRequire } from "node:module";
      const cache = () => Object.keys(createRequire(${JSON.stringify(lib)}).cache).some((path) => path.includes("danfojs"));
      const before = cache(); tables.dataFrame({ a: [1] }); console.log(before, cache());`;
    const printed = execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
    expect(printed).to.equal("false true\n");
  });
});
