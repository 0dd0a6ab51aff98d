/** @file `release`, `similarity` and `export` as an instructor types them, in the folder of a class. */

import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { lab as classLab, handIn, type Lab, plainSet } from "../class.ts";
import { notebook, right, solution, starter, wrong } from "../course.ts";

const PROGRAM = fileURLToPath(new URL("../program.js", import.meta.url));

describe("an instructor's commands", function () {
  this.timeout(240_000);
  let lab: Lab;
  before(() => {
    lab = classLab(["ada", "bob", "cyd", "<script>"]);
    plainSet(lab.cls);
    const answer = (text: string) => notebook([`%%exercise fourier/tiny\n${text}`]);
    const long = solution.replace(
      "const re =",
      "const unit = (2 * Math.PI) / n; if (unit < 0) return x;\n  const re =",
    );
    const copy = long
      .replaceAll("angle", "winkel")
      .replaceAll("sum", "summe")
      .replace(/\/\*\*.*\*\//, "// mine");
    handIn(lab.cls, "ada", answer(starter), 900);
    handIn(lab.cls, "ada", answer(long), 1000, 2);
    handIn(lab.cls, "bob", answer(copy), 2000);
    handIn(lab.cls, "cyd", answer(starter), 3000);
    handIn(lab.cls, "<script>", answer(`${long}\n}{ not typescript`), 4000);
  });
  after(() => lab.remove());

  function cryolab(...args: string[]): Promise<{ code: number | string; stdout: string; stderr: string }> {
    const env = { ...process.env, NO_COLOR: "1", CRYOLAB_CLASS: lab.folder };
    return new Promise((resolve) =>
      execFile(process.execPath, [PROGRAM, ...args], { env, cwd: lab.folder }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      ),
    );
  }

  it("similarity takes the last answer of each, tells copies, and writes a page in which names are text", async () => {
    const { stdout, code } = await cryolab("similarity", "ps1");
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/^fourier\/tiny {2}3 answers compared\n {2}same {3}ada, bob\n/)
      .and.to.match(/ %\s+<script> · ada|ada/);
    const page = readFileSync(join(lab.folder, "similarity-ps1.html"), "utf8");
    expect(page).to.include("&lt;script&gt;").and.not.to.include("<script");
    const [section] = JSON.parse((await cryolab("similarity", "ps1", "--json", "--least", "0")).stdout);
    expect(section).to.deep.include({ exercise: "fourier/tiny", compared: 3, little: 1, same: [["ada", "bob"]] });
    expect((await cryolab("similarity", "ps1", "--least", "80")).stderr).to.include("--least must be 0 to 1, got 80");
    expect((await cryolab("similarity", "ps9")).stderr).to.include('no problem set "ps9"');
  });

  it("release writes into the class, remembers when, and refuses a planted secret with status 1", async () => {
    const { stdout, code } = await cryolab("release", "ps1");
    expect([code, stdout]).to.deep.equal([0, stdout]);
    expect(stdout).to.match(
      /^release.ps1\.zip .*\nsha256 {3}[0-9a-f]{64}\nsearched for 12 secret files: none is in it\n$/,
    );
    const row = lab.cls.db.prepare<{ released_at: number }>("select released_at from problem_set").get();
    expect(row?.released_at).to.be.greaterThan(Date.now() - 600_000);
    const test = join(lab.course.root, "exercises/fourier/tiny/tiny.test.ts");
    const text = readFileSync(test, "utf8");
    writeFileSync(test, `${text}\n${right["other-order"]}\n${wrong["one-off"]}`);
    const refused = await cryolab("release", "ps1");
    writeFileSync(test, text);
    expect(refused.code).to.equal(1);
    expect(refused.stderr)
      .to.include("nothing was written")
      .and.to.include("exercises/fourier/tiny/tiny.test.ts holds");
  });

  it("export writes a course folder of nbgrader without a solution, and every command teaches", async () => {
    expect((await cryolab("export", "nbgrader", "ps1")).stdout).to.include("nbgrader generate_assignment ps1");
    const folder = join(lab.folder, "export", "ps1-nbgrader");
    expect(existsSync(join(folder, "nbgrader_config.py"))).to.equal(true);
    const text = readFileSync(join(folder, "source", "ps1", "ps1.ipynb"), "utf8");
    expect(text).to.include('"points": 10').and.to.include("BEGIN HIDDEN TESTS").and.not.to.include("Math.sin");
    for (const args of [["release"], ["similarity"], ["export"], ["export", "gradescope"], ["export", "nbgrader"]])
      expect((await cryolab(...args, "--help")).stdout, args.join(" ")).to.match(/Examples?:\n {2}\$ cryolab /);
  });
});
