import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type tsNow from "typescript";

const require = createRequire(import.meta.url);

describe("the library's declarations", function () {
  this.timeout(30_000);
  it("check under tslab's own TypeScript 5.0.4, as node10 resolves, without skipLibCheck", () => {
    // Not what a kernel of another test has put in its place.
    const id = require.resolve("@tslab/typescript-for-tslab");
    delete require.cache[id];
    const ts: typeof tsNow = require(id);
    expect(ts.version).to.equal("5.0.4");
    const entry = fileURLToPath(new URL("../../../lib/dist/index.d.ts", import.meta.url));
    const program = ts.createProgram([entry], {
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Node10,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: [],
    });
    const found = ts.getPreEmitDiagnostics(program);
    expect(
      ts.formatDiagnostics(found, {
        getCanonicalFileName: String,
        getCurrentDirectory: () => "",
        getNewLine: () => "\n",
      }),
    ).to.equal("");
    expect(program.getSourceFiles().some(({ fileName }) => fileName.endsWith("lib/dist/core/types.d.ts"))).to.equal(
      true,
    );
  });
});
