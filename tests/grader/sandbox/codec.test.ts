import { FrameReader } from "@cryolab/grader/internal/sandbox/frames";
import { decode } from "@cryolab/grader/internal/sandbox/guest/decoder";
import { limits, Malformed, NotAValue } from "@cryolab/grader/internal/sandbox/guest/wire";
import { random } from "@cryolab/lib";
import { expect } from "chai";
import fc from "fast-check";
import { frameOf, fuzz, side } from "./frames.js";

const crossed = (value: unknown): unknown => decode(frameOf(value).subarray(4), side());
const refusal = (value: unknown): string => {
  try {
    frameOf(value);
  } catch (error) {
    if (error instanceof NotAValue) return error.message;
    throw error;
  }
  return "it crossed";
};

describe("codec", () => {
  it("carries every kind of value", () => {
    const value = {
      nothing: [undefined, null, true, false],
      numbers: [0, -0, 1.5, -1e308, 5e-324, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      texts: ["", "é", "\u0000", "😀", "\ud800 alone", "x".repeat(10_000)],
      big: [0n, -1n, 10n ** 399n],
      nested: [[[], {}], { "": 1, "a b": { ключ: 2 } }],
    };
    expect(crossed(value)).to.deep.equal(value);
    const zero = crossed([-0]) as number[];
    expect(Object.is(zero[0], -0)).to.equal(true);
  });
  it("carries nine kinds of typed array, empty ones and parts of a buffer too", () => {
    for (const Kind of [
      Int8Array,
      Uint8Array,
      Uint8ClampedArray,
      Int16Array,
      Uint16Array,
      Int32Array,
      Uint32Array,
      Float32Array,
      Float64Array,
    ]) {
      expect(crossed(new Kind([1, 2, 250]))).to.deep.equal(new Kind([1, 2, 250]));
      expect(crossed(new Kind(0))).to.deep.equal(new Kind(0));
      expect(crossed(new Kind(new ArrayBuffer(64), 8, 3).fill(7))).to.deep.equal(new Kind([7, 7, 7]));
    }
    const special = Float64Array.of(Number.NaN, -0, Number.POSITIVE_INFINITY);
    expect(crossed(special)).to.deep.equal(special);
  });
  it("carries an Rng as its state", () => {
    const rng = random.rng(7);
    expect(random.uniform(crossed(rng) as typeof rng)).to.equal(random.uniform(random.rng(7)));
  });
  it("copies: what arrives shares no memory, and one array sent twice arrives as two", () => {
    const x = new Float64Array(4);
    const [a, b] = crossed([x, x]) as Float64Array[];
    expect(a.buffer).to.not.equal(x.buffer);
    expect(a.buffer).to.not.equal(b.buffer);
    expect(a.byteLength).to.equal(a.buffer.byteLength);
  });
  it("carries records with names of the language as own properties, and changes no prototype", () => {
    const value = crossed(JSON.parse('{"__proto__": {"x": 1}, "constructor": 2, "hasOwnProperty": 3}')) as object;
    expect(Object.keys(value)).to.deep.equal(["__proto__", "constructor", "hasOwnProperty"]);
    expect(Object.getPrototypeOf(value)).to.equal(Object.prototype);
    expect(({} as { x?: number }).x).to.equal(undefined);
  });
  it("reads holes as undefined, and drops symbols and extra properties of arrays", () => {
    const holes = [1, 2, 3];
    delete holes[1];
    expect(crossed(Object.assign(holes, { extra: 1 }))).to.deep.equal([1, undefined, 3]);
    expect(crossed({ [Symbol("s")]: 1, a: 2 })).to.deep.equal({ a: 2 });
  });
  it("believes the array, not what it says of its length", () => {
    const liar = Object.defineProperty(new Float64Array([1, 2]), "length", { value: 1e9 });
    expect(crossed(liar)).to.deep.equal(new Float64Array([1, 2]));
    class Mine extends Float32Array {
      override get length(): number {
        return 1e9;
      }
    }
    expect(crossed(new Mine(2))).to.deep.equal(new Float32Array(2));
    expect(crossed(new Float64Array(new SharedArrayBuffer(16)))).to.deep.equal(new Float64Array(2));
  });
  it("carries any value that fast-check can think of", () => {
    const typed = fc.oneof(fc.float64Array(), fc.int16Array(), fc.uint8ClampedArray(), fc.float32Array());
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: "small" },
        fc.double(),
        fc.string({ unit: "binary" }),
        fc.bigInt(),
        fc.boolean(),
        fc.constantFrom(null, undefined),
        typed,
        fc.array(tie("tree"), { maxLength: 5 }),
        fc.dictionary(fc.string(), tie("tree"), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(crossed(value)).to.deep.equal(
          typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)
            ? { ...value }
            : value,
        );
      }),
      { seed: 1, numRuns: 1000 },
    );
  }).timeout(20_000);

  it("lets a function stay and gives it a number; what comes back is the function", () => {
    const here = side();
    const there = side();
    const f = (): void => {};
    const stub = decode(frameOf({ f }, here).subarray(4), there) as { f: () => number };
    expect(stub.f()).to.equal(1);
    expect(decode(frameOf([stub.f], there).subarray(4), here)).to.deep.equal([f]);
  });
  it("lets an instance stay, and sends its fields and the names of its methods", () => {
    class Base {
      size(): number {
        return 1;
      }
    }
    class Grid extends Base {
      data = Float64Array.of(1, 2);
      #secret = 1;
      at(i: number): number {
        return this.data[i] + this.#secret;
      }
      get twice(): number {
        return 2;
      }
    }
    const there = side();
    const grid = decode(frameOf(new Grid()).subarray(4), there) as object;
    expect(grid).to.deep.equal({ data: Float64Array.of(1, 2) });
    expect((grid as { methods: string[] }).methods).to.deep.equal(["at", "size"]);
    expect(there.returned(grid)).to.equal(1);
  });

  it("refuses what is no value, and says what", () => {
    expect(refusal([Symbol("x")])).to.equal("it holds a symbol");
    for (const value of [new ArrayBuffer(8), new SharedArrayBuffer(8), new DataView(new ArrayBuffer(8))])
      expect(refusal({ value })).to.equal("it holds a DataView or an ArrayBuffer; use typed arrays");
    expect(refusal(new BigInt64Array(1))).to.equal("it holds a BigInt64Array");
    const name = "then"; // a record with such a function would be taken for a promise
    const thenable = { [name]: () => 1 };
    expect(refusal(thenable)).to.equal("it holds a function named then");
    const circle: unknown[] = [];
    circle.push(circle);
    expect(refusal(circle)).to.equal("it is nested deeper than 32, or holds itself");
    expect(refusal(new Array(200_001))).to.equal("it holds more than 200000 values; use typed arrays");
    expect(refusal(Array.from({ length: 500 }, () => new Array(500)))).to.equal(
      "it holds more than 200000 values; use typed arrays",
    );
    expect(refusal("x".repeat(limits.string + 1))).to.equal("a string of it has more than 1048576 characters");
    expect(refusal(new Float64Array(9 << 20))).to.equal("it is larger than 64 MB");
    expect(refusal([new Float64Array(5 << 20), new Float64Array(5 << 20)])).to.equal("it is larger than 64 MB");
    expect(refusal(10n ** 500n)).to.equal("a bigint of it has more than 400 digits");
    expect(refusal(new Proxy([], { get: (_, key) => (key === "length" ? 1.5 : 0) }))).to.equal(
      "it holds an array without a length",
    );
  });
});

