/**
 * @file Graders killed without warning while they grade a thousand submissions, ten times, at moments of chance; then four at once. None is
 * lost, none is doubled, and the file is whole. Only the grading itself is a stub; CRYOLAB_REAL_KILLS=1000 takes the real grader.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { random } from "@cryolab/lib";
import { expect } from "chai";
import { handIn, type Lab, lab, plainSet } from "../class.ts";
import { solution, wrong } from "../course.ts";
import { descendantsOf, gone } from "../processes.ts";

const PROGRAM = fileURLToPath(new URL("./grading-process.js", import.meta.url));
/** so many gradings by the real grader; 0 is a thousand by the stub */
const REAL = Number(process.env.CRYOLAB_REAL_KILLS || 0);

interface Grading {
  readonly process: ChildProcess;
  printed: string;
}

function start(folder: string, workers: number): Grading {
  const args = [PROGRAM, folder, REAL > 0 ? "real" : "stub", String(workers)];
  const child = spawn(process.execPath, ["--enable-source-maps", ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const grading: Grading = { process: child, printed: "" };
  child.stdout?.on("data", (text: Buffer) => {
    grading.printed += text.toString("utf8");
  });
  return grading;
}

/** Waits for another line, or for the end. */
async function line(grading: Grading): Promise<void> {
  const { length } = grading.printed;
  while (grading.printed.length === length && !over(grading)) await delay(2);
}

const over = ({ process: { exitCode, signalCode } }: Grading): boolean => exitCode !== null || signalCode !== null;
const ended = async (grading: Grading): Promise<void> => {
  if (!over(grading)) await once(grading.process, "exit");
};

describe("graders that are killed", function () {
  this.timeout(REAL > 0 ? 3600_000 : 300_000);
  let one: Lab;
  afterEach(() => one.remove());

  /** A class of n learners with one submission each; of how many points each is worth. */
  function classOf(n: number): Map<string, number> {
    const ids = Array.from({ length: n }, (_, i) => `learner-${i}`);
    one = lab(ids);
    plainSet(one.cls);
    const due = new Map<string, number>();
    one.cls.db.transaction(() => {
      for (const [i, id] of ids.entries()) {
        const points = REAL > 0 ? [7, 4][i % 2] : i % 8;
        // a number is what the stub grades by; no two texts are alike
        const text = REAL > 0 ? answer(i, points === 7 ? solution : wrong.conjugated) : `${points}${" ".repeat(i)}`;
        handIn(one.cls, id, text);
        due.set(id, Math.round((points / 7) * 1000) / 100);
      }
    });
    return due;
  }

  function answer(i: number, code: string): string {
    const source = `%%exercise fourier/tiny\n// ${i}\n${code}`;
    return JSON.stringify({ nbformat: 4, cells: [{ cell_type: "code", metadata: {}, source }] });
  }

  const value = (sql: string): unknown => Object.values(one.cls.db.prepare(sql).get() ?? {})[0];
  const written = (): number => Number(value("select count(*) from run"));

  /** Everything is there once. */
  function expectWhole(due: ReadonlyMap<string, number>): void {
    const n = due.size;
    expect(value("pragma integrity_check")).to.equal("ok");
    expect(one.cls.db.prepare("pragma foreign_key_check").all()).to.deep.equal([]);
    expect(value("select count(*) from job where state = 'done'")).to.equal(n);
    expect(value("select count(*) from job")).to.equal(n);
    expect(written()).to.equal(n);
    expect(value("select count(distinct submission) from run")).to.equal(n);
    expect(value("select count(*) from event where what = 'graded'")).to.equal(n);
    expect(value("select count(*) from run r where not exists (select 1 from test_result where run = r.id)")).to.equal(
      0,
    );
    const rows = one.cls.db.prepare<{ learner: string; auto: number }>("select learner, auto from grade").all();
    expect(new Map(rows.map(({ learner, auto }) => [learner, auto]))).to.deep.equal(due);
  }

  it("lose nothing and double nothing in ten kills of a thousand gradings", async () => {
    const due = classOf(REAL || 1000);
    const share = due.size / 1000;
    const rng = random.rng("kills");
    let kills = 0;
    for (let before = 0; kills < 10; kills++) {
      const grading = start(one.folder, 3);
      await line(grading);
      // somewhere in the next gradings, at a moment of chance within one
      const target = before + Math.ceil(share * (20 + 60 * random.uniform(rng)));
      while (written() < target && !over(grading)) await line(grading);
      await delay(15 * random.uniform(rng));
      const family = descendantsOf(grading.process.pid as number);
      expect(
        over(grading),
        `ended before kill ${kills + 1}, at ${written()} of ${due.size}: ${grading.printed.slice(-200)}`,
      ).to.equal(false);
      grading.process.kill("SIGKILL");
      await ended(grading);
      await gone(family);
      before = written();
      expect(value("pragma integrity_check")).to.equal("ok");
    }
    expect(written()).to.be.within(200 * share, due.size - 1);
    const last = start(one.folder, 3);
    await ended(last);
    expect(last.printed).to.match(/done \d+ 0\n$/);
    expectWhole(due);
  });

  it("share the work of four at once, two of them killed", async () => {
    const due = classOf(Math.round(0.4 * (REAL || 1000)));
    const four = Array.from({ length: 4 }, () => start(one.folder, 2));
    await Promise.all(four.map(line));
    while (written() < due.size / 4) await line(four[0]);
    for (const grading of four.slice(2)) {
      grading.process.kill("SIGKILL");
      await ended(grading);
    }
    await Promise.all(four.map(ended));
    for (const grading of four.slice(0, 2)) expect(grading.printed).to.match(/done \d+ 0\n$/);
    expectWhole(due);
  });
});
