/** @file What becomes of answers: right, wrong, and hostile. Each is graded in processes of its own. */

import {
  type ExerciseResult,
  type GradeOptions,
  gradeCells,
  gradeFile,
  openPool,
  type Pool,
  readManifest,
  type TestResult,
} from "@cryolab/grader";
import { prepare } from "@cryolab/grader/internal/prepare";
import { expect } from "chai";
import { type Course, course, hiddenTest, notebook, solution, starter, withBody, wrong } from "./course.ts";
import { descendantsOf, gone, isRunner, type Process, until } from "./processes.ts";

const ID = "fourier/tiny";

describe("gradeFile", function () {
  this.timeout(120_000);
  let lab: Course;
  let counter = 0;
  let pool: Pool;
  before(() => {
    lab = course();
    pool = openPool({ workers: 2 });
  });
  after(async () => {
    await pool.close();
    lab.remove();
  });

  function grade(text: string, options: GradeOptions = {}): Promise<ExerciseResult> {
    counter++;
    const path = lab.write(`inbox/${counter}/answer.ts`, text);
    return gradeFile(path, ID, { root: lab.root, hidden: true, pool, ...options });
  }
  const statuses = ({ tests }: ExerciseResult) =>
    tests.map((test) => `${test.points}/${test.max} ${test.status} ${test.class}`);
  const hiddenOf = ({ tests }: ExerciseResult): TestResult => tests.find((test) => test.hidden) as TestResult;

  it("gives the reference all points, test by test as they end", async () => {
    const seen: string[] = [];
    const result = await grade(solution, { onTest: (test) => seen.push(test.title) });
    expect(result).to.include({ exercise: ID, status: "graded", points: 7, max: 7 });
    expect(result.isolation).to.match(/^[ABCD]$/);
    expect(statuses(result)).to.deep.equal(["1/1 pass ", "1/1 pass ", "3/3 pass ", "1/1 pass ", "1/1 pass "]);
    expect(result.tests.map((test) => test.hidden)).to.deep.equal([false, false, true, true, true]);
    expect(seen).to.deep.equal(result.tests.map((test) => test.title));
    expect(seen[0]).to.equal("turns a lone 1 into ones");
  });

  it("says behind which wall it was, also of a module that did not load: else one line would stop a class", async () => {
    const { isolation } = await grade(solution);
    const thrown = await grade(`throw new Error("at load");\n${solution}`);
    expect(thrown).to.include({ status: "graded", points: 0, isolation });
  });

  it("runs the visible tests only unless asked", async () => {
    const result = await grade(solution, { hidden: false });
    expect(result).to.include({ points: 2, max: 2 });
    expect(result.tests).to.have.length(2);
  });

  it("gives the starter nothing, and says what it threw and where", async () => {
    const result = await grade(starter);
    expect(result).to.include({ status: "graded", points: 0, max: 7 });
    expect(statuses(result).slice(0, 3)).to.deep.equal(["0/1 threw threw", "0/1 threw threw", "0/3 threw threw"]);
    expect(result.tests[0].publicMessage).to.match(/threw Error: TODO: tiny \(4 samples\).*line \d+/);
    expect(hiddenOf(result).publicMessage).to.equal("the function threw an error");
  });

  it("names the slip of a wrong answer and the author's sentence, without a value", async () => {
    const result = await grade(wrong.conjugated, { private: true });
    expect(result).to.include({ status: "graded", points: 4 });
    const { publicMessage, privateMessage, class: kind } = hiddenOf(result);
    expect(kind).to.equal("wrong-value");
    expect(publicMessage).to.match(
      /^Look at the exponent\. · wrong values, off by about \d+ %; the values are conjugated|exchanged/,
    );
    expect(privateMessage).to.match(/differs most at index \d: expected -?\d/);
    expect(publicMessage).not.to.match(/\d\.\d/);
  });

  it("keeps private messages only on request", async () => {
    expect(JSON.stringify(await grade(wrong.conjugated))).not.to.include("privateMessage");
  });

  it("shows values where a visible test fails, and what was printed", async () => {
    const result = await grade(
      wrong["scaled-by-n"].replace("const n =", "console.log('n is', x.shape[0]);\n  const n ="),
    );
    expect(result.tests[0].publicMessage)
      .to.match(/wrong values/)
      .and.match(/expected 1 \+ 0i, got 0\.25 \+ 0i/);
    expect(result.tests[0].publicMessage).to.include("printed: n is 4");
  });

  it("lets nothing of a hidden test out: prints, error texts, error names, class of assertion", async () => {
    const text = "const text = 'LEAK' + x.re.join();";
    const leaks = [
      `console.log(text); console.error(text);
       if (x.shape[0] === 8) throw new Error(text);
       if (x.shape[0] > 0) throw text;
       return { shape: [text], re: x.re, im: x.im } as never;`,
      `if (x.shape[0] === 8) return { shape: [8], [text]: x.re } as never;
       if (x.shape[0] > 0) return text as never;
       const e = new Error(text); e.name = text; throw e;`,
    ];
    for (const leak of leaks) {
      const { provenance: _, ...result } = await grade(withBody(`${text}\n${leak}`), { visible: false });
      expect(result).to.include({ status: "graded", points: 0 });
      expect(JSON.stringify(result), leak).not.to.match(/LEAK|\d\.\d/);
    }
  });

  it("says only the title where an author used a plain assertion", async () => {
    const result = await grade(solution.replace("return {", "re[0] += 1;\n  return {"), { private: true });
    const test = result.tests.find(({ title }) => title.startsWith("is n times")) as TestResult;
    expect(test).to.include({
      status: "fail",
      class: "assertion",
      publicMessage: "does not hold: is n times the mean at k = 0",
    });
    expect(test.privateMessage).to.match(/Counterexample/);
  });

  it("calls NaN not finite", async () => {
    const nan = withBody(
      "const n = x.shape[0]; const re = new Float64Array(n).fill(NaN); return { shape: [n], re, im: re };",
    );
    const result = await grade(nan);
    expect(result.tests[0]).to.include({ status: "fail", class: "not-finite" });
  });

  it("calls a changed argument and shared memory by name", async () => {
    const changed = solution.replace("return {", "x.re[0] = 9;\n  return {");
    expect((await grade(changed, { hidden: false })).tests[1]).to.include({ class: "mutated" });
    const shared = withBody("return { shape: x.shape, re: x.re, im: x.im };");
    expect((await grade(shared, { hidden: false })).tests[1]).to.include({ class: "shares-memory" });
  });

  it("ends an endless loop at its limit, test by test, and grades the others", async () => {
    const loop = solution.replace("const n =", "while (x.shape[0] === 8);\n  const n =");
    const result = await grade(loop, { visible: false });
    expect(statuses(result)).to.deep.equal(["0/3 timeout timeout", "1/1 pass ", "1/1 pass "]);
    const always = await grade(withBody("for (;;);"), { visible: false });
    expect(statuses(always)).to.deep.equal(["0/3 timeout timeout", "0/1 timeout timeout", "0/1 timeout timeout"]);
  });

  it("gives no point for leaving: process.exit by any name", async () => {
    for (const text of [
      withBody("process.exit(0);"),
      withBody("(globalThis as any)['pro' + 'cess']?.exit(0); return x;"),
      withBody("return x;", "(globalThis as any)['pro' + 'cess']?.exit(0);"),
    ]) {
      const result = await grade(text, { visible: false });
      expect(result.points, text).to.equal(0);
      expect(result.status).to.be.oneOf(["graded", "not-gradable"]);
      for (const test of result.tests) expect(test.status).not.to.equal("pass");
    }
  });

  it("gives no point for a patched world: prototypes, Math, JSON, chai", async () => {
    const patches = `
      Object.is = () => true;
      Math.abs = () => 0; Math.hypot = () => 0; Math.max = () => 0;
      Number.isFinite = () => true;
      JSON.stringify = () => "[]";
      Array.prototype.every = () => true;
      (Error as any).prepareStackTrace = () => "";
      Object.defineProperty(Object.prototype, "status", { value: "pass" });
      for (const method of ["map", "slice", "fill"]) (Float64Array.prototype as any)[method] = function () { return this; };
    `;
    const result = await grade(withBody("return { shape: x.shape, re: x.re.slice(), im: x.im.slice() };", patches), {
      visible: false,
    });
    expect(result.points).to.equal(0);
    const viaChai = await grade(
      withBody("return x;", 'import { Assertion } from "chai";\nAssertion.prototype.assert = () => {};'),
    );
    expect(viaChai).to.include({ status: "not-gradable", points: 0 });
  });

  it("gives no point for a fake report, on stdout or by a channel", async () => {
    const report = JSON.stringify({ kind: "done", result: { status: "graded", points: 7, max: 7, tests: [] } });
    const fake = `console.log(${JSON.stringify(report)}); (globalThis as any)["pro" + "cess"]?.send?.(${report});`;
    const result = await grade(withBody(`${fake} return x;`, fake), { visible: false });
    expect(result.points).to.equal(0);
  });

  it("refuses the reference by every route", async () => {
    const path = `${lab.root}/solutions/fourier/tiny/tiny.ts`;
    for (const text of [
      `export { tiny } from "../../solutions/fourier/tiny/tiny.ts";`,
      `import { tiny as t } from ${JSON.stringify(path)};\n${withBody("return t(x);")}`,
      withBody(`return (import(${JSON.stringify(path)}) as any).then((m: any) => m.tiny(x));`),
      withBody(`return require(${JSON.stringify(path)}).tiny(x);`),
      `import { createRequire } from "node:module";\n${withBody(`return createRequire("/")(${JSON.stringify(path)}).tiny(x);`)}`,
      `import { readFileSync } from "node:fs";\n${withBody(`return eval(readFileSync(${JSON.stringify(path)}, "utf8"));`)}`,
      withBody(`return new Function("return import(" + ${JSON.stringify(JSON.stringify(path))} + ")")();`),
    ]) {
      const refusal = await prepare({ path: lab.write("inbox/route.ts", text) }, ID, readManifest(ID, lab.root));
      if (!("status" in refusal)) throw new Error(`not refused: ${text}`);
      expect(refusal.status, text).to.be.oneOf(["not-gradable", "unparsable"]);
      expect(refusal.message).to.be.a("string").and.not.include("function tiny");
    }
  });

  it("refuses the library's own function", async () => {
    const result = await grade(wrong["calls-library"]);
    expect(result).to.include({ status: "not-gradable", points: 0, max: 7 });
    expect(result.message).to.match(/cryo/);
  });

  it("makes a result of what cannot be read, parsed or found", async () => {
    const root = lab.root;
    expect(await gradeFile(`${root}/inbox/none.ts`, ID, { root })).to.include({
      status: "unreadable",
      points: 0,
      max: 2,
    });
    expect(await gradeFile(`${root}/inbox`, ID, { root })).to.include({ status: "unreadable" });
    const broken = lab.write("inbox/broken.ipynb", '{ "cells": [');
    expect(await gradeFile(broken, ID, { root })).to.include({ status: "unreadable" });
    const other = lab.write(
      "inbox/other.ipynb",
      notebook(["const a = 1;", "%%exercise fourier/other\nexport const b = 2;"]),
    );
    expect(await gradeFile(other, ID, { root })).to.include({ status: "missing" });
    expect(await grade("export function tiny(x { return x; }")).to.include({ status: "unparsable", points: 0 });
    expect((await grade("export function huge() { return 1; }")).status).to.be.oneOf(["missing", "not-gradable"]);
  });

  it("grades a notebook, and the cells of an open one alike", async () => {
    const cells = ["console.log('hello');", `%%exercise ${ID}\n${solution}`];
    const path = lab.write("inbox/ada.ipynb", notebook(cells));
    const saved = await gradeFile(path, ID, { root: lab.root, hidden: true });
    expect(saved).to.include({ submission: path, status: "graded", points: 7 });
    const open = await gradeCells(
      cells.map((source, i) => ({ source, label: `cell ${i + 1}` })),
      ID,
      { root: lab.root },
    );
    expect(open).to.include({ submission: "notebook", status: "graded", points: 2, max: 2 });
  });

  it("stops at the first failure when asked to", async () => {
    const result = await grade(wrong.conjugated, { visible: false, bail: true });
    expect(statuses(result)).to.deep.equal(["0/3 fail wrong-value", "0/1 skipped skipped", "0/1 skipped skipped"]);
  });

  it("draws other hidden inputs for another seed, and the same for the same", async () => {
    const tell = withBody("throw new Error(x.re.join());");
    const told = async (seed: string): Promise<string | undefined> => {
      process.env.CRYOLAB_SEED = seed;
      try {
        return hiddenOf(await grade(tell, { visible: false, private: true })).privateMessage;
      } finally {
        delete process.env.CRYOLAB_SEED;
      }
    };
    const ada = await told("ada");
    expect(ada)
      .to.match(/\d\.\d/)
      .and.equal(await told("ada"));
    expect(ada).not.to.equal(await told("bob"));
  });

  describe("calls it infrastructure, never points, when", () => {
    const broken = async (changes: Readonly<Record<string, string>>): Promise<ExerciseResult> => {
      const other = course();
      for (const [path, text] of Object.entries(changes)) other.write(path, text);
      try {
        return await gradeFile(other.write("inbox/a.ts", solution), ID, { root: other.root, hidden: true });
      } finally {
        other.remove();
      }
    };
    const hidden = "tests/hidden/fourier/tiny/tiny.hidden.test.ts";

    it("the titles do not sum to the manifest's points", async () => {
      const result = await broken({ [hidden]: hiddenTest.replace("[3]", "[4]") });
      expect(result).to.include({ status: "infrastructure", points: 0, max: 0 });
      expect(result.message).to.include("sum to 6 points, exercise.json says 5");
    });
    it("a test file cannot be compiled or loaded, or imports a neighbour", async () => {
      expect((await broken({ [hidden]: "describe(" })).message).to.include("cannot be compiled");
      expect((await broken({ [hidden]: `${hiddenTest}\nthrow new Error("no");` })).message).to.include(
        "cannot be loaded",
      );
      const neighbour = await broken({
        [hidden]: `import "../../../../solutions/fourier/tiny/tiny.ts";\n${hiddenTest}`,
      });
      expect(neighbour.message).to.include("asks for the answer by submission()");
    });
    it("a test takes a callback in place of returning a promise", async () => {
      const result = await broken({ [hidden]: `${hiddenTest}\nit("[0] late", (done) => done());` });
      expect(result.message).to.include("a test returns a promise");
    });
    it("a test forgets to await", async () => {
      const floating = hiddenTest.replace(
        "expectClose(await quick(samples(8)), slow(samples(8)),",
        "void quick(samples(8)); void ((_: unknown) => {})(",
      );
      const result = await broken({
        [hidden]: floating.replace('{ abs: 1e-10, says: "Look at the exponent." });', "slow(samples(8)));"),
      });
      expect(result).to.include({ status: "infrastructure" });
      expect(result.message).to.include("await is missing");
    });
    it("the hidden tests are not there, or the manifest is broken", async () => {
      expect((await broken({ "exercises/fourier/tiny/exercise.json": "{}" })).message).to.include("title");
      const released = course();
      try {
        const id = "optics/none";
        expect(await gradeFile(released.write("inbox/a.ts", solution), id, { root: released.root })).to.include({
          status: "infrastructure",
        });
      } finally {
        released.remove();
      }
    });
    it("the runner is killed half-way", async function () {
      if (process.platform === "win32") return this.skip();
      await pool.close();
      pool = openPool({ workers: 2 });
      let killed = false;
      let family: Process[] = [];
      const result = await grade(solution.replace("const n =", "for (let i = 0; i < 1e9; i++);\n  const n ="), {
        retries: 0,
        onTest: () => {
          if (killed) return;
          killed = true;
          family = descendantsOf(process.pid);
          process.kill(family.find(isRunner)?.pid as number, "SIGKILL");
        },
      });
      expect(result).to.include({ status: "infrastructure", points: 0 });
      expect(result.message).to.include("SIGKILL");
      await gone(family);
    });
  });

  it("ends the runner and the answer's process when aborted", async function () {
    if (process.platform === "win32") return this.skip();
    await pool.close(); // no other process of ours is there
    pool = openPool({ workers: 2 });
    const controller = new AbortController();
    const grading = grade(withBody("for (;;);"), { signal: controller.signal });
    await until(() => descendantsOf(process.pid).some(isRunner) && descendantsOf(process.pid).length >= 3); // ps is one
    const family = descendantsOf(process.pid);
    controller.abort(new Error("enough"));
    expect(
      await grading.then(
        () => undefined,
        (error: Error) => error.message,
      ),
    ).to.equal("enough");
    await gone(family);
  });
});
