import { setTimeout as sleep } from "node:timers/promises";
import { kernelArguments } from "@cryolab/kernel/internal/installer";
import { expect } from "chai";
import { executeContent, KernelClient, plain, type Received } from "./client.ts";

describe("a cell that the kernel cannot bear", function () {
  this.timeout(60_000);

  it("because it fills the heap is stopped, says so, and leaves the kernel and its variables", async () => {
    const small = (argument: string): string => argument.replace(/^(--max-old-space-size)=.*/, "$1=300");
    const kernel = await KernelClient.start({ args: (file) => kernelArguments(file).map(small) });
    await kernel.execute("const keep = 41;");
    const filling = "const rows: number[][] = [];\nwhile (true) rows.push(Array.from({ length: 1000 }, Math.random));";
    const { reply, outputs } = await kernel.execute(filling, { timeout: 25_000 });
    expect(reply).to.include({ status: "error", ename: "OutOfMemory" });
    expect(plain(outputs.at(-1)?.content.traceback.join("\n"))).to.equal(
      "OutOfMemory: the cell was stopped: it filled the 300 MB that the kernel may use; the variables of earlier cells are kept",
    );
    // What it left behind is gone, or this cell would be stopped too.
    expect(await kernel.text("await new Promise<void>((r) => setTimeout(r, 400)); keep + 1")).to.equal("42");
    await kernel.kill();
  });
  it("because the kernel is ended from outside says so before it goes", async () => {
    const kernel = await KernelClient.start();
    const id = await kernel.send("execute_request", executeContent("await new Promise(() => {})"));
    await sleep(300);
    kernel.process.kill("SIGTERM");
    const { content } = await kernel.until(id, ({ type }) => type === "stream", 3000, "last word");
    expect(content).to.deep.equal({
      name: "stderr",
      text: "The kernel was ended from outside, by SIGTERM, before the cell was done.\n",
    });
    expect(await kernel.exited).to.equal(0);
    await kernel.kill();
  });
  it("because it waits where nothing can end it costs the kernel, and the notebook says so", async () => {
    const kernel = await KernelClient.start();
    const code =
      'import { execFileSync } from "node:child_process";\nconsole.log("begun");\nawait new Promise((r) => setTimeout(r, 50)); execFileSync(process.execPath, ["-e", "setTimeout(() => {}, 8000)"]);';
    const id = await kernel.send("execute_request", executeContent(code));
    await kernel.until(id, ({ type }) => type === "stream", 10_000, "begin");
    await sleep(100);
    await kernel.interrupt();
    const isLastWord = ({ type, content }: Received): boolean => type === "stream" && content.name === "stderr";
    const { content } = await kernel.until(id, isLastWord, 8000, "last word");
    expect(content.text).to.equal(
      "The cell could not be stopped: it waits, or loops, where Node allows no end. The kernel was ended.\n",
    );
    await kernel.exited;
    await kernel.kill();
  });
});
