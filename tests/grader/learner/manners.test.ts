/** @file A learner's commands as a learner types them, in the folder of a release. */

import { execFile, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { type Course, solution, starter, wrong } from "../course.ts";
import { descendantsOf, gone, until } from "../processes.ts";
import { answeredNotebook, released } from "./released.ts";

const PROGRAM = fileURLToPath(new URL("../program.js", import.meta.url));

describe("a learner's commands", function () {
  this.timeout(240_000);
  let lab: Course;
  const env = () => ({ ...process.env, NO_COLOR: "1", CRYOLAB_ROOT: lab.root });
  beforeEach(() => {
    lab = released();
  });
  afterEach(() => lab.remove());

  function cryolab(...args: string[]): Promise<{ code: number | string; stdout: string; stderr: string }> {
    return new Promise((resolve) =>
      execFile(process.execPath, [PROGRAM, ...args], { env: env(), cwd: lab.root }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      ),
    );
  }
  const answer = (text: string) => lab.write("exercises/fourier/tiny/tiny.ts", text);

  it("next gives the statement, list marks it, hint climbs from what failed to the last, and counts", async () => {
    expect((await cryolab("next")).stdout).to.match(
      /^# The transform of a short line[\s\S]*write in exercises.fourier.tiny.tiny\.ts/,
    );
    expect((await cryolab("list")).stdout).to.match(/^fourier\/tiny +14 points +20 min .* ▸\n/);
    expect((await cryolab("hint")).stdout).to.equal(
      "what failed  nothing is written yet. Begin so: one sum for every k.\nnext: cryolab hint fourier/tiny\n",
    );
    expect((await cryolab("hint")).stdout).to.equal("1/3  How many sums are there?\nnext: cryolab hint fourier/tiny\n");
    await cryolab("hint", "fourier/tiny");
    for (let i = 0; i < 2; i++)
      expect((await cryolab("hint", "fourier/tiny")).stdout).to.equal("3/3  The angle is −2π k j / n.\n");
    expect((await cryolab("list")).stdout).to.include("4 hints");
  });

  it("check runs what is answered, in file and notebook; the first hint names the test that failed", async () => {
    expect((await cryolab("check")).stdout).to.equal(
      "not answered yet: fourier/tiny\n0 answers checked, 0 with all visible tests passed\n",
    );
    answer(wrong["scaled-by-n"]);
    answeredNotebook(lab, solution);
    const { stdout, code } = await cryolab("check");
    expect(code).to.equal(1);
    expect(stdout)
      .to.match(/fourier\/tiny · 1 of 2 points .*tiny\.ts\n/)
      .and.to.match(/fourier\/tiny · 2 of 2 points .*ps1\.ipynb\n/);
    expect((await cryolab("hint", "fourier/tiny")).stdout).to.match(
      /^what failed {2}"turns a lone 1 into ones" \(fail\)\. wrong values/,
    );
    answer(solution);
    expect((await cryolab("check", "fourier/tiny")).code).to.equal(0);
    expect((await cryolab("list")).stdout)
      .to.include("✓")
      .and.to.include("1 with all visible tests passed");
  });

  it("reset puts the starter back and keeps every version that was there", async () => {
    for (const text of [solution, wrong["real-only"]]) {
      answer(text);
      expect((await cryolab("reset", "fourier/tiny")).stdout).to.include("is the starter again\nwhat you wrote is in ");
      expect(readFileSync(join(lab.root, "exercises/fourier/tiny/tiny.ts"), "utf8")).to.equal(starter);
    }
    const kept = join(lab.root, ".cryolab/kept/fourier");
    const texts = readdirSync(kept).map((name) => readFileSync(join(kept, name), "utf8"));
    expect(texts).to.have.members([solution, wrong["real-only"]]);
    expect((await cryolab("reset", "fourier/tiny")).stdout).to.match(/tiny\.ts is the starter\n$/);
    expect((await cryolab("reset", "fourier/tinny")).stderr).to.include("did you mean fourier/tiny?");
  });

  it("submit and pack say what is in the zip, and where to hand it in", async () => {
    answer(wrong["scaled-by-n"]);
    const { stdout, code } = await cryolab("submit", "ps1");
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/fourier\/tiny · 1 of 2 points/)
      .and.to.match(/ps1-submission\.zip {2}holds fourier\/tiny\.ts\nsha256 {3}[0-9a-f]{64}\n/);
    expect((await cryolab("pack", "ps1")).stdout).not.to.include("points");
    expect((await cryolab("submit", "ps1", "nowhere.ipynb")).stderr).to.include("there is no such file");
    for (const command of ["check", "next", "watch", "reset", "submit", "pack", "list", "hint"])
      expect((await cryolab(command, "--help")).stdout, command).to.match(/Examples?:\n {2}\$ cryolab /);
  });

  it("watch runs on every save without a terminal, gives a hint on h, and ends on q", async () => {
    const child = spawn(process.execPath, [PROGRAM, "watch"], { env: env(), cwd: lab.root });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await until(() => said.includes("q quit"));
    expect(said).to.include("0 of 2 points").and.not.to.include("\u001b");
    answer(solution);
    await until(() => said.includes("All visible tests pass; n goes on."));
    expect(said).to.include("2 of 2 points");
    child.stdin.write("h");
    await until(() => said.includes("what failed"));
    child.stdin.write("q");
    expect(await ended).to.equal(0);
  });

  it("watch reads keys from a terminal and gives it back as it was", async function () {
    if (process.platform !== "linux" || !existsSync("/usr/bin/script")) return this.skip(); // util-linux's pseudo-terminal
    const shell = `${process.execPath} ${PROGRAM} watch fourier/tiny; echo "status $?"; stty -a`;
    const child = spawn("script", ["-qfec", shell, "/dev/null"], { env: env(), cwd: lab.root });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await until(() => said.includes("q quit"));
    expect(said).to.include("\u001b[2J");
    child.stdin.write("s");
    await until(() => said.includes("Check yourself"));
    child.stdin.write("q");
    await ended;
    expect(said)
      .to.include("status 0")
      .and.to.match(/ icanon/)
      .and.to.match(/ echo /);
  });

  it("watch ends clean on Ctrl-C while a test runs", async function () {
    if (process.platform === "win32") return this.skip();
    answer(starter.replace("throw new Error", "for (;;); throw new Error"));
    const child = spawn(process.execPath, [PROGRAM, "watch"], { env: env(), cwd: lab.root, stdio: "ignore" });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await until(() => descendantsOf(child.pid as number).length >= 2);
    const family = descendantsOf(child.pid as number);
    child.kill("SIGINT");
    expect(await ended).to.equal(130);
    await gone(family);
  });
});
