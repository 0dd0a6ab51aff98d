/** @file The commands as a person or a script runs them: each in a process of its own. */

import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { type Course, course, files, notebook, right, solution, withBody, wrong } from "../course.ts";
import { descendantsOf, gone, until } from "../processes.ts";

const PROGRAM = fileURLToPath(new URL("../program.js", import.meta.url));

interface Outcome {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

describe("cryolab", function () {
  this.timeout(240_000);
  let lab: Course;
  before(() => {
    lab = course();
  });
  after(() => lab.remove());

  function cryolab(...args: string[]): Promise<Outcome> {
    return new Promise((resolve) => {
      const env = { ...process.env, NO_COLOR: "1", CRYOLAB_ROOT: lab.root };
      execFile(process.execPath, [PROGRAM, ...args], { env, cwd: lab.root }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  }

  it("grade --json prints the results and nothing else, whatever the answer prints", async () => {
    const fake = 'console.log(JSON.stringify({ results: [{ points: 7 }] })); console.error("noise");';
    const noisy = lab.write("inbox/ada/fourier/tiny.ts", withBody(`${fake} return x;`, fake));
    const { code, stdout, stderr } = await cryolab("grade", noisy, "--json");
    expect([code, stderr]).to.deep.equal([0, ""]);
    const { results } = JSON.parse(stdout);
    expect(Object.keys(JSON.parse(stdout))).to.deep.equal(["results"]);
    expect(results).to.have.length(1);
    expect(results[0]).to.include({ submission: noisy, exercise: "fourier/tiny", status: "graded", max: 7 });
    expect(results[0].points).to.be.lessThan(7);
    for (const test of results[0].tests)
      expect(test).to.have.all.keys("title", "hidden", "status", "points", "max", "class", "publicMessage", "ms");
  });

  it("grade finds the exercises of a notebook; --private shows values, --visible runs half", async () => {
    const path = lab.write(
      "inbox/ps1.ipynb",
      notebook([`%%exercise fourier/tiny\n${wrong.conjugated}`, "%%exercise fourier/none\nexport const a = 1;"]),
    );
    const { results } = JSON.parse((await cryolab("grade", path, "--json", "--private")).stdout);
    expect(
      results.map((r: { exercise: string; status: string; points: number }) => [r.exercise, r.status, r.points]),
    ).to.deep.equal([
      ["fourier/tiny", "graded", 4],
      ["fourier/none", "not-gradable", 0],
    ]);
    expect(results[0].tests[2].privateMessage).to.match(/expected -?\d/);
    const visible = JSON.parse(
      (await cryolab("grade", path, "--json", "--visible", "--exercise", "fourier/tiny")).stdout,
    );
    expect(visible.results[0]).to.include({ points: 2, max: 2 });
  });

  it("grade prints a table that a person can read", async () => {
    const path = lab.write("inbox/bob/fourier/tiny.ts", wrong.conjugated);
    const { stdout, code } = await cryolab("grade", path);
    expect(code).to.equal(0);
    expect(stdout).to.include(`${path} · fourier/tiny · 4 of 7 points`);
    expect(stdout).to.match(/✓ 1\/1 {2}turns a lone 1 into ones/);
    expect(stdout).to.match(/✗ 0\/3 {2}equals the slow sum for 8 samples \(hidden\) fail\n +Look at the exponent\./);
  });

  it("grade makes results of what cannot be read, and says the way out of a mistake", async () => {
    const broken = lab.write("inbox/broken.ipynb", "{");
    const empty = lab.write("inbox/empty.ipynb", notebook(["const a = 1;"]));
    const { stdout, code } = await cryolab("grade", broken, empty, "--json");
    const { results } = JSON.parse(stdout);
    expect(code).to.equal(0);
    expect(results.map((r: { status: string }) => r.status)).to.deep.equal(["unreadable", "missing"]);
    const unnamed = await cryolab("grade", lab.write("inbox/answer.ts", solution));
    expect([unnamed.code, unnamed.stdout]).to.deep.equal([1, ""]);
    expect(unnamed.stderr).to.include("add --exercise topic/slug");
    const typo = await cryolab("grade", broken, "--exercise", "fourier/tinny");
    expect(typo.stderr).to.include('no exercise "fourier/tinny"; did you mean fourier/tiny?');
  });

  it("list, hint and --help teach", async () => {
    expect((await cryolab("list")).stdout).to.match(
      /^fourier\/tiny +7 points +20 min +The transform of a short line.*\n1 exercise/,
    );
    expect((await cryolab("hint", "fourier/tiny", "1")).stdout).to.equal(
      "1/3  How many sums are there?\nnext: cryolab hint fourier/tiny\n",
    );
    expect((await cryolab("hint", "fourier/tiny", "3")).stdout).to.equal("3/3  The angle is −2π k j / n.\n");
    expect((await cryolab("hint", "fourier/tiny", "4")).stderr).to.include("must be 1 to 3 for fourier/tiny, got 4");
    for (const command of ["grade", "verify", "new", "list", "hint"])
      expect((await cryolab(command, "--help")).stdout, command).to.match(/Examples?:\n {2}\$ cryolab /);
  });

  it("verify names an exercise that is not there, and ends with status 1 and one line of counts", async () => {
    expect((await cryolab("verify", "fourier/none")).stderr).to.include('no exercise "fourier/none"');
    const old = lab;
    lab = course({ "exercises/fourier/bare/README.md": "", "solutions/README.md": "", "package.json": "{}" });
    try {
      const { stdout, code } = await cryolab("verify");
      expect(code).to.equal(1);
      expect(stdout).to.match(/^✗ fourier\/bare {2}0 wrong, 0 right\n {4}exercises.fourier.bare.bare\.ts is missing\n/);
      expect(stdout.trimEnd().split("\n").at(-1)).to.match(/^1 exercise, 0 wrong answers, 0 right answers, \d+ flaws$/);
      expect(JSON.parse((await cryolab("verify", "--json")).stdout).exercises[0].exercise).to.equal("fourier/bare");
    } finally {
      lab.remove();
      lab = old;
    }
  });

  it("new writes an exercise that runs, and verify accepts it once filled", async () => {
    const plan = { exercises: [{ id: "optics/twice", points: 15, needs: [], time: "1 h" }] };
    const made = course({
      "package.json": '{ "type": "module" }',
      "exercises/README.md": "",
      "tests/golden/course.json": JSON.stringify(plan),
    });
    const old = lab;
    lab = made;
    try {
      const id = "optics/twice";
      expect((await cryolab("new", id)).stdout).to.include(
        "next: change these files, then cryolab verify optics/twice",
      );
      expect((await cryolab("new", id)).stderr).to.include("exists already");
      expect((await cryolab("new", "cooking/soup")).stderr).to.include('unknown topic "cooking"');
      const folder = "tests/hidden/optics/twice";
      const reference = readFileSync(`${made.root}/solutions/optics/twice/twice.ts`, "utf8");
      const variant = (comment: string, term: string) => `${comment}\n${reference.replace("2 * x[j]", term)}`;
      for (const [name, term] of Object.entries({
        "no-factor": "x[j]",
        square: "x[j] * x[j]",
        half: "x[j] / 2",
        negative: "-2 * x[j]",
        thrice: "3 * x[j]",
      }))
        made.write(`${folder}/wrong/${name}.ts`, variant(`// The term is ${term}.`, term));
      for (const [name, term] of Object.entries({ sum: "x[j] + x[j]", quotient: "x[j] / 0.5" }))
        made.write(`${folder}/right/${name}.ts`, variant(`/** By ${name}. */`, term));
      // the copies bring the reference's canary along
      expect((await cryolab("verify", id)).stdout).to.include(
        "has the canary of another file; npx cryolab canary mends",
      );
      await cryolab("canary");
      const filled = await cryolab("verify", id);
      expect(filled.stdout).to.equal(
        "✓ optics/twice  7 wrong, 3 right\n" + "1 exercise, 7 wrong answers, 3 right answers, 0 flaws\n",
      );
      expect(filled.code).to.equal(0);
    } finally {
      lab = old;
      made.remove();
    }
  });

  it("leaves no process behind when interrupted", async function () {
    if (process.platform === "win32") return this.skip();
    const path = lab.write("inbox/loop/fourier/tiny.ts", withBody("for (;;);"));
    const env = { ...process.env, CRYOLAB_ROOT: lab.root };
    const child = spawn(process.execPath, [PROGRAM, "grade", path], { env, stdio: "ignore" });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await until(() => descendantsOf(child.pid as number).length >= 2);
    const family = descendantsOf(child.pid as number);
    child.kill("SIGINT");
    expect(await ended).to.equal(130);
    await gone(family);
  });
});

describe("plain mocha on a hidden test", function () {
  this.timeout(120_000);
  let lab: Course;
  before(() => {
    lab = course();
  });
  after(() => lab.remove());

  function mocha(file: string, submission?: string): Promise<Outcome> {
    const bin = `${lab.root}/node_modules/mocha/bin/mocha.js`;
    const env = { ...process.env, SUBMISSION: submission ?? "" };
    return new Promise((resolve) =>
      execFile(process.execPath, [bin, file], { cwd: lab.root, env }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      ),
    );
  }
  const hidden = "tests/hidden/fourier/tiny/tiny.hidden.test.ts";

  it("grades the reference without SUBMISSION, says so, and ends", async () => {
    const { code, stdout, stderr } = await mocha(hidden);
    expect(stdout).to.include("3 passing");
    expect(stderr).to.match(/^no SUBMISSION given: grading the reference, solutions.fourier.tiny.tiny\.ts\n$/);
    expect(code).to.equal(0);
  });
  it("grades a file or a notebook in SUBMISSION", async () => {
    const bad = await mocha(hidden, lab.write("inbox/a.ts", wrong.conjugated));
    expect(bad.stdout).to.include("2 passing").and.include("1 failing").and.include("Look at the exponent.");
    expect(bad.code).to.equal(1);
    const good = await mocha(
      hidden,
      lab.write("inbox/a.ipynb", notebook([`%%exercise fourier/tiny\n${right["other-order"]}`])),
    );
    expect([good.code, good.stderr]).to.deep.equal([0, ""]);
  });
  it("goes on in a fresh process after a death", async () => {
    const loop = solution.replace("const n =", "while (x.shape[0] === 8);\n  const n =");
    const { stdout } = await mocha(hidden, lab.write("inbox/loop.ts", loop));
    expect(stdout).to.include("2 passing").and.include("1 failing");
  });
  it("says what is wrong with a submission that cannot run", async () => {
    const { stdout } = await mocha(hidden, "inbox/nowhere.ts");
    expect(stdout).to.include("inbox/nowhere.ts: unreadable");
  });
  it("runs a visible test on the learner's own file", async () => {
    lab.write("exercises/fourier/tiny/tiny.ts", solution);
    const { stdout, code } = await mocha("exercises/fourier/tiny/tiny.test.ts");
    lab.write("exercises/fourier/tiny/tiny.ts", files()["exercises/fourier/tiny/tiny.ts"]);
    expect(stdout).to.include("2 passing");
    expect(code).to.equal(0);
  });
});
