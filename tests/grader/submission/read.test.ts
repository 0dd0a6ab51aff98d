import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSubmission } from "@cryolab/grader/internal/submission/index";
import { expect } from "chai";

describe("readSubmission", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "cryolab-read-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const read = (name: string, content: string | Uint8Array): ReturnType<typeof readSubmission> => {
    writeFileSync(join(folder, name), content);
    return readSubmission(join(folder, name));
  };
  const notebook = (...cells: unknown[]): string => JSON.stringify({ nbformat: 4, metadata: {}, cells });
  const expectUnreadable = async (
    found: ReturnType<typeof readSubmission>,
    message: string | RegExp,
  ): Promise<void> => {
    const result = await found;
    expect(result).to.have.property("status", "unreadable");
    if (typeof message === "string") expect(result).to.have.property("message", message);
    else expect((result as { message: string }).message).to.match(message);
  };

  it("reads a file as one cell with the file's name", async () => {
    expect(await read("dft.ts", "const λ = 1\r\n")).to.deep.equal({
      name: "dft.ts",
      kind: "file",
      cells: [{ source: "const λ = 1\r\n", label: "dft.ts" }],
    });
  });
  it("drops a byte order mark", async () => {
    expect(await read("bom.ts", "\uFEFFlet a")).to.have.deep.property("cells", [{ source: "let a", label: "bom.ts" }]);
    expect(await read("bom.ipynb", `\uFEFF${notebook()}`)).to.have.deep.property("cells", []);
  });
  it("reads an empty file", async () => {
    expect(await read("empty.ts", "")).to.have.deep.property("cells", [{ source: "", label: "empty.ts" }]);
  });

  it("reads code cells, sources as one string or as lines, with ids and tags", async () => {
    const found = await read(
      "a.ipynb",
      notebook(
        { cell_type: "markdown", source: "# Title" },
        { cell_type: "code", id: "one", source: "let a", outputs: [{ text: "x" }], metadata: { tags: ["x/y", 3] } },
        { cell_type: "raw", source: "raw" },
        { cell_type: "code", source: ["let b\n", "let c", 7], metadata: { tags: "x" } },
      ),
    );
    expect(found).to.deep.equal({
      name: "a.ipynb",
      kind: "notebook",
      cells: [
        { source: "let a", label: "cell 1", id: "one", tags: ["x/y"] },
        { source: "let b\nlet c", label: "cell 2" },
      ],
    });
  });
  it("passes over cells that are no cells, and goes on", async () => {
    const found = await read(
      "odd.ipynb",
      notebook(
        null,
        3,
        [],
        {},
        { cell_type: "code" },
        { cell_type: "code", source: { a: 1 } },
        { cell_type: "code", source: "k" },
      ),
    );
    expect(found).to.have.deep.property("cells", [
      { source: "", label: "cell 1" },
      { source: "", label: "cell 2" },
      { source: "k", label: "cell 3" },
    ]);
  });
  it("reads nbformat 3", async () => {
    const worksheets = [
      {
        cells: [
          { cell_type: "code", input: ["let a\n", "let b"] },
          { cell_type: "heading", source: "h" },
        ],
      },
      5,
      { cells: [{ cell_type: "code", input: "let c" }] },
    ];
    expect(await read("old.ipynb", JSON.stringify({ nbformat: 3, worksheets }))).to.have.deep.property("cells", [
      { source: "let a\nlet b", label: "cell 1" },
      { source: "let c", label: "cell 2" },
    ]);
  });

  it("says what is no notebook", async () => {
    await expectUnreadable(read("not.ipynb", "hello"), /^not\.ipynb is not a notebook: Unexpected token/);
    await expectUnreadable(read("none.ipynb", ""), /^none\.ipynb is not a notebook: Unexpected end/);
    for (const json of ["{}", "[]", "null", "3", '{"cells": 3}', '{"worksheets": {}}'])
      await expectUnreadable(read("json.ipynb", json), "json.ipynb is not a notebook: it is JSON without cells");
  });
  it("says that outputs are too many, and what to do", async () => {
    const output = "x".repeat(20 << 20);
    await expectUnreadable(
      read("fat.ipynb", notebook({ cell_type: "code", source: "1", outputs: [output] })),
      "fat.ipynb is larger than 16384 KiB; clear its outputs and save it again",
    );
  });
  it("reads a notebook with large outputs", async () => {
    const output = "x".repeat(15 << 20);
    expect(await read("large.ipynb", notebook({ cell_type: "code", source: "1", outputs: [output] }))).to.have.property(
      "cells",
    );
  });
  it("limits code and cells", async () => {
    await expectUnreadable(read("long.ts", "x".repeat(200_000)), "long.ts is larger than 128 KiB");
    const code = { cell_type: "code", source: "x".repeat(70_000) };
    await expectUnreadable(
      read("long.ipynb", notebook(code, code)),
      "long.ipynb holds 140000 characters of code; at most 131072 are read",
    );
    const many = Array.from({ length: 1001 }, () => ({ cell_type: "code", source: "" }));
    await expectUnreadable(
      read("many.ipynb", notebook(...many)),
      "many.ipynb has 1001 code cells; at most 1000 are read",
    );
  });
  it("survives JSON that is nested a million deep", async () => {
    const deep = `{"cells": ${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}}`;
    expect(await read("deep.ipynb", deep)).to.satisfy((r: object) => "status" in r || "cells" in r);
  });
  it("refuses text that is not UTF-8", async () => {
    await expectUnreadable(read("bad.ts", Uint8Array.of(0x61, 0xff)), "bad.ts is not UTF-8 text; save it as UTF-8");
    await expectUnreadable(
      read("utf16.ipynb", Buffer.from("\uFEFF{}", "utf16le")),
      "utf16.ipynb is not UTF-8 text; save it as UTF-8",
    );
  });

  it("refuses what is not a plain file", async () => {
    await expectUnreadable(readSubmission(join(folder, "gone.ts")), "gone.ts: there is no such file");
    await expectUnreadable(readSubmission(join(folder, "a.ipynb", "b.ts")), "b.ts: there is no such file");
    mkdirSync(join(folder, "dir.ts"));
    await expectUnreadable(readSubmission(join(folder, "dir.ts")), "dir.ts: it is not a plain file");
    await expectUnreadable(read("f.py", "x"), "f.py is neither a .ts file nor an .ipynb notebook");
  });
  it("does not follow a link to a solution", async function () {
    if (process.platform === "win32") this.skip(); // links need rights there
    writeFileSync(join(folder, "solution.ts"), "secret");
    symlinkSync(join(folder, "solution.ts"), join(folder, "link.ts"));
    await expectUnreadable(readSubmission(join(folder, "link.ts")), "link.ts: it is a link; hand in the file itself");
    symlinkSync("/dev/zero", join(folder, "zero.ts"));
    await expectUnreadable(readSubmission(join(folder, "zero.ts")), "zero.ts: it is a link; hand in the file itself");
    linkSync(join(folder, "solution.ts"), join(folder, "hard.ts"));
    expect(await readSubmission(join(folder, "hard.ts"))).to.have.property("kind", "file");
  });
  it("does not wait at a pipe", async function () {
    if (process.platform === "win32") this.skip(); // no named pipes in folders there
    execFileSync("mkfifo", [join(folder, "pipe.ts")]);
    await expectUnreadable(readSubmission(join(folder, "pipe.ts")), "pipe.ts: it is not a plain file");
  });
});
