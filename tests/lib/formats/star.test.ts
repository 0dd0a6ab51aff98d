import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { formats } from "@cryolab/lib";
import { expect } from "chai";
import fc from "fast-check";
import { numbers } from "./golden.ts";
import { faultOf, other, utf8 } from "./other-golden.ts";

const { readStar, writeStar } = formats;

describe("readStar", () => {
  it("reads what starfile reads, from the file that starfile wrote", () => {
    for (const { text, tables } of other.star) {
      const read = readStar(utf8(text));
      expect(Object.keys(read)).to.deep.equal(Object.keys(tables));
      for (const [name, columns] of Object.entries(tables)) {
        expect(Object.keys(read[name].columns)).to.deep.equal(Object.keys(columns));
        for (const [label, values] of Object.entries(columns)) {
          const column = read[name].columns[label];
          if (column instanceof Float64Array) expect(Array.from(column)).to.deep.equal(numbers(values));
          else expect(column).to.deep.equal(values);
        }
      }
    }
  });

  it("reads a file of RELION 3.0: one block without a name, comments, blank lines, tabs, Windows' line ends", () => {
    const text =
      "# version 30000\r\n\r\ndata_\r\n\r\nloop_ \r\n_rlnImageName #1\r\n_rlnDefocusU #2 \r\n1@a.mrcs\t 1e4\r\n2@a.mrcs -nan\r\n\r\n";
    const { "": table } = readStar(utf8(text));
    expect(table.kind).to.equal("loop");
    expect(table.rows).to.equal(2);
    expect(table.columns.rlnImageName).to.deep.equal(["1@a.mrcs", "2@a.mrcs"]);
    expect(table.columns.rlnDefocusU).to.deep.equal(Float64Array.of(10000, Number.NaN));
  });

  it("reads pairs, quotes with a quote in them, and a text of several lines", () => {
    const text = `data_general\n_a 1\n_b 'it''s it's'\n_c "x"\n_d\n;two\nlines\n;\n_e .5\n_fName 7\n`;
    const { general } = readStar(utf8(text));
    expect(general.kind).to.equal("pairs");
    expect(general.rows).to.equal(1);
    expect({ ...general.columns }).to.deep.equal({
      a: Float64Array.of(1),
      b: ["it''s it's"],
      c: ["x"],
      d: ["two\nlines"],
      e: Float64Array.of(0.5),
      fName: ["7"],
    });
  });

  it("does not take a word for a number because objects have a property of that name", () => {
    expect(readStar(utf8("data_a\n_x constructor\n")).a.columns.x).to.deep.equal(["constructor"]);
  });

  it("keeps a column text if one value is a word, is quoted, or its label ends in Name", () => {
    const text = `data_x\nloop_\n_a\n_b\n_cName\n1 2 3\n4 "5" 6\nsix 8 9\n`;
    const { columns } = readStar(utf8(text)).x;
    expect({ ...columns }).to.deep.equal({ a: ["1", "4", "six"], b: ["2", "5", "8"], cName: ["3", "6", "9"] });
  });

  it("reads an empty block, an empty loop, one value, and names that objects have already", () => {
    const read = readStar(
      utf8("data_a\ndata_b\nloop_\n_x\ndata_c\n_x 1\ndata___proto__\n___proto__ 2\n_constructor 3"),
    );
    expect(Object.keys(read)).to.deep.equal(["a", "b", "c", "__proto__"]);
    expect([read.a.rows, read.b.rows, read.c.rows]).to.deep.equal([0, 0, 1]);
    expect(read.b.columns.x).to.deep.equal(new Float64Array(0));
    expect(Object.keys(Object.getOwnPropertyDescriptor(read, "__proto__")?.value.columns)).to.deep.equal([
      "__proto__",
      "constructor",
    ]);
  });

  it("reads gzip and a path, and names the path in an error", async () => {
    const folder = await mkdtemp(join(tmpdir(), "star-"));
    try {
      const path = join(folder, "a.star");
      await writeFile(path, gzipSync("data_a\n_x 1\n"));
      expect(readStar(path).a.columns.x).to.deep.equal(Float64Array.of(1));
      await writeFile(path, "data_a\n_x");
      expect(faultOf(() => readStar(path))).to.deep.equal({
        message: `readStar: a label must be followed by a value, got none for _x (${path})`,
        offset: 9,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("refuses what is no bytes and no path", () => {
    expect(() => readStar(7 as unknown as string)).to.throw(
      TypeError,
      "readStar: source must be a Uint8Array or a path, got number",
    );
  });

  const broken: readonly (readonly [text: string, offset: number, message: string])[] = [
    ["", 0, "there must be a line that starts with data_, got none"],
    ["# only a comment\n", 17, "there must be a line that starts with data_, got none"],
    ["_x 1", 0, "a data_ line must come before the first label, got _x"],
    ["loop_\n_x\n1", 6, "a data_ line must come before the first label, got _x"],
    ["hello", 0, 'a value must follow a label or stand in a loop, got "hello"'],
    ["data_a\n1", 7, 'a value must follow a label or stand in a loop, got "1"'],
    ["data_a\n_x 1 2", 12, 'a value must follow a label or stand in a loop, got "2"'],
    ["data_a\n_x\n_y 1", 10, "a label must be followed by a value, got none for _x"],
    ["data_a\nloop_\n1 2", 7, "loop_ must be followed by a label"],
    [
      "data_a\nloop_\n_x\n_y\n1 2 3\n",
      25,
      "the values of a loop must fill its rows of 2, got 1 in the last (first label _x)",
    ],
    ["data_a\n_x 1\n_x 2", 12, "a label must stand once in a block, got _x again"],
    ["data_a\nloop_\n_x\n_x\n1 2", 16, "a label must stand once in a block, got _x again"],
    ["data_a\ndata_a", 7, "a block must come once, got data_a again"],
    ['data_a\n_x "open', 10, "a quote must close on its line"],
    ["data_a\n_x 'open\n'", 10, "a quote must close on its line"],
    ["data_a\n_x\n;open\nfor ever", 10, "a text that opens with ; must close with ; at the start of a line"],
    ["data_a\n_x a\u0000b", 11, "a text file must hold no control bytes, got 0"],
    ["data_a\nsave_x", 7, 'save_, stop_ and global_ are not read, got "save_x"'],
    [
      "data_a\n_x 1\nloop_\n_y\n1",
      12,
      "a block of a STAR file must hold one table, got 2 in data_a; readMmcif reads CIF",
    ],
  ];
  for (const [text, offset, message] of broken)
    it(`says where: ${JSON.stringify(text.slice(0, 40))}`, () => {
      expect(faultOf(() => readStar(utf8(text)))).to.deep.equal({ message: `readStar: ${message}`, offset });
    });

  it("says so of a damaged gzip stream, and of one that inflates without end", () => {
    const packed = gzipSync("data_a\n_x 1\n");
    expect(faultOf(() => readStar(packed.subarray(0, 12))).message).to.contain("the gzip stream is damaged");
    const bomb = gzipSync(Buffer.alloc(2 ** 29 + 1), { level: 1 });
    expect(faultOf(() => readStar(bomb)).message).to.contain("must inflate to at most 536870912 bytes");
  });
});

describe("writeStar", () => {
  const text = fc
    .string({ unit: "grapheme-ascii", maxLength: 8 })
    .filter((t) => !(/['"]/.test(t) && /["'](\s|$)/.test(t)));
  const value = fc.oneof(fc.double(), text);

  it("is read back to the bit, texts and numbers", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double(), text, value), { minLength: 1, maxLength: 5 }), (rows) => {
        const written = writeStar({
          optics: { kind: "pairs", columns: { rlnVoltage: [rows[0][0]] } },
          particles: {
            columns: {
              number: rows.map((r) => r[0]),
              rlnName: rows.map((r) => r[1]),
              mixed: rows.map((r) => String(r[2])),
            },
          },
        });
        const { optics, particles } = readStar(utf8(written));
        expect(optics.kind).to.equal("pairs");
        expect([...optics.columns.rlnVoltage]).to.deep.equal([rows[0][0]]);
        expect(particles.columns.number).to.deep.equal(Float64Array.from(rows, (r) => r[0]));
        expect(particles.columns.rlnName).to.deep.equal(rows.map((r) => r[1]));
        expect([...particles.columns.mixed].map(String)).to.deep.equal(rows.map((r) => String(r[2])));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("writes what starfile and RELION read", () => {
    expect(writeStar({ particles: { columns: { rlnImageName: ["1@a b.mrcs"], rlnDefocusU: [1.5] } } })).to.equal(
      '# version 30001\n\ndata_particles\n\nloop_\n_rlnImageName #1\n_rlnDefocusU #2\n"1@a b.mrcs" 1.5\n\n',
    );
  });

  it("says what it cannot write", () => {
    const columns = { a: [1, 2], b: [1] };
    expect(() => writeStar({ x: { columns } })).to.throw(
      RangeError,
      "writeStar: columns must have one length, got 1 for b and 2 before",
    );
    expect(() => writeStar({ "x y": { columns: {} } })).to.throw(
      RangeError,
      'writeStar: a name must hold no blank, got "x y"',
    );
    expect(() => writeStar({ x: { columns: { "a b": [] } } })).to.throw(
      RangeError,
      'writeStar: a label must hold no blank, got "a b"',
    );
    expect(() => writeStar({ x: { columns: { a: ["1\n2"] } } })).to.throw(
      RangeError,
      'writeStar: a text must hold no line break or control character, got "\\n" in a',
    );
    expect(() => writeStar({ x: { columns: { a: [`'" "'`] } } })).to.throw(
      RangeError,
      "writeStar: a text must be quotable",
    );
    expect(() => writeStar({ x: { kind: "pairs", columns: { a: [1, 2] } } })).to.throw(
      RangeError,
      "writeStar: pairs must have one row, got 2 in x",
    );
  });
});
