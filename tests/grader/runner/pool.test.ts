/** @file Runners that stay: what they share, what they may not, what ends them, and what becomes of failures on our side. */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type ExerciseResult, gradeFile, openPool, type Pool, recordable, seedFor } from "@cryolab/grader";
import { expect } from "chai";
import { type Course, course, hiddenTest, manifest, solution, withBody, wrong } from "../course.ts";
import { descendantsOf, gone, isRunner, type Process, until } from "../processes.ts";
import { needLevel } from "../sandbox/guests.ts";

const execute = promisify(execFile);
const ID = "fourier/tiny";
const program = fileURLToPath(new URL("../program.js", import.meta.url));
const HIDDEN = "tests/hidden/fourier/tiny/tiny.hidden.test.ts";

describe("a pool", function () {
  this.timeout(120_000);
  let lab: Course;
  let pool: Pool;
  let counter = 0;
  before(() => {
    lab = course();
    pool = openPool({ workers: 2 });
  });
  after(async () => {
    await pool.close();
    lab.remove();
  });
  const write = (text: string): string => lab.write(`inbox/${++counter}/answer.ts`, text);
  const grade = (text: string, options: object = {}): Promise<ExerciseResult> =>
    gradeFile(write(text), ID, { root: lab.root, hidden: true, pool, ...options });
  const points = ({ tests }: ExerciseResult) => tests.map((test) => test.points);

  it("grades as a runner of its own does, at the same level", async () => {
    for (const text of [solution, wrong.conjugated, wrong["calls-library"]]) {
      const path = write(text);
      const options = { root: lab.root, hidden: true };
      const strip = (result: ExerciseResult) => ({
        ...result,
        tests: result.tests.map(({ ms: _, ...test }) => test),
      });
      const alone = await gradeFile(path, ID, options);
      expect(strip(await gradeFile(path, ID, { ...options, pool }))).to.deep.equal(strip(alone));
    }
  });

  it("gives each answer a process of its own: nothing of one is seen by the next", async () => {
    const leaves = withBody("(globalThis as any).left = 1; Math.cos = () => 7; for (;;);");
    expect((await grade(leaves, { visible: false, bail: true })).points).to.equal(0);
    const looks = solution.replace("const n =", 'if ("left" in globalThis) throw new Error("seen");\n  const n =');
    expect((await Promise.all(Array.from({ length: 4 }, () => grade(looks)))).map((r) => r.points)).to.deep.equal([
      7, 7, 7, 7,
    ]);
  });

  it("loads a test file afresh for each answer, and a changed one as it is now", async () => {
    const other = course();
    try {
      const count = 'let n = 0;\nit("[0] is loaded once", async () => { if (++n > 1) throw new Error("again"); });\n';
      other.write(HIDDEN, `${hiddenTest}\n${count}`);
      const path = other.write("inbox/a.ts", solution);
      const options = { root: other.root, hidden: true, visible: false, pool };
      const status = async (title: string) =>
        (await gradeFile(path, ID, options)).tests.find((test) => test.title === title)?.status;
      for (let i = 0; i < 4; i++) expect(await status("is loaded once")).to.equal("pass");
      other.write(HIDDEN, `${hiddenTest}\nit("[0] is new", async () => {});\n`);
      expect(await status("is new")).to.equal("pass");
    } finally {
      other.remove();
    }
  });

  it("draws the inputs of the seed of each job", async () => {
    const tell = withBody("throw new Error(x.re.join());");
    const secret = "a secret of the course";
    const told = async (learner: string) => {
      const seed = seedFor(secret, ID, learner);
      const result = await grade(tell, { visible: false, private: true, seed });
      return result.tests[0].privateMessage;
    };
    const [ada, bob, again] = await Promise.all([told("ada"), told("bob"), told("ada")]);
    expect(ada).to.match(/\d\.\d/);
    expect(again).to.equal(ada);
    expect(bob).not.to.equal(ada);
  });

  it("ends one grading when its signal says so, and goes on with the others", async function () {
    if (process.platform === "win32") return this.skip();
    const controller = new AbortController();
    const before = new Set(descendantsOf(process.pid).map(({ pid }) => pid));
    const loop = grade(withBody("for (;;);"), { signal: controller.signal }).catch((error: Error) => error.message);
    await until(() => descendantsOf(process.pid).some(({ pid, args }) => !before.has(pid) && !/^ps /.test(args)));
    const other = grade(solution);
    controller.abort(new Error("enough"));
    expect(await loop).to.equal("enough");
    expect((await other).points).to.equal(7);
  });

  it("replaces a runner that is killed, and tries its answer again", async function () {
    if (process.platform === "win32") return this.skip();
    let killed = false;
    const single = openPool({ workers: 1 });
    try {
      const own = () => descendantsOf(process.pid).filter(isRunner);
      const before = new Set(own().map(({ pid }) => pid));
      const options = { root: lab.root, hidden: true, pool: single };
      const result = await gradeFile(write(solution), ID, {
        ...options,
        onTest: () => {
          if (killed) return;
          killed = true;
          for (const { pid } of own()) if (!before.has(pid)) process.kill(pid, "SIGKILL");
        },
      });
      expect(killed).to.equal(true);
      expect(result).to.include({ status: "graded", points: 7 });
    } finally {
      await single.close();
    }
  });

  it("leaves no process behind: when it is closed, and after a time without work", async function () {
    if (process.platform === "win32") return this.skip();
    const outside = new Set(descendantsOf(process.pid).map(({ pid }) => pid));
    const mine = (): Process[] => descendantsOf(process.pid).filter(({ pid }) => !outside.has(pid));
    const quick = openPool({ workers: 1, idleMs: 100 });
    await gradeFile(write(solution), ID, { root: lab.root, pool: quick });
    await gone(mine());
    const busy = openPool({ workers: 2 });
    await gradeFile(write(solution), ID, { root: lab.root, pool: busy });
    const running = gradeFile(write(withBody("for (;;);")), ID, { root: lab.root, pool: busy });
    const waiting = [1, 2, 3].map(() => gradeFile(write(solution), ID, { root: lab.root, pool: busy }));
    await until(() => mine().length > 2);
    const family = mine();
    const ended = Promise.allSettled([running, ...waiting]);
    await busy.close();
    for (const one of await ended) expect(one).to.deep.include({ status: "rejected" });
    await gone(family);
    const late = await gradeFile(write(solution), ID, { root: lab.root, pool: busy }).catch((e: Error) => e.message);
    expect(late).to.equal("the pool is closed");
  });

  it("replaces a runner after its lifetime", async () => {
    const short = openPool({ workers: 1, lifetime: 2 });
    try {
      const results = await Promise.all(
        [1, 2, 3, 4, 5].map(() => gradeFile(write(solution), ID, { root: lab.root, pool: short })),
      );
      expect(results.map((result) => result.points)).to.deep.equal([2, 2, 2, 2, 2]);
    } finally {
      await short.close();
    }
  });

  it("does not give a test its points before those that it comes after", async () => {
    const other = course();
    try {
      const chained = hiddenTest.replace(/it\("\[1\] /g, 'it("[1 after 1] ');
      expect(chained).not.to.equal(hiddenTest);
      other.write(HIDDEN, chained);
      const options = { root: other.root, hidden: true, visible: false, pool };
      const right = await gradeFile(other.write("inbox/a.ts", solution), ID, options);
      expect(points(right)).to.deep.equal([3, 1, 1]);
      const { tests } = await gradeFile(other.write("inbox/b.ts", wrong.conjugated), ID, options);
      expect(tests.map(({ status }) => status)).to.deep.equal(["fail", "skipped", "skipped"]);
      expect(tests[1].publicMessage).to.equal(`not run, since this failed: ${tests[0].title}`);
      other.write(HIDDEN, hiddenTest.replace('it("[1] ', 'it("[1 after 3] '));
      const broken = await gradeFile(other.write("inbox/a.ts", solution), ID, options);
      expect(broken.status).to.equal("infrastructure");
      expect(broken.message).to.include("comes after a test that is not before it");
    } finally {
      other.remove();
    }
  });

  it("gives all points or none where the manifest says so", async () => {
    const other = course();
    try {
      other.write("exercises/fourier/tiny/exercise.json", JSON.stringify({ ...manifest, allOrNothing: true }));
      const options = { root: other.root, hidden: true, pool };
      const right = await gradeFile(other.write("inbox/a.ts", solution), ID, options);
      expect(right).to.include({ points: 7, max: 7, allOrNothing: true });
      const result = await gradeFile(other.write("inbox/b.ts", wrong.conjugated), ID, options);
      expect(result).to.include({ status: "graded", points: 0, max: 7, allOrNothing: true });
      expect(points(result).reduce((sum, n) => sum + n)).to.equal(4);
    } finally {
      other.remove();
    }
  });

  it("says what a result came from, and the same for the same", async () => {
    const [first, second] = await Promise.all([grade(solution), grade(solution)]);
    expect(first.provenance).to.deep.equal(second.provenance);
    expect(first.provenance?.source).to.match(/^[0-9a-f]{64}$/);
    const seeded = await grade(solution, { seed: "other" });
    expect(seeded.provenance).to.deep.equal({ ...first.provenance, seed: seeded.provenance?.seed });
    expect(seeded.provenance?.seed).not.to.equal(first.provenance?.seed);
    const visible = await grade(solution, { hidden: false });
    expect(visible.provenance?.tests).not.to.equal(first.provenance?.tests);
  });

  it("is refused without a worker", () => {
    expect(() => openPool({ workers: 0 })).to.throw("openPool: workers must be a whole number from 1 on, got 0");
  });
});

describe("a sandbox that does not start", () => {
  it("is tried again, then infrastructure: no points, and a status of the command", async function () {
    this.timeout(60_000);
    await needLevel("A", this);
    const unshare = "/usr/bin/unshare";
    if (!existsSync(unshare)) return this.skip();
    const lab = course();
    // a namespace in which no other may be made: bubblewrap is there, and fails
    const inside = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$0" "$@"';
    const command = [process.execPath, program, "grade", lab.write("inbox/a.ts", solution), "--exercise", ID, "--json"];
    const env = { ...process.env, CRYOLAB_ISOLATION: "A" };
    try {
      const failed = await execute(unshare, ["-Ur", "/bin/sh", "-c", inside, ...command], { env, cwd: lab.root }).then(
        () => undefined,
        (error: { code: number; stdout: string }) => error,
      );
      expect(failed?.code).to.equal(1);
      const [result] = (JSON.parse(failed?.stdout ?? "") as { results: ExerciseResult[] }).results;
      expect(result).to.include({ status: "infrastructure", points: 0, max: 0 });
      expect(result.message).to.match(/isolation level A cannot be had here: .*did not start.* \(after 3 tries\)$/s);
      expect(result.tests).to.deep.equal([]);
      expect(recordable(result, { unsafe: true })).to.equal(false);
    } finally {
      lab.remove();
    }
  });
});

describe("recordable", () => {
  const of = (changes: Partial<ExerciseResult>) =>
    ({ status: "graded", isolation: "A", points: 1, ...changes }) as ExerciseResult;
  it("takes no failure of ours, and what ran behind no wall only on request", () => {
    for (const isolation of ["A", "B", "C"] as const) expect(recordable(of({ isolation }))).to.equal(true);
    expect(recordable(of({ isolation: "D" }))).to.equal(false);
    expect(recordable(of({ isolation: "D" }), { unsafe: true })).to.equal(true);
    expect(recordable(of({ status: "missing", isolation: "D" }))).to.equal(true);
    expect(recordable(of({ status: "infrastructure" }), { unsafe: true })).to.equal(false);
  });
});

describe("seedFor", () => {
  const secret = "0123456789abcdef";
  it("is HMAC-SHA256 of exercise and learner, the same for ever", () => {
    // python3: hmac.new(b"0123456789abcdef", b'["fourier/dft","ada"]', "sha256").hexdigest()
    expect(seedFor(secret, "fourier/dft", "ada")).to.equal(
      "f15a1bcc558712c57fe5713d2eea623fd0e7532e19d04b677f80552568797e23",
    );
  });
  it("differs between learners, exercises and secrets", () => {
    const seeds = Array.from({ length: 1000 }, (_, i) => seedFor(secret, "fourier/dft", `learner ${i}`));
    seeds.push(seedFor(secret, "fourier/fft", "learner 0"), seedFor(`${secret}!`, "fourier/dft", "learner 0"));
    expect(new Set(seeds).size).to.equal(1002);
  });
  it("asks for a secret that cannot be guessed", () => {
    expect(() => seedFor("short", "fourier/dft", "ada")).to.throw("at least 16 bytes, got 5");
  });
});
