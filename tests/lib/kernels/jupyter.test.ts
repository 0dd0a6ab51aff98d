/** @file The kernels in a notebook: chosen, with threads that start in a cell and end with the kernel. */

import { expect } from "chai";
import { KernelClient } from "../../kernel-ext/client.js";

describe("the numeric core in the Jupyter kernel", () => {
  it("runs WebAssembly with threads, and lets the kernel end", async () => {
    const kernel = await KernelClient.start({ env: { CRYOLAB_KERNELS: "", CRYOLAB_THREADS: "2" } });
    try {
      const cell = `const stack: cryo.ImageStack = { shape: [128, 64, 64], data: new Float32Array(128 * 4096).fill(1) };
const F = cryo.kernels.fftStack(stack);
const { kind, running } = cryo.kernels.engine();
console.log(kind !== "plain", running, F.re[0]);`;
      const { reply, outputs } = await kernel.execute(cell, { timeout: 30_000 });
      expect(reply.status).to.equal("ok");
      expect(outputs.map(({ content }) => content.text ?? "").join("")).to.equal("true 1 4096\n");
      expect(await kernel.shutdown()).to.equal(0);
    } finally {
      await kernel.kill();
    }
  }).timeout(60_000);
});
