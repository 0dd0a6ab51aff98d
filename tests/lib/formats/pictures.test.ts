import { formats } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { bytesOf, faultOf, other } from "./other-golden.ts";

const { readPng, readTiff } = formats;

/** A copy with bytes changed. */
function patched(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy.set(values, at);
  return copy;
}

describe("readPng", () => {
  for (const { name, file, data } of other.png)
    it(`reads what Pillow wrote: ${name}`, () => {
      const image = readPng(bytesOf(file));
      expect(image.shape).to.deep.equal([3, 5]);
      expectClose(image.data, data, 1e-10); // weights of three colours, rounded
    });

  const png = bytesOf(other.png[0].file);
  const broken: readonly (readonly [name: string, bytes: Uint8Array, offset: number, message: string])[] = [
    ["no PNG", patched(png, 0, 0), 0, "the file must start with the signature of PNG"],
    ["short", png.subarray(0, 20), 20, "expected at least 33 bytes, got 20"],
    ["no width", patched(png, 16, 0, 0, 0, 0), 16, "width and height must be at least 1, got 0 and 3"],
    [
      "a claim of gigapixels",
      patched(png, 16, 127, 0, 0, 0, 127, 0, 0, 0),
      16,
      "2130706432 x 2130706432 pixels cannot come from",
    ],
    ["a bad checksum", patched(png, 45, 1, 2, 3), 33, "the picture is damaged"],
    ["cut short", png.subarray(0, png.length - 20), 33, "the picture is damaged"],
  ];
  for (const [name, bytes, offset, message] of broken)
    it(`says where: ${name}`, () => {
      const fault = faultOf(() => readPng(bytes));
      expect(fault.message).to.contain(`readPng: ${message}`);
      expect(fault.offset).to.equal(offset);
    });
});

describe("readTiff", () => {
  for (const { name, file, pages } of other.tiff)
    it(`reads what Pillow and tifffile wrote: ${name}`, () => {
      for (const [page, data] of pages.entries()) {
        const image = readTiff(bytesOf(file), { page });
        expect(image.shape).to.deep.equal([3, 5]);
        expectClose(image.data, data, 1e-10);
      }
      expect(faultOf(() => readTiff(bytesOf(file), { page: pages.length })).message).to.equal(
        `readTiff: page must be below the ${pages.length} of the file, got ${pages.length}`,
      );
    });

  const tiff = bytesOf(other.tiff[0].file);
  const first = new DataView(tiff.buffer).getUint32(4, true);
  const count = new DataView(tiff.buffer).getUint16(first, true);
  const broken: readonly (readonly [name: string, bytes: Uint8Array, offset: number, message: string])[] = [
    ["short", tiff.subarray(0, 4), 4, "expected at least 8 header bytes, got 4"],
    ["no TIFF", patched(tiff, 0, 1, 2), 0, "the file must start with II or MM"],
    ["BigTIFF", patched(tiff, 2, 43), 2, "the third word must be 42, got 43"],
    ["a directory beyond the file", patched(tiff, 4, 255, 255, 255, 127), 4, "a directory must lie within"],
    ["too many entries", patched(tiff, first, 255, 255), first, "a directory of 65535 entries must end within"],
    ["a gigapixel", patched(tiff, first + 10, 255, 255, 255, 127), first, "2147483647 x 3 pixels cannot come from"],
    ["values beyond the file", patched(tiff, first + 6, 255, 255, 255, 15), first + 2, "the values of tag"],
  ];
  for (const [name, bytes, offset, message] of broken)
    it(`says where: ${name}`, () => {
      const fault = faultOf(() => readTiff(bytes));
      expect(fault.message).to.contain(`readTiff: ${message}`);
      expect(fault.offset).to.equal(offset);
    });

  it("does not go in a circle", () => {
    const circle = Uint8Array.from(tiff);
    new DataView(circle.buffer).setUint32(first + 2 + 12 * count, first, true);
    expect(faultOf(() => readTiff(circle, { page: 1 })).message).to.contain("directories must not point in a circle");
  });

  it("refuses a page that is no number", () => {
    expect(() => readTiff(tiff, { page: -1 })).to.throw(
      RangeError,
      "readTiff: page must be a whole number >= 0, got -1",
    );
  });
});
