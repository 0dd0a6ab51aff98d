import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { KernelClient } from "./client.ts";

describe("modules of all kinds in a cell, over ZeroMQ", function () {
  this.timeout(30_000);
  let kernel: KernelClient;
  const put = (name: string, manifest: object, files: Readonly<Record<string, string>>): void => {
    const folder = join(kernel.cwd, "node_modules", name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name, version: "1.0.0", ...manifest }));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  };
  const importOnly = { type: "module", exports: { ".": { types: "./index.d.ts", import: "./index.js" } } };
  before(async () => {
    kernel = await KernelClient.start();
    put("only-import", importOnly, {
      "index.js": "export const three = 3;\nexport default function twice(x) { return 2 * x; }\n",
      "index.d.ts": "export declare const three: number;\nexport default function twice(x: number): number;\n",
    });
    put("awaits-at-top", importOnly, {
      "index.js":
        "export let loaded = await new Promise((done) => setTimeout(done, 20, 1));\nexport const more = () => ++loaded;\n",
      "index.d.ts": "export declare let loaded: number;\nexport declare function more(): number;\n",
    });
    put("fails-to-load", importOnly, {
      "index.js": "await null;\nthrow new RangeError('no luck');\n",
      "index.d.ts": "export declare const x: number;\n",
    });
    put(
      "old-style",
      { main: "./index.js", types: "./index.d.ts" },
      {
        "index.js": "module.exports = function half(x) { return x / 2; };\n",
        "index.d.ts": "declare function half(x: number): number;\nexport = half;\n",
      },
    );
    put(
      "needs-old",
      { main: "./index.js", types: "./index.d.ts" },
      {
        "index.js":
          "let how; try { how = typeof require('only-import'); } catch (error) { how = error.code; }\nexports.how = how;\n",
        "index.d.ts": "export declare const how: string;\n",
      },
    );
  });
  after(async () => {
    await kernel.kill();
  });

  it("imports a package that exports to `import` alone, with types, default and named, in the next cell too", async () => {
    expect(await kernel.text('import twice, { three } from "only-import"; twice(three)')).to.equal("6");
    expect(await kernel.text("twice(three) + 1")).to.equal("7");
    expect(
      await kernel.text('import * as all from "only-import"; [Object.keys(all).sort().join(), all.default(2)]'),
    ).to.equal("[ 'default,three', 4 ]");
    expect(await kernel.text("const s: string = three;")).to.contain("TS2322");
    expect((await kernel.complete("all.thr")).matches).to.deep.equal(["three"]);
  });
  it("imports one that awaits at its top, and its variables live", async () => {
    expect(await kernel.text('import { loaded, more } from "awaits-at-top"; [loaded, more(), loaded]')).to.equal(
      "[ 1, 2, 2 ]",
    );
  });
  it("imports both by `import()`, when it is reached, and CommonJS and local files too", async () => {
    writeFileSync(
      join(kernel.cwd, "beside.ts"),
      'import { three } from "only-import";\nexport const nine: number = three ** 2;\n',
    );
    const code = [
      'const { three: t } = await import("only-import");',
      'const { more: m } = await import("awaits-at-top");',
      'const half = (await import("old-style")).default;',
      'const { nine } = await import("./beside");',
      'const path = await import("node:path");',
      "[t, typeof m, half(5), nine, path.basename('/a/b')]",
    ].join("\n");
    expect(await kernel.text(code)).to.equal("[ 3, 'function', 2.5, 9, 'b' ]");
    expect(await kernel.text('if (1 > 2) await import("fails-to-load"); "not reached"')).to.equal("'not reached'");
  });
  it("says what a module threw, and that one is missing", async () => {
    expect(await kernel.text('import { x } from "fails-to-load"; x')).to.contain("RangeError: no luck");
    expect(await kernel.text('import { y } from "not-there"; y')).to.contain("TS2307");
    expect(await kernel.text('await import("not-there")')).to.contain("TS2307");
  });
  it("leaves what packages require among themselves alone", async () => {
    expect(await kernel.text('import { how } from "needs-old"; how')).to.match(/^'ERR_PACKAGE_PATH_NOT_EXPORTED'$/);
  });
  it("keeps the places of errors in the first line behind an import", async () => {
    put("second-import", importOnly, {
      "index.js": "export const x = 1;\n",
      "index.d.ts": "export declare const x: number;\n",
    });
    const text = await kernel.text('import { x } from "second-import"; throw new Error("bad" + x);');
    expect(text).to.match(/at cell \[\d+\], line 1:42$/);
  });
});
