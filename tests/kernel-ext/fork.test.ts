import { expect } from "chai";
import { KernelClient } from "./client.ts";

describe("the fall-back to tslab's own TypeScript, CRYOLAB_COMPILER=tslab, over ZeroMQ", function () {
  this.timeout(30_000);
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start({ env: { CRYOLAB_COMPILER: "tslab" } });
  });
  after(async () => {
    await kernel?.kill();
  });

  it("says which it is", async () => {
    const { reply } = await kernel.request("kernel_info_request", {});
    expect(reply.language_info.version).to.match(/^5\.0\./);
  });
  it("runs cells: variables of earlier ones, top-level await, a closed-over variable, the library, Node's modules", async () => {
    await kernel.execute("let n = 1; function inc(): number { return ++n; }\ninterface Lens { cs: number }");
    expect(await kernel.text("n = 10; inc()")).to.equal("11");
    expect(await kernel.text("const lens: Lens = { cs: await Promise.resolve(2.7) }; lens")).to.equal("{ cs: 2.7 }");
    expect(await kernel.text("cryo.core.zeros([2])")).to.equal("RealArray [2] Float64Array(2) [0, 0]");
    expect(await kernel.text('import { basename } from "node:path"; basename("/a/b")')).to.equal("'b'");
  });
  it("reports type errors with a code frame, and errors at run time in the cell's own lines", async () => {
    expect(await kernel.text("await null;\nconst s: string = 1;")).to.match(
      /^TypeScriptError: Type 'number' is not assignable to type 'string'\.\ncell \[\d+\], line 2:7 - TS2322: [^\n]*\n {2}1 \| await null;\n> 2 \|/,
    );
    expect(await kernel.text("interface Gone { a: 1 }\n\nthrow new RangeError('bad');")).to.match(
      /at cell \[\d+\], line 3:7$/,
    );
    expect(await kernel.text("missingName")).to.contain("TS2304");
  });
  it("completes and inspects", async () => {
    expect((await kernel.complete("cryo.random.n")).matches).to.include("normal");
    expect((await kernel.complete('check("four')).matches).to.include("fourier/dft");
    const { reply } = await kernel.request("inspect_request", {
      code: "cryo.random.normal",
      cursor_pos: 18,
      detail_level: 1,
    });
    expect(reply.data["text/plain"]).to.match(/normal\(rng: (cryo\.)?Rng\): number\n\nA normal number/);
  });
  it("stops a loop and keeps every variable", async () => {
    const id = await kernel.send("execute_request", { code: "while (true) {}", store_history: true, silent: false });
    await new Promise((done) => setTimeout(done, 200));
    await kernel.interrupt();
    expect((await kernel.answer(id)).reply).to.include({ ename: "Interrupted" });
    expect(await kernel.text("n")).to.equal("11");
  });
  it("is the only other one: a wrong name ends the kernel with a sentence", async () => {
    const wrong = await KernelClient.start({ env: { CRYOLAB_COMPILER: "tsc" } }).then(
      () => "it started",
      (error: Error) => error.message,
    );
    expect(wrong).to.contain("CRYOLAB_COMPILER: must be typescript or tslab, got tsc");
  });
});
