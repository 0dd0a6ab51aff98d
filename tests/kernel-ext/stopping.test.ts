import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { executeContent, KernelClient } from "./client.ts";

describe("a loop that awaits, stopped, over ZeroMQ", function () {
  this.timeout(30_000);
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
    await kernel.execute(
      [
        "let ticks = 0;",
        "const pause = (ms = 4): Promise<void> => new Promise((done) => setTimeout(done, ms));",
        "async function forever(): Promise<never> { for (;;) { await pause(); ticks++; } }",
        "class Clock { async run(): Promise<void> { while (true) { ticks += (await pause(), 1); } } }",
        "async function* beats() { for (let i = 0; ; i++) { await pause(); yield i; } }",
        "const arrow = async (): Promise<void> => (await pause(), ticks++, arrow());",
      ].join("\n"),
    );
  });
  after(async () => {
    await kernel.kill();
  });

  const ticks = async (): Promise<number> => Number(await kernel.text("ticks"));
  /** Whether something still counts. */
  const counts = async (): Promise<boolean> => {
    const before = await ticks();
    await sleep(100);
    return (await ticks()) > before;
  };
  const stop = async (code: string): Promise<void> => {
    const id = await kernel.send("execute_request", executeContent(`console.log("begun"); ${code}`));
    await kernel.until(id, ({ type }) => type === "stream", 10_000, "begin");
    await sleep(100);
    const start = performance.now();
    await kernel.interrupt();
    const { reply } = await kernel.answer(id);
    expect(performance.now() - start).to.be.lessThan(1000);
    expect(reply).to.include({ status: "error", ename: "Interrupted" });
  };

  const cells = {
    "of the cell": "while (true) { await pause(); ticks++; }",
    "of a function of an earlier cell": "await forever()",
    "of a method": "await new Clock().run()",
    "of a function that calls itself": "await arrow()",
    "over an async generator": "for await (const i of beats()) ticks++;",
    "of a function that nobody awaits": "forever(); await new Promise(() => {})",
    "of a call-back":
      "setTimeout(async () => { for (;;) { await pause(); ticks++; } }, 5); await new Promise(() => {})",
    "that catches all": "while (true) { try { await pause(); ticks++; } catch {} }",
  };
  for (const [what, code] of Object.entries(cells))
    it(`${what} goes on no more, with every variable kept`, async () => {
      const before = await ticks();
      await stop(code);
      expect(await ticks()).to.be.above(before);
      expect(await counts()).to.equal(false);
    });
  it("of an imported local file goes on no more", async () => {
    writeFileSync(
      join(kernel.cwd, "clock.ts"),
      "export const clock = { n: 0 };\nexport async function run(): Promise<void> {\n  for (;;) {\n    await new Promise((done) => setTimeout(done, 4));\n    clock.n++;\n  }\n}\n",
    );
    await stop('import { clock, run } from "./clock";\nawait run();');
    await kernel.execute('import { clock } from "./clock"');
    const n = await kernel.text("clock.n");
    expect(Number(n)).to.be.above(0);
    await sleep(100);
    expect(await kernel.text("clock.n")).to.equal(n);
  });
  it("says nothing more: what it leaves unawaited is no error of anybody's", async () => {
    await stop("forever(); await forever()");
    await sleep(50);
    expect(await kernel.text("console.log('next')")).to.equal("next\n");
  });
  it("does its `finally`", async () => {
    await kernel.execute("let closed = 0;");
    await stop("try { await forever(); } finally { closed++; }");
    await sleep(20); // it comes back from its pause
    expect(await kernel.text("closed")).to.equal("1");
  });
  it("can be called again, and its twin of an earlier cell is left to go on", async () => {
    await kernel.execute(
      "let own = 0; let over = false; (async () => { while (!over) { await pause(); own++; } })(); 0",
    );
    await stop("await forever()");
    const before = Number(await kernel.text("own"));
    await sleep(60);
    expect(Number(await kernel.text("own"))).to.be.above(before);
    await kernel.execute("over = true;");
    const id = await kernel.send(
      "execute_request",
      executeContent("await Promise.race([forever(), pause(100)]); ticks"),
    );
    expect((await kernel.answer(id)).reply.status).to.equal("ok");
    expect(await counts()).to.equal(true); // it lost the race, and nobody stopped it
  });
  it("keeps the places of errors, in every kind of async function", async () => {
    const code = [
      "const fail = async (): Promise<never> => { await null; throw new Error('bad'); };",
      "async function outer(): Promise<void> {",
      '  "a directive";',
      "  await null;   await fail();",
      "}",
      "await outer();",
    ].join("\n");
    expect(await kernel.text(code)).to.match(
      /at fail \(cell \[\d+\], line 1:62\)\n {4}at async outer \(cell \[\d+\], line 4:17\)\n {4}at cell \[\d+\], line 6:1$/,
    );
  });
});
