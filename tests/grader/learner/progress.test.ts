/** @file The small file of a learner's progress: many writers, a broken file, a folder that cannot be written. */

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changeExercise, changeProgress, progressOf, readProgress } from "@cryolab/grader/internal/learner/progress";
import { expect } from "chai";

describe("progress", function () {
  this.timeout(60_000);
  let root: string;
  const file = () => join(root, ".cryolab", "progress.json");
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "cryolab-progress-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("loses no count of four programs that write at once", async () => {
    const module = import.meta.resolve("@cryolab/grader/internal/learner/progress");
    const script = `import { changeExercise } from ${JSON.stringify(module)};
      for (let i = 0; i < 40; i++) changeExercise(${JSON.stringify(root)}, "a/" + process.argv[1], (e) => { e.hints++; });
      for (let i = 0; i < 40; i++) changeExercise(${JSON.stringify(root)}, "a/all", (e) => { e.hints++; });`;
    const ended = await Promise.all(
      ["one", "two", "three", "four"].map(
        (name) =>
          new Promise((resolve) =>
            spawn(process.execPath, ["--input-type=module", "-e", script, name], { stdio: "inherit" }).on(
              "exit",
              resolve,
            ),
          ),
      ),
    );
    expect(ended).to.deep.equal([0, 0, 0, 0]);
    const progress = readProgress(root);
    for (const name of ["one", "two", "three", "four"]) expect(progressOf(progress, `a/${name}`).hints).to.equal(40);
    expect(progressOf(progress, "a/all").hints).to.equal(160);
  });

  it("sets a broken file aside and begins anew", () => {
    mkdirSync(join(root, ".cryolab"));
    for (const broken of ["{", "7", '{"exercises":{"a/b":7}}', "\u0000"]) {
      writeFileSync(file(), broken);
      expect(readProgress(root)).to.deep.equal({ exercises: {} });
      changeExercise(root, "a/b", (entry) => {
        entry.points = 2;
      });
      expect(progressOf(readProgress(root), "a/b").points).to.equal(2);
      expect(readFileSync(`${file()}.broken`, "utf8")).to.equal(broken);
    }
  });

  it("takes the lock of a program that was killed", () => {
    mkdirSync(join(root, ".cryolab"));
    const lock = join(root, ".cryolab", "progress.lock");
    writeFileSync(lock, "1");
    utimesSync(lock, new Date(0), new Date(0));
    changeProgress(root, (progress) => {
      progress.last = "a/b";
    });
    expect(readProgress(root).last).to.equal("a/b");
    expect(existsSync(lock)).to.equal(false);
  });

  it("is a help and no condition: where nothing can be written nothing fails", () => {
    writeFileSync(join(root, ".cryolab"), "a file in the way");
    expect(changeExercise(root, "a/b", () => {}).points).to.equal(0);
  });

  it("keeps an exercise called __proto__ to itself", () => {
    changeExercise(root, "__proto__", (entry) => {
      entry.hints = 3;
    });
    expect(progressOf(readProgress(root), "a/b").hints).to.equal(0);
    expect(({} as Record<string, unknown>).hints).to.equal(undefined);
  });
});
