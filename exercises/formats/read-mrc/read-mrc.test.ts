import { expectClose, expectRejects } from "@cryolab/grader/testing";
import { readMrc } from "./read-mrc.js";

/** A little-endian file of int8 values, 3 Å from voxel to voxel. */
function file(extents: number[], axes: number[], values: number[]): Uint8Array {
  const bytes = new Uint8Array(1024 + values.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < 3; i++) {
    view.setInt32(4 * i, extents[i], true);
    view.setInt32(28 + 4 * i, 10, true);
    view.setFloat32(40 + 4 * i, 30, true);
    view.setInt32(64 + 4 * i, axes[i], true);
  }
  bytes.set([0x44, 0x44], 212);
  bytes.set(values, 1024);
  return bytes;
}

describe("formats/read-mrc", () => {
  it("[2] reads a map of 3 × 2 × 1 bytes, 3 Å apart", async () => {
    const volume = { shape: [1, 2, 3], data: Float64Array.of(1, 2, 3, 4, 5, -6) };
    const due = { volume, spacing: [3, 3, 3], pixelSize: 3, origin: [0, 0, 0] };
    expectClose(await readMrc(file([3, 2, 1], [1, 2, 3], [1, 2, 3, 4, 5, 250])), due, { rel: 1e-6 });
  });

  it("[1] turns a map whose columns run along y, rows along x", async () => {
    const { volume } = await readMrc(file([3, 2, 1], [2, 1, 3], [1, 2, 3, 4, 5, 6]));
    expectClose(volume, { shape: [1, 3, 2], data: Float64Array.of(1, 4, 2, 5, 3, 6) }, {});
  });

  it("[2] says where a file is wrong", async () => {
    const name = "MrcFormatError";
    await expectRejects(readMrc, [new Uint8Array(100)], { name, offset: 100 });
    await expectRejects(readMrc, [new Uint8Array(2000)], { name, offset: 212 });
    await expectRejects(readMrc, [file([3, 0, 1], [1, 2, 3], [])], { name, offset: 4 });
    await expectRejects(readMrc, [file([3, 2, 2], [1, 2, 3], [1, 2, 3])], { name, offset: 1027 });
  });
});
