/** @file The committed bytes of the kernels are what the compiler makes of the sources, on this machine, too. */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { root } from "../../support/root.js";

describe("lib/kernels/binary.ts, compiled anew", () => {
  it("is what the AssemblyScript of lib/kernels/as gives", () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, "bin/kernels.js"), "--check"], {
      encoding: "utf8",
    });
    expect([status, stderr]).to.deep.equal([0, ""]);
  }).timeout(300_000);
});
