/** @file What is planted is found: a secret file in any dress, a run of its words, and then nothing is written. */

import { gzipSync } from "node:zlib";
import { addCanaries, canaries, canaryOf, withCanary } from "@cryolab/grader/internal/release/canary";
import { type Forbidden, forbidden, leaks } from "@cryolab/grader/internal/release/leaks";
import { expect } from "chai";
import { zipSync } from "fflate";
import { type Course, course, files, hiddenTest, solution, starter, visibleTest, wrong } from "../course.ts";

const text = (content: string) => Buffer.from(content);

describe("canaries", () => {
  it("are the last line, once, and leave the first as it is", () => {
    const given = withCanary("// What is wrong.\nexport const a = 1;\n");
    expect(given).to.match(/^\/\/ What is wrong\.\nexport const a = 1;\n\n\/\/ canary [0-9a-f]{32}\n$/);
    expect(withCanary(given)).to.equal(given);
    expect(withCanary(given.trimEnd())).to.equal(given.trimEnd());
    expect(canaryOf("// canary 12\n")).to.equal(undefined);
    expect(canaryOf(withCanary("a"))).not.to.equal(canaryOf(withCanary("a")));
  });

  it("are given to files without one, and anew to copies", () => {
    const lab = course({ ...files(), "solutions/fourier/tiny/tiny.ts": solution });
    try {
      const copy = withCanary(wrong.conjugated);
      lab.write("tests/hidden/fourier/tiny/wrong/conjugated.ts", copy);
      lab.write("tests/hidden/fourier/tiny/wrong/copied.ts", copy);
      expect(() => forbidden(lab.root)).to.throw("2 secret files have no canary of their own");
      expect(addCanaries(lab.root)).to.deep.equal([
        "solutions/fourier/tiny/tiny.ts",
        "tests/hidden/fourier/tiny/wrong/copied.ts",
      ]);
      const { without, twice, byCanary } = canaries(lab.root);
      expect([without, twice, byCanary.size]).to.deep.equal([[], [], 13]);
      expect(addCanaries(lab.root)).to.deep.equal([]);
    } finally {
      lab.remove();
    }
  });
});

describe("leaks", () => {
  let lab: Course;
  let secret: Forbidden;
  let canary: string;
  const path = "tests/hidden/fourier/tiny/tiny.hidden.test.ts";
  before(() => {
    lab = course();
    secret = forbidden(lab.root);
    canary = [...secret.canaries].find(([, file]) => file === path)?.[0] as string;
  });
  after(() => lab.remove());
  const find = (content: Uint8Array, name = "x.bin") => leaks(new Map([[name, content]]), secret);
  const found = (content: Uint8Array) => find(content).some(({ of, how }) => of === path && how.includes(canary));

  it("finds a canary in any byte, alone or in the middle", () => {
    expect(found(text(canary))).to.equal(true);
    expect(found(text(`\0\xff${"ab".repeat(40)}${canary}${"0f".repeat(30)}`))).to.equal(true);
    expect(found(text(canary.toUpperCase()))).to.equal(true);
    expect(found(text(canary.slice(1)))).to.equal(false);
    expect(found(text(canary.replace(/.$/, (c) => (c === "0" ? "1" : "0"))))).to.equal(false);
  });

  it("finds it in UTF-16, base64 at every offset, hexadecimal digits and percent-free JSON", () => {
    const line = `// canary ${canary}\n`;
    expect(found(Buffer.from(line, "utf16le")), "UTF-16").to.equal(true);
    expect(found(Buffer.from(line, "utf16le").swap16()), "UTF-16, big end first").to.equal(true);
    expect(found(Buffer.concat([Buffer.of(1), Buffer.from(line, "utf16le")])), "UTF-16 at an odd place").to.equal(true);
    for (const before of ["", "a", "ab", "abc"])
      for (const encoding of ["base64", "base64url", "hex"] as const)
        expect(found(text(`x = "${Buffer.from(before + line).toString(encoding)}"`)), encoding).to.equal(true);
    const lines = Buffer.from(`${"some words before it, and ".repeat(5)}${line}`)
      .toString("base64")
      .replace(/.{76}/g, "$&\n");
    expect(found(text(lines)), "lines of base64").to.equal(true);
    expect(found(text(JSON.stringify({ a: lines }))), "lines of base64 in JSON").to.equal(true);
    const twice = Buffer.from(Buffer.from(line).toString("base64")).toString("base64");
    expect(found(text(twice)), "base64 twice").to.equal(true);
  });

  it("finds it in zips, names in zips, gzip, tar, and each within the other", () => {
    const line = text(`// canary ${canary}\n`);
    const inZip = zipSync({ "a/b.ts": line });
    expect(found(inZip)).to.equal(true);
    expect(found(zipSync({ [`${canary}.txt`]: text("") }))).to.equal(true);
    expect(found(gzipSync(line))).to.equal(true);
    expect(found(gzipSync(tar("package/x.ts", line)))).to.equal(true);
    expect(found(zipSync({ "packages/x.tgz": gzipSync(tar("x.zip", Buffer.from(inZip))) }))).to.equal(true);
    expect(found(text(Buffer.from(inZip).toString("base64")))).to.equal(true);
  });

  it("does not choke on what only looks like an archive", () => {
    for (const bytes of [
      text("PK\x03\x04 no zip"),
      Buffer.of(0x1f, 0x8b, 1, 2),
      Buffer.of(0x78, 0x9c),
      tar("x", text("a")).subarray(0, 512),
    ])
      expect(find(bytes)).to.deep.equal([]);
  });

  it("finds runs of a solution or a hidden test without its canary, in a text, a notebook, a statement", () => {
    const body = solution.slice(solution.indexOf("const re ="), solution.indexOf("return {"));
    const traced = (content: string, name: string) => find(text(content), name).map(({ of }) => of);
    expect(traced(body, "notes.md")).to.include("solutions/fourier/tiny/tiny.ts");
    expect(traced(`Look: \`${body.replace(/\s+/g, " ")}\``, "README.md")).to.include("solutions/fourier/tiny/tiny.ts");
    const lines = body.match(/[^\n]*\n/g) as string[];
    const book = JSON.stringify({ cells: [{ cell_type: "code", source: lines }] });
    expect(traced(book, "ps1.ipynb")).to.include("solutions/fourier/tiny/tiny.ts");
    const test = hiddenTest.slice(hiddenTest.indexOf("function slow"), hiddenTest.indexOf("describe("));
    expect(traced(test, "x.test.ts")).to.include(path);
  });

  it("is quiet about starters, visible tests, the library and other code", () => {
    const quiet = {
      "a.ts": starter,
      "b.test.ts": visibleTest,
      "c.ts": "for (let i = 0; i < n; i++) x.re[i] = y.re[i] * 2;",
    };
    for (const [name, content] of Object.entries(quiet)) expect(find(text(content), name), name).to.deep.equal([]);
  });
});

/** A tar of one file. */
function tar(name: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(512);
  head.write(name);
  head.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
  head.write("ustar\0", 257);
  return Buffer.concat([head, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
