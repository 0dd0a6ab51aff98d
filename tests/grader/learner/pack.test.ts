/** @file The zip that a learner hands in, its receipt, and what stands in it. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packSubmission, readReceipt, receiptFlaws } from "@cryolab/grader/internal/learner/receipt";
import { submitSet } from "@cryolab/grader/internal/learner/submit";
import { zip } from "@cryolab/grader/internal/learner/zip";
import { sha256 } from "@cryolab/grader/internal/sha256";
import { expect } from "chai";
import { unzipSync } from "fflate";
import { type Course, solution, withBody, wrong } from "../course.ts";
import { answeredNotebook, released, set } from "./released.ts";

const about = { problemSet: "ps1", at: "2026-11-24T12:00:00.000Z", cryolab: "0.1.0" };
const bytes = (text: string) => new TextEncoder().encode(text);

describe("zip", () => {
  it("is the same bytes for the same files, whatever their order and the time zone", () => {
    const [a, b] = [bytes("a"), bytes("b")];
    const before = process.env.TZ;
    const one = zip(new Map([["x/a", a], ["b", b]])); // biome-ignore format: one line
    process.env.TZ = "Pacific/Kiritimati";
    const two = zip(new Map([["b", b], ["x/a", a]])); // biome-ignore format: one line
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
    expect(sha256(one)).to.equal(sha256(two));
    expect(Object.keys(unzipSync(one))).to.deep.equal(["b", "x/a"]);
  });
});

describe("packSubmission", () => {
  const files = new Map([["ps1.ipynb", bytes("{}")], ["fourier/dft.ts", bytes("export const a = 1;")]]); // biome-ignore format: one line

  it("holds a receipt that its files meet, and that tells what was changed, lost and added", () => {
    const entries = new Map(Object.entries(unzipSync(packSubmission(about, files))));
    const receipt = readReceipt(new TextDecoder().decode(entries.get("receipt.json")));
    expect(receipt).to.deep.include(about);
    expect(receipt.files.map(({ name }) => name)).to.deep.equal(["fourier/dft.ts", "ps1.ipynb"]);
    expect(receiptFlaws(receipt, entries)).to.deep.equal([]);
    entries.set("ps1.ipynb", bytes("{ }"));
    entries.delete("fourier/dft.ts");
    entries.set("more.ts", bytes(""));
    expect(receiptFlaws(receipt, entries)).to.deep.equal([
      "fourier/dft.ts is missing",
      "ps1.ipynb was changed after it was packed",
      "more.ts was added",
    ]);
  });

  it("has a receipt that is read with suspicion", () => {
    const read = (change: object) => () => readReceipt(JSON.stringify({ ...about, files: [], ...change }));
    expect(read({})).not.to.throw();
    expect(() => readReceipt("{")).to.throw("receipt.json: not JSON");
    expect(read({ at: "yesterday" })).to.throw("at must be a time");
    expect(read({ problemSet: "../ps1" })).to.throw("problemSet must be the name");
    for (const name of ["../x", "/x", "a\\b", "a//b", ".ssh/x"])
      expect(read({ files: [{ name, sha256: "0".repeat(64) }] }), name).to.throw("files.0.name must be a plain path");
  });
});

describe("submitSet", function () {
  this.timeout(120_000);
  let lab: Course;
  beforeEach(() => {
    lab = released();
  });
  afterEach(() => lab.remove());
  const now = new Date("2026-11-24T12:00:00Z");

  it("packs the answer of a file, tests it, and writes a receipt with the sha256 of the zip", async () => {
    lab.write("exercises/fourier/tiny/tiny.ts", solution);
    const submitted = await submitSet("ps1", { root: lab.root, now });
    expect(submitted).to.deep.include({ files: ["fourier/tiny.ts"], missing: [], at: now.toISOString() });
    expect(submitted.results.map(({ points, max }) => [points, max])).to.deep.equal([[2, 2]]);
    const zipped = readFileSync(submitted.zip);
    expect(sha256(zipped)).to.equal(submitted.sha256);
    expect(JSON.parse(readFileSync(submitted.receipt, "utf8"))).to.deep.include({
      problemSet: "ps1",
      at: now.toISOString(),
      zip: "ps1-submission.zip",
      sha256: submitted.sha256,
    });
    expect(new TextDecoder().decode(unzipSync(zipped)["fourier/tiny.ts"])).to.equal(solution);
    const again = await submitSet("ps1", { root: lab.root, now, test: false });
    expect(again.sha256).to.equal(submitted.sha256);
  });

  it("packs the notebook when it answers, and says which exercises nobody answered", async () => {
    const notebook = answeredNotebook(lab, wrong.conjugated);
    const submitted = await submitSet("ps1", { root: lab.root, now });
    expect(submitted.files).to.deep.equal(["ps1.ipynb"]);
    expect(submitted.zip).to.equal(join(lab.root, "notebooks", "ps1-submission.zip"));
    expect(submitted.results[0].status).to.equal("graded");
    expect(notebook).to.include("ps1.ipynb");
  });

  it("asks which one counts when an exercise is answered twice", async () => {
    lab.write("exercises/fourier/tiny/tiny.ts", solution);
    const notebook = answeredNotebook(lab, withBody("return x;"));
    const fails = await submitSet("ps1", { root: lab.root, now }).then(String, String);
    expect(fails).to.match(
      /fourier\/tiny answered both in the notebook and in a file; which counts\? cryolab submit ps1 /,
    );
    expect(existsSync(join(lab.root, "notebooks", "ps1-submission.zip"))).to.equal(false);
    const files = await submitSet("ps1", { root: lab.root, now, files: true, test: false });
    expect(files.files).to.deep.equal(["fourier/tiny.ts", "ps1.ipynb"]);
    const book = await submitSet("ps1", { root: lab.root, now, notebook, test: false });
    expect(book.files).to.deep.equal(["ps1.ipynb"]);
  });

  it("has nothing to hand in but starters, and knows its own problem set only", async () => {
    const fails = (id: string) => submitSet(id, { root: lab.root, now }).then(String, String);
    expect(await fails("ps1")).to.include("none of fourier/tiny is answered yet");
    expect(await fails("ps2")).to.include(`the one here is ${set.id}`);
    lab.write("problem-set.json", "{}");
    expect(await fails("ps1")).to.include("is damaged");
  });
});
