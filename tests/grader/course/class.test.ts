/** @file A class: made, found, changed, refused; and what it never shows. */

import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { barText } from "@cryolab/grader/internal/commands/bar";
import { changeClass, findClass, initClass, openClass } from "@cryolab/grader/internal/course/class";
import { poolGrader } from "@cryolab/grader/internal/course/grade-task";
import type { Pool } from "@cryolab/grader/internal/runner/pool";
import { expect } from "chai";
import { type Lab, lab } from "../class.ts";

describe("class", () => {
  let one: Lab;
  let cwd: string;
  let env: string | undefined;
  beforeEach(() => {
    one = lab();
    cwd = process.cwd();
    env = process.env.CRYOLAB_CLASS;
    delete process.env.CRYOLAB_CLASS;
  });
  afterEach(() => {
    process.chdir(cwd);
    if (env === undefined) delete process.env.CRYOLAB_CLASS;
    else process.env.CRYOLAB_CLASS = env;
    one.remove();
  });

  it("has folders of its owner's alone, and a secret that printing does not show", () => {
    for (const part of ["inbox", "release", "feedback"]) {
      expect(existsSync(join(one.folder, part))).to.equal(true);
      if (process.platform !== "win32") expect(statSync(join(one.folder, part)).mode & 0o777).to.equal(0o700);
    }
    const { secret } = one.cls;
    expect(secret).to.match(/^[0-9a-f]{64}$/);
    for (const text of [JSON.stringify(one.cls), inspect(one.cls, { depth: 9 }), String(one.cls)])
      expect(text).to.not.include(secret);
    expect(one.cls).to.include({ name: "Test", zone: "Europe/Vienna", root: one.course.root });
  });

  it("is found from a folder below it, by name, and not elsewhere", () => {
    const below = join(one.folder, "inbox", "a");
    mkdirSync(below);
    process.chdir(below);
    expect(statSync(findClass()).ino).to.equal(statSync(one.folder).ino);
    process.chdir(one.course.root);
    expect(() => findClass()).to.throw("add --class FOLDER, or make one with cryolab init FOLDER");
    expect(findClass(one.folder)).to.equal(one.folder);
    process.env.CRYOLAB_CLASS = one.folder;
    expect(findClass()).to.equal(one.folder);
    expect(() => findClass(one.course.root)).to.throw(
      `there is no class.sqlite; cryolab init ${one.course.root} makes one`,
    );
  });

  it("keeps its secret when it is changed, and says so when the exercises have gone", () => {
    const { secret } = one.cls;
    const changed = changeClass(one.cls, { name: "New", zone: "utc" });
    expect([changed.name, changed.zone, changed.secret]).to.deep.equal(["New", "UTC", secret]);
    expect(() => changeClass(one.cls, { root: one.folder })).to.throw(RangeError, "a folder with exercises/");
    one.cls.db.prepare("update setting set value = '/gone' where key = 'root'").run();
    const again = openClass(one.folder);
    expect(() => again.root).to.throw("were in /gone, and are not there now; say where they are: cryolab init");
    one.cls.db.prepare("delete from setting where key = 'secret'").run();
    expect(() => again.secret).to.throw("restore a backup");
    again.close();
    expect(() => initClass(one.folder, { root: one.course.root })).to.throw("exists already");
    expect(() => initClass(join(one.folder, "x"), { root: one.course.root, zone: "Mars" })).to.throw(
      RangeError,
      '"Mars"',
    );
  });
});

describe("poolGrader", () => {
  it("hands over the bytes under a name that a disk can hold, and leaves no file behind", async () => {
    const seen: string[] = [];
    const pool: Pool = {
      workers: 1,
      async run(job) {
        seen.push("path" in job.source ? job.source.path : "");
        expect(existsSync(seen.at(-1) as string)).to.equal(true);
        throw new Error("enough");
      },
      close: async () => {},
    };
    const grader = poolGrader("/nowhere", pool);
    const task = { exercise: "fourier/tiny", seed: "s" } as Parameters<typeof grader>[0];
    const names = [
      "ps1.ipynb",
      "fourier/tiny.ts",
      `${"x".repeat(300)}.ipynb`,
      "-rf.ts",
      "a\nb.ipynb",
      "Übung 1 (2).ipynb",
    ];
    for (const name of names)
      await grader({ ...task, name }, Buffer.from("x"), new AbortController().signal).catch(() => {});
    expect(seen.map((path) => path.split(/[\\/]/).at(-1))).to.deep.equal([
      "ps1.ipynb",
      "tiny.ts",
      "submission.ipynb",
      "submission.ts",
      "submission.ipynb",
      "Übung 1 (2).ipynb",
    ]);
    expect(seen.filter((path) => existsSync(path))).to.deep.equal([]);
  });
});

describe("barText", () => {
  it("says how far, how fast and how long still, and lets no escape through", () => {
    expect(barText(0, 10, 0, "")).to.equal(`[${"·".repeat(24)}] 0/10`);
    expect(barText(250, 1000, 20_000, "ada\u001b[2J")).to.equal(
      `[${"█".repeat(6)}${"·".repeat(18)}] 250/1000 · 12.5/s · 1 min 0 s left · ada�[2J`,
    );
    expect(barText(1, 100_000, 1000, "")).to.include("1.0/s · 27 h 46 min left");
    expect(barText(10, 10, 1000, "")).to.equal(`[${"█".repeat(24)}] 10/10`);
  });
});
