import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { KernelClient } from "./client.ts";

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL("../../../", import.meta.url));

describe("a stock tslab kernel", function () {
  this.timeout(30_000);
  let kernel: KernelClient;
  let folder: string;
  before(async () => {
    const tslab = join(dirname(require.resolve("tslab/package.json")), "bin", "tslab");
    folder = mkdtempSync(join(tmpdir(), "cryolab-stock-"));
    const notebook = join(folder, "answer.ipynb");
    const source = `%%exercise fourier/dft\n${readFileSync(join(root, "solutions/fourier/dft/dft.ts"), "utf8")}`;
    writeFileSync(notebook, JSON.stringify({ cells: [{ cell_type: "code", source, metadata: {} }] }));
    kernel = await KernelClient.start({
      cwd: root,
      env: { JPY_SESSION_NAME: notebook },
      args: (file) => [tslab, "kernel", "--config-path", file],
    });
  });
  after(async () => {
    await kernel?.kill();
    rmSync(folder, { recursive: true });
  });
  // For 200 ms after an error tslab drops whatever comes.
  afterEach(() => sleep(250));

  it("loads the library, completes it and runs it", async () => {
    expect(await kernel.text('import * as cryo from "@cryolab/lib"')).to.equal("");
    expect((await kernel.complete("cryo.")).matches).to.include.members(["core", "random"]);
    expect((await kernel.complete("cryo.core.zer")).matches).to.deep.equal(["zeros"]);
    expect(await kernel.text("cryo.core.product([2, 3])")).to.equal("6\n");
  });
  it("has its types: a wrong use is an error, a right one is not any", async () => {
    expect(await kernel.text('cryo.core.product("2")')).to.contain("not assignable to parameter of type");
    await sleep(250);
    expect(await kernel.text("const text: string = cryo.core.zeros([2]).data")).to.contain(
      "Type 'Float64Array' is not assignable to type 'string'",
    );
    await sleep(250);
    expect((await kernel.complete("cryo.core.zeros([2]).data.")).matches).to.include("subarray");
  });
  it("gives check, hint and display what it can show", async () => {
    expect(await kernel.text('import { check, hint, display } from "@cryolab/kernel"')).to.equal("");
    const { outputs } = await kernel.execute('display({ "text/html": "<b>x</b>", "text/plain": "x" });');
    expect(outputs.find(({ type }) => type === "display_data")?.content.data).to.deep.equal({
      "text/html": "<b>x</b>",
    });
    expect(await kernel.text('await check("nothing/here")')).to.contain("check: no exercise nothing/here");
  });
  it("checks the saved notebook, the only cells it knows", async () => {
    const { outputs } = await kernel.execute('await check("fourier/dft");');
    expect(outputs.find(({ type }) => type === "display_data")?.content.data["text/html"]).to.match(
      /✓ pass.*visible tests: 2 of 2 points/,
    );
  });
});
