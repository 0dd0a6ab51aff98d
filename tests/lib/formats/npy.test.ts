import { type ComplexArray, core, formats, type RealArray } from "@cryolab/lib";
import { expect } from "chai";
import { numbers } from "./golden.ts";
import { bytesOf, faultOf, other, utf8 } from "./other-golden.ts";

const { readCs, readNpy, writeNpy } = formats;

/** An .npy file of version 1.0 with a header of one's own. */
function npy(header: string, data = new Uint8Array(0)): Uint8Array {
  const text = utf8(header);
  return Uint8Array.from([
    0x93,
    0x4e,
    0x55,
    0x4d,
    0x50,
    0x59,
    1,
    0,
    text.length & 255,
    text.length >> 8,
    ...text,
    ...data,
  ]);
}

describe("readNpy", () => {
  for (const { name, file, shape, data, re, im } of other.npy)
    it(`reads what NumPy reads: ${name}`, () => {
      const read = readNpy(bytesOf(file));
      expect(read.shape).to.deep.equal(shape);
      if (data !== undefined) expect(Array.from((read as RealArray).data)).to.deep.equal(numbers(data));
      else {
        expect(Array.from((read as ComplexArray).re)).to.deep.equal(numbers(re!));
        expect(Array.from((read as ComplexArray).im)).to.deep.equal(numbers(im!));
      }
    });

  it("reads a view at an odd address", () => {
    const bytes = bytesOf(other.npy[0].file);
    const room = new Uint8Array(bytes.length + 3);
    room.set(bytes, 3);
    expect(readNpy(room.subarray(3))).to.deep.equal(readNpy(bytes));
  });

  const good = "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }";
  const eight = new Uint8Array(8);
  const broken: readonly (readonly [name: string, bytes: Uint8Array, offset: number, message: string])[] = [
    ["short", new Uint8Array(3), 3, "expected at least 10 header bytes, got 3"],
    ["no NumPy", utf8("PK\u0003\u0004 a zip file"), 0, "the file must start with \\x93NUMPY"],
    ["version 9", npy(good, eight).map((b, i) => (i === 6 ? 9 : b)), 6, "the version must be 1, 2 or 3, got 9"],
    ["header too long", npy(good).subarray(0, 40), 8, "the header must end within the file of 40 bytes, got 67"],
    ["fewer data", npy(good, new Uint8Array(7)), 74, "shape (1) of 8 bytes each takes 8 bytes, got 7"],
    [
      "a claim of exabytes",
      npy(good.replace("(1,)", "(9007199254740991,)")),
      82,
      "shape (9007199254740991) of 8 bytes each takes 72057594037927930 bytes, got 0",
    ],
    [
      "a claim without bytes",
      npy(good.replace("<f8", "|S0").replace("(1,)", "(9007199254740991,)")),
      10,
      "entries of no bytes must not be more than the file has bytes, got 9007199254740991",
    ],
    [
      "an object",
      npy(good.replace("<f8", "|O"), eight),
      10,
      "the type must be one of NumPy's b i u f c S U V, got '|O'",
    ],
    [
      "a text",
      npy(good.replace("<f8", "|S8"), eight),
      10,
      "the type must be one of f2 f4 f8 i1..i8 u1..u8 b1 c8 c16, got '|S8'",
    ],
    [
      "a negative extent",
      npy(good.replace("(1,)", "(-1,)"), eight),
      10,
      "shape must be a tuple of whole numbers, got [-1]",
    ],
    ["no order", npy(good.replace("False", "0"), eight), 10, "fortran_order must be True or False"],
    ["no dictionary", npy("(1, 2)"), 10, "the header must be a dictionary"],
    ["code", npy("{'descr': exit(), }"), 20, 'expected a literal in the header, got "e"'],
    ["an open text", npy("{'descr: <f8}"), 11, "a text in the header must end"],
    ["deep nesting", npy("(".repeat(200)), 43, "the header must not be nested deeper than 32"],
    ["more after the end", npy(`${good} x`, eight), 68, 'the header must end after its dictionary, got "x"'],
    [
      "a large integer",
      npy(good.replace("<f8", "<u8"), new Uint8Array(8).fill(255)),
      67,
      "an integer of 64 bits must lie within ±2^53, got about 18446744073709552000",
    ],
  ];
  for (const [name, bytes, offset, message] of broken)
    it(`says where: ${name}`, () => {
      expect(faultOf(() => readNpy(bytes))).to.deep.equal({ message: `readNpy: ${message}`, offset });
    });

  it("sends records to readCs and the other way round", () => {
    expect(faultOf(() => readNpy(bytesOf(other.cs[0].file))).message).to.contain("readCs reads its columns");
    expect(faultOf(() => readCs(bytesOf(other.npy[0].file))).message).to.contain("readNpy reads those");
  });
});

