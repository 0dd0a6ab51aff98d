import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkFilePath, writeCellFile } from "@cryolab/kernel/internal/cell-file";
import { expect } from "chai";

describe("checkFilePath", () => {
  it("takes a path beside or below the notebook", () => {
    for (const path of ["lens.ts", "src/lens.ts", "./a..b.txt", "with blank.md"])
      expect(() => checkFilePath(path)).not.to.throw();
  });
  it("refuses what is absolute, on any system, what goes up, folders, notebooks and nothing", () => {
    for (const path of ["/etc/motd", "C:\\a.ts", "c:a.ts", "\\\\host\\a", "\\a.ts"])
      expect(() => checkFilePath(path), path).to.throw("is absolute");
    for (const path of ["../a.ts", "a/../../b.ts", "a\\..\\b.ts", ".."])
      expect(() => checkFilePath(path), path).to.throw('leaves the folder of the notebook by ".."');
    expect(() => checkFilePath("a/")).to.throw("is a folder");
    expect(() => checkFilePath("Lesson.IPYNB")).to.throw("is a notebook");
    expect(() => checkFilePath("")).to.throw("must name a file");
  });
});

describe("writeCellFile", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cryolab-file-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("writes all but the first line, makes folders, and says what it did", () => {
    expect(writeCellFile(folder, "src/a.ts", "%%file src/a.ts\nconst a = 1;\nconst b = 2;")).to.equal(
      "Wrote src/a.ts (2 lines)\n",
    );
    expect(readFileSync(join(folder, "src/a.ts"), "utf8")).to.equal("const a = 1;\nconst b = 2;\n");
    expect(writeCellFile(folder, "src/a.ts", "%%file src/a.ts\nx\n")).to.equal("Replaced src/a.ts (1 line)\n");
    expect(writeCellFile(folder, "empty", "%%file empty")).to.equal("Wrote empty (0 lines)\n");
    expect(readdirSync(join(folder, "src"))).to.deep.equal(["a.ts"]);
  });
  it("follows no link out of the folder", () => {
    const inside = join(folder, "notebooks");
    mkdirSync(inside);
    writeFileSync(join(folder, "secret"), "kept");
    symlinkSync(folder, join(inside, "up"));
    symlinkSync(join(folder, "secret"), join(inside, "link"));
    for (const path of ["up/new", "up/deeper/new", "link"])
      expect(() => writeCellFile(inside, path, "%%file\nx"), path).to.throw("leads out of the folder");
    expect(readFileSync(join(folder, "secret"), "utf8")).to.equal("kept");
    expect(existsSync(join(folder, "new"))).to.equal(false);
  });
});