describe("decode, of bytes that nobody vouches for", () => {
  const bytes = (...parts: readonly (number | readonly number[])[]): Uint8Array => Uint8Array.from(parts.flat());
  const u32 = (n: number): number[] => [n & 255, (n >>> 8) & 255, (n >>> 16) & 255, n >>> 24];

  for (const [what, frame] of Object.entries({
    "nothing at all": bytes(),
    "an unknown tag": bytes(99),
    "a truncated number": bytes(3, 1, 2, 3),
    "a string longer than the frame": bytes(4, u32(100), 65, 0),
    "a giant string": bytes(4, u32(0xffffffff)),
    "a giant array": bytes(6, u32(0xffffffff)),
    "a giant record": bytes(7, u32(0x7fffffff)),
    "a giant typed array": bytes(8, 8, u32(0xffffffff)),
    "a typed array just too long": bytes(8, 8, u32(2), new Array(15).fill(0)),
    "a tenth kind of typed array": bytes(8, 9, u32(0)),
    "a bigint of letters": bytes(5, u32(1), 65, 0),
    "an empty bigint": bytes(5, u32(0)),
    "a bigint of a thousand digits": bytes(
      5,
      u32(1000),
      new Array(2000).fill(0).map((_, i) => (i % 2 ? 0 : 49)),
    ),
    "a returned function that was never given": bytes(11, u32(7)),
    "a method named then": bytes(10, u32(1), u32(0), u32(1), u32(4), 116, 0, 104, 0, 101, 0, 110, 0),
    "a function named then": bytes(7, u32(1), u32(4), 116, 0, 104, 0, 101, 0, 110, 0, 9, u32(1)),
    "two values": bytes(1, 1),
    "33 arrays in each other": bytes(...Array.from({ length: 40 }, () => [6, ...u32(1)]), 1),
  }))
    it(`is malformed: ${what}`, () => {
      expect(() => decode(frame, side())).to.throw(Malformed);
    });

  it("never does anything but return or say malformed, over 100 000 frames, and never allocates on a claim", () => {
    const { malformed, largest } = fuzz(100_000, "codec fuzz");
    expect(malformed).to.be.greaterThan(50_000);
    expect(largest, "bytes of array buffers").to.be.below(64 << 20);
  }).timeout(60_000);
});

describe("FrameReader", () => {
  it("gives the same frames however the bytes are cut", () => {
    const frames = [[1], "text", new Float64Array(300), {}].map((value) => frameOf(value));
    const stream = Buffer.concat(frames);
    const rng = random.rng("frames");
    for (let round = 0; round < 50; round++) {
      const reader = new FrameReader();
      const found: Uint8Array[] = [];
      for (let at = 0; at < stream.length; ) {
        const n = round === 0 ? 1 : 1 + Math.floor(random.uniform(rng) * 900);
        found.push(...reader.push(stream.subarray(at, at + n)));
        at += n;
      }
      expect(found.map((f) => decode(f, side()))).to.deep.equal([[1], "text", new Float64Array(300), {}]);
    }
  });
  it("refuses a frame that claims more than any may be, and one of nothing", () => {
    expect(() => new FrameReader().push(Uint8Array.of(0, 0, 0, 255))).to.throw(
      Malformed,
      "a frame of 4278190080 bytes",
    );
    expect(() => new FrameReader().push(new Uint8Array(4))).to.throw(Malformed, "a frame of 0 bytes");
  });
  it("keeps only what has arrived of a large claim", () => {
    const before = process.memoryUsage().arrayBuffers;
    const readers = Array.from({ length: 100 }, () => {
      const reader = new FrameReader();
      reader.push(Uint8Array.of(0, 0, 0, 4, 1)); // 64 MB, of which one byte
      return reader;
    });
    expect(readers).to.have.length(100);
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(10 << 20);
  });
});
