import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { KernelClient } from "./client.ts";

const require = createRequire(import.meta.url);

describe("progress, table and interact in a stock tslab kernel", function () {
  this.timeout(30_000);
  let kernel: KernelClient;
  before(async () => {
    const tslab = join(dirname(require.resolve("tslab/package.json")), "bin", "tslab");
    kernel = await KernelClient.start({
      cwd: fileURLToPath(new URL("../../../", import.meta.url)),
      args: (file) => [tslab, "kernel", "--config-path", file],
    });
    const names = "display, interact, plot, progress, table";
    expect(await kernel.text(`import { ${names} } from "@cryolab/kernel"`)).to.equal("");
  });
  after(async () => {
    await kernel?.kill();
  });
  // For 200 ms after an error tslab drops whatever comes.
  afterEach(() => sleep(250));

  /** What a cell displays as HTML or SVG, one after the other, and as text. */
  async function shown(code: string): Promise<string[]> {
    const { outputs } = await kernel.execute(code);
    return outputs
      .filter(({ type }) => type === "display_data" || type === "stream")
      .map(({ content }) => content.text ?? Object.values(content.data)[0]);
  }

  it("shows a bar once, when it has ended", async () => {
    const [bar, ...more] = await shown('for (const n of progress.over([1, 2, 3], "sum")) n.toFixed();');
    expect(bar).to.match(/^<div>sum <progress max="1" value="1".*3 of 3 \(100 %\)/);
    expect(more).to.deep.equal([]);
  });
  it("shows a table as HTML", async () => {
    const [table] = await shown("display(table([{ a: 1 }]));");
    expect(table).to.contain("<table>");
  });
  it("shows the first picture of interact, says what it is of, and has the types of its values", async () => {
    const [text, picture] = await shown(
      'interact({ n: [0, 8, 2], kind: ["a", "b"] }, ({ n, kind }) => { const a: number = n; const b: "a" | "b" = kind; return plot.line([a, b.length]); });',
    );
    expect(text).to.equal("n = 4, kind = 'a' (controls need the Cryo-EM kernel)\n");
    expect(picture).to.contain("<svg");
    expect(
      await kernel.text("interact({ n: [0, 8, 2] }, ({ n }) => { const wrong: string = n; return wrong; });"),
    ).to.contain("Type 'number' is not assignable to type 'string'");
  });
});