describe("writeNpy", () => {
  it("writes what readNpy, checked against NumPy, reads back to the bit; data start at a multiple of 64", () => {
    for (const shape of [[], [0], [5], [2, 3], [1, 2, 3, 4]]) {
      const n = core.product(shape);
      const data = Float64Array.from({ length: n }, (_, i) => Math.sin(i) * 10 ** (i - 3));
      const real = { shape, data };
      const complex = { shape, re: data, im: data.map((v) => -v) };
      for (const array of [real, complex]) {
        const bytes = writeNpy(array);
        expect(readNpy(bytes)).to.deep.equal(array);
        expect((bytes.length - n * ("data" in array ? 8 : 16)) % 64).to.equal(0);
      }
    }
  });

  it("writes the bytes that NumPy writes", () => {
    const golden = other.npy.find(({ name }) => name === "<f8")!;
    expect(writeNpy(readNpy(bytesOf(golden.file)))).to.deep.equal(bytesOf(golden.file));
  });

  it("refuses values that do not fill the shape", () => {
    expect(() => writeNpy({ shape: [2, 2], data: new Float64Array(3) })).to.throw(
      RangeError,
      "writeNpy: shape [2,2] must hold 4 values, got 3",
    );
  });
});

describe("readCs", () => {
  it("reads what NumPy wrote: ids of 64 bits exactly, texts, vectors", () => {
    const [golden] = other.cs;
    const { rows, columns } = readCs(bytesOf(golden.file));
    expect(rows).to.equal(3);
    expect(columns.uid).to.deep.equal(BigUint64Array.from(golden.uid.map(BigInt)));
    expect(columns["blob/path"]).to.deep.equal(golden.path);
    expect(columns.name).to.deep.equal(golden.names);
    expect(columns["alignments3D/pose"]).to.deep.equal({ shape: [3, 3], data: Float64Array.from(golden.pose) });
    expect(columns["ctf/df1_A"]).to.deep.equal({ shape: [3], data: Float64Array.from(golden.defocus) });
    expect(columns["blob/shape"]).to.deep.equal({ shape: [3, 2], data: Float64Array.from(golden.shape) });
  });

  const record = (fields: string, shape = "(1,)"): Uint8Array =>
    npy(`{'descr': [${fields}], 'fortran_order': False, 'shape': ${shape}, }`, new Uint8Array(64));
  const broken: readonly (readonly [name: string, bytes: Uint8Array, message: string])[] = [
    ["two axes", record("('a', '<f4')", "(2, 2)"), "records must lie in one row, got shape (2, 2)"],
    ["a field twice", record("('a', '<f4'), ('a', '<f4')"), 'a field must come once, got "a" again'],
    ["a field of one", record("('a',)"), 'a field must be (name, type) or (name, type, shape), got ["a"]'],
    ["complex", record("('a', '<c8')"), "a column must be numbers or texts, got type '<c8' for \"a\""],
    ["texts in rows", record("('a', 'S4', (2,))"), 'texts must be one a row, got shape (2) for "a"'],
  ];
  for (const [name, bytes, message] of broken)
    it(`says where: ${name}`, () => {
      expect(faultOf(() => readCs(bytes))).to.deep.equal({ message: `readCs: ${message}`, offset: 10 });
    });
});
