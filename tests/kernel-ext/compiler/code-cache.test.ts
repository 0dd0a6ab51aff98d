import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCached } from "@cryolab/kernel/internal/compiler/code-cache";
import { expect } from "chai";

const require = createRequire(import.meta.url);

describe("loadCached", () => {
  let folder: string;
  let path: string;
  let cache: string;
  const load = () => {
    delete require.cache[path];
    return loadCached("sample", { path, folder: cache });
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cryolab-cache-"));
    path = join(folder, "sample.js");
    cache = join(folder, "cache");
    writeFileSync(
      path,
      "exports.add = (a, b) => a + b; exports.file = __filename; exports.dir = require('node:path').sep;\n",
    );
  });
  afterEach(() => {
    delete require.cache[path];
    rmSync(folder, { recursive: true });
  });

  it("gives what require would give, and gives it to require too", () => {
    const { add, file } = load().exports as { add(a: number, b: number): number; file: string };
    expect([add(1, 2), file]).to.deep.equal([3, path]);
    expect(require(path).add).to.equal(add);
  });
  it("keeps the code once, takes it at the next load, and not for a file that changed", () => {
    const first = load();
    expect(existsSync(cache)).to.equal(false);
    first.save();
    const second = load();
    expect(second.fromCache).to.equal(true);
    expect((second.exports as { add(a: number, b: number): number }).add(2, 3)).to.equal(5);
    writeFileSync(path, "exports.add = () => 'new';\n");
    utimesSync(path, 1000, 1000);
    const changed = load();
    expect(changed.fromCache).to.equal(false);
    expect((changed.exports as { add(): string }).add()).to.equal("new");
  });
  it("does without a cache that is broken, or a folder that cannot be made", () => {
    utimesSync(path, 1000, 1000);
    load().save();
    const [file] = readdirSync(cache);
    writeFileSync(join(cache, file), "nonsense");
    // Another text of the same length and date, for V8 remembers in its own memory what it compiled.
    writeFileSync(path, readFileSync(path, "utf8").replace("a + b", "a - b"));
    utimesSync(path, 1000, 1000);
    const again = load();
    expect((again.exports as { add(a: number, b: number): number }).add(3, 2)).to.equal(1);
    expect(again.fromCache).to.equal(false);
    again.save();
    expect(readFileSync(join(cache, file)).length).to.be.above(100);
    rmSync(cache, { recursive: true });
    writeFileSync(cache, "a file in its place");
    load().save();
    expect(load().fromCache).to.equal(false);
  });
});
