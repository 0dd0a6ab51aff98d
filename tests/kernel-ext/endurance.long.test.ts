import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { executeContent, KernelClient } from "./client.ts";

describe("a kernel in long use, over ZeroMQ", () => {
  it("takes 400 cells without growing slower", async function () {
    this.timeout(180_000);
    const kernel = await KernelClient.start();
    // On the processor: the clock on the wall tells more of what else the machine does.
    const spent = async (): Promise<number> =>
      Number(await kernel.text("Object.values(process.cpuUsage()).reduce((a, b) => a + b) / 1e3"));
    const block = async (cell: (i: number) => string): Promise<number> => {
      const before = await spent();
      for (let i = 0; i < 100; i++) expect((await kernel.execute(cell(i))).reply.status).to.equal("ok");
      return ((await spent()) - before) / 100;
    };
    try {
      const blocks: number[] = [];
      for (let from = 0; from < 400; from += 100)
        blocks.push(await block((i) => `const c${from + i} = ${from + i} * 2; c${from + i}`));
      expect(await kernel.text("c0 + c399")).to.equal("798");
      // Later cells carry 400 declarations; half as much again is far more than that costs.
      expect(blocks[3] / blocks[0], blocks.join(", ")).to.be.below(2);
      const same = [await block(() => "function f(x: number): number { return 2 * x; }"), await block(() => "f(2)")];
      expect(same[1] / blocks[0], same.join(", ")).to.be.below(2);
    } finally {
      await kernel.kill();
    }
  });

  it("starts ten times in a row in one folder, answers, and ends with status 0 and no word", async function () {
    this.timeout(240_000);
    const cwd = mkdtempSync(join(tmpdir(), "cryolab-restart-"));
    try {
      for (let i = 0; i < 10; i++) {
        const kernel = await KernelClient.start({ cwd });
        expect(await kernel.text("before")).to.contain("Cannot find name 'before'");
        expect((await kernel.execute("var before = 1; console.log(before)")).reply.execution_count).to.equal(2);
        // Every other time in the middle of a cell.
        if (i % 2 === 1) await kernel.send("execute_request", executeContent("while (true) {}"));
        const restart = await kernel.request(
          "shutdown_request",
          { restart: true },
          { channel: "control", outputs: false },
        );
        expect(restart.reply).to.deep.equal({ status: "ok", restart: true });
        const status = await kernel.exited;
        if (i % 2 === 0) expect(status).to.equal(0);
        expect(kernel.log).to.equal("");
        await kernel.kill();
      }
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });

  it("stops a hundred cells, one after the other, and keeps every variable", async function () {
    this.timeout(180_000);
    const kernel = await KernelClient.start();
    try {
      await kernel.execute(
        "let stopped = 0; const pause = (): Promise<void> => new Promise((done) => setTimeout(done, 1));",
      );
      for (let i = 0; i < 100; i++) {
        const loops = ["stopped++; while (true) {}", "stopped++; while (true) await pause();"];
        const id = await kernel.send("execute_request", executeContent(loops[i % 2]));
        await kernel.until(id, ({ type }) => type === "execute_input", 20_000, "input");
        await new Promise((done) => setTimeout(done, 60));
        await kernel.interrupt();
        expect((await kernel.answer(id)).reply.ename).to.equal("Interrupted");
      }
      expect(Number(await kernel.text("stopped"))).to.be.within(80, 100); // one may be stopped before it began
      expect(kernel.log).to.equal("");
    } finally {
      await kernel.kill();
    }
  });
});
