/**
 * @file `export gradescope`, in a folder laid out as Gradescope lays out its container: /autograder/{source,submission,results}.
 * Gradescope itself was not asked; its image, its apt and its upload are untested.
 */

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gradescopeZip } from "@cryolab/grader/internal/release/gradescope";
import { expect } from "chai";
import { unzipSync } from "fflate";
import { type Course, course, notebook, solution, wrong } from "../course.ts";
import { set } from "../learner/released.ts";

describe("export gradescope", function () {
  this.timeout(300_000);
  let lab: Course;
  let top: string;
  const at = (...path: readonly string[]) => join(top, ...path);
  const put = (bytes: string | Uint8Array, mode: number, ...path: readonly string[]) => {
    mkdirSync(dirname(at(...path)), { recursive: true });
    writeFileSync(at(...path), bytes, { mode });
  };
  before(async function () {
    if (process.platform !== "linux" || process.arch !== "x64") return this.skip(); // elsewhere the zip asks the network
    lab = course();
    top = mkdtempSync(join(tmpdir(), "cryolab-autograder-"));
    const { bytes, whole } = await gradescopeZip(set, { root: lab.root, secret: "a secret of the class" });
    expect(whole).to.equal(true);
    const run = new Set(["setup.sh", "run_autograder"]);
    for (const [name, content] of Object.entries(unzipSync(bytes)))
      put(content, run.has(name) || /(^|\/)bin\//.test(name) ? 0o755 : 0o644, "source", name);
    const env = { PATH: "/usr/bin:/bin", HOME: "/nonexistent", AUTOGRADER: top, NO_APT: "1" };
    execFileSync("bash", [at("source", "setup.sh")], { env, stdio: "pipe" });
  });
  after(() => {
    lab?.remove();
    if (top) rmSync(top, { recursive: true, force: true });
  });

  /** Hands files in and runs the autograder as Gradescope does; without Node on the PATH. */
  function handIn(files: Readonly<Record<string, string>>) {
    for (const folder of ["submission", "results", "bin"]) rmSync(at(folder), { recursive: true, force: true });
    for (const folder of ["submission", "results", "bin"]) mkdirSync(at(folder));
    for (const [name, text] of Object.entries(files)) put(text, 0o644, "submission", name);
    put(JSON.stringify({ users: [{ email: "ada@example.org" }] }), 0o644, "submission_metadata.json");
    const env = { PATH: "/usr/bin:/bin", HOME: "/nonexistent", AUTOGRADER: top };
    const { status, stderr } = spawnSync(at("source", "run_autograder"), { env, encoding: "utf8" });
    const path = at("results", "results.json");
    return { status, stderr, results: existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined };
  }

  it("gives a right file all points of the set, and shows hidden tests after grades are published", () => {
    const { status, results } = handIn({ "fourier/tiny.ts": solution, "receipt.json": "{}" });
    expect(status).to.equal(0);
    expect(results.score).to.equal(14);
    expect(results.tests.map((test: { visibility: string }) => test.visibility)).to.deep.equal([
      ...["visible", "visible"],
      ...["after_published", "after_published", "after_published"],
    ]);
    const sum = (key: string) => results.tests.reduce((n: number, test: Record<string, number>) => n + test[key], 0);
    expect(sum("score")).to.be.closeTo(14, 0.01);
    expect(sum("max_score")).to.be.closeTo(14, 0.01);
    expect(results.output).to.match(/^isolation level [A-D]$/);
  });

  it("gives a wrong notebook some, with public messages only", () => {
    const { results } = handIn({ "work/ps1.ipynb": notebook([`%%exercise fourier/tiny\n${wrong.conjugated}`]) });
    expect(results.score).to.be.within(4, 10);
    const failed = results.tests.find((test: { status: string }) => test.status === "failed");
    expect(failed.output)
      .to.include("Look at the exponent.")
      .and.not.to.match(/expected -?\d/);
  });

  it("gives nothing for nothing, and says what is missing", () => {
    for (const files of [{}, { "x.ts": solution }, { "ps1.ipynb": "{" }] as Record<string, string>[]) {
      const { results, status } = handIn(files);
      expect([status, results.score]).to.deep.equal([0, 0]);
      expect(results.tests[0]).to.include({ score: 0, max_score: 14, status: "failed" });
      expect(results.tests[0].output).to.include("missing: no fourier/tiny.ts and no notebook");
    }
  });

  it("writes no result when the grader itself fails: that is no grade", () => {
    const hidden = at("source", "course", "tests", "hidden", "fourier", "tiny", "tiny.hidden.test.ts");
    const text = readFileSync(hidden, "utf8");
    rmSync(hidden);
    const { status, results, stderr } = handIn({ "fourier/tiny.ts": solution });
    writeFileSync(hidden, text);
    expect([status, results]).to.deep.equal([1, undefined]);
    expect(stderr).to.include("fourier/tiny: ");
  });

  it("holds no solution and no right answer", () => {
    expect(readdirSync(at("source", "course", "tests", "hidden", "fourier", "tiny")).sort()).to.deep.equal([
      "tiny.hidden.test.ts",
      "wrong",
    ]);
    expect(existsSync(at("source", "course", "solutions"))).to.equal(false);
  });
});
