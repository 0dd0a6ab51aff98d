/** @file Collecting from everything that learners and systems send: whose it is, when it came, and what is refused. */

import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { assign } from "@cryolab/grader/internal/course/assign";
import { collect } from "@cryolab/grader/internal/course/collect/index";
import { bookOf, ownerOf } from "@cryolab/grader/internal/course/collect/whose";
import { parseDate } from "@cryolab/grader/internal/course/dates";
import { readRoster } from "@cryolab/grader/internal/course/roster";
import { packSubmission } from "@cryolab/grader/internal/learner/receipt";
import { readBlob } from "@cryolab/grader/internal/store/blobs";
import { expect } from "chai";
import { type Lab, lab } from "../class.ts";
import { type Entry, zipOf } from "../zip.ts";

const VIENNA = "Europe/Vienna";
const at = (text: string) => parseDate(text, VIENNA);

describe("collect", function () {
  this.timeout(30_000);
  let one: Lab;
  let folder: string;
  beforeEach(() => {
    one = lab([]);
    folder = mkdtempSync(join(tmpdir(), "cryolab-in-"));
    const add = one.cls.db.prepare("insert into learner (id, name, email, external) values (?, ?, ?, ?)");
    add.run("ada", "Ada Lovelace", "ada@x.org", '{"canvas":"101","moodle":"Participant 17"}');
    add.run("bob", "Bob Smith", "bob@x.org", '{"canvas":"102"}');
    add.run("rob", "Robert Smith", "", "{}");
    assign(one.cls, "ps1", { exercises: [{ id: "fourier/tiny" }], due: at("2026-12-01 18:00") });
  });
  afterEach(() => {
    one.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  function put(path: string, text: string | Uint8Array, time?: string): string {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    if (time !== undefined) utimesSync(full, at(time) / 1000, at(time) / 1000);
    return full;
  }
  const zip = (path: string, ...entries: Entry[]) => put(path, zipOf(entries));
  const rows = () =>
    one.cls.db
      .prepare<Record<string, unknown>>(
        "select learner, name, attempt, submitted_at at, time_source source, late_seconds late, sha256 from submission order by learner, attempt",
      )
      .all();
  const brief = () => rows().map(({ learner, name, attempt, source }) => [learner, name, attempt, source].join(" "));
  const reasons = (list: readonly { where: string; reason: string }[]) => list.map(({ reason }) => reason);

  it("takes folders and files called like learners, by any of their names, and lists strangers", async () => {
    put("inbox/ada/ps1.ipynb", "a", "2026-12-01 17:00");
    put("inbox/bob_ps1.ipynb", "b", "2026-12-01 18:00:01");
    put("inbox/Smith Robert/answer.ipynb", "c");
    put("inbox/zoe/ps1.ipynb", "z");
    put("inbox/.ipynb_checkpoints/ada.ipynb", "old");
    const { unknown, left, without } = await collect(one.cls, "ps1", [join(folder, "inbox")]);
    expect(brief()).to.deep.equal(["ada ps1.ipynb 1 file", "bob bob_ps1.ipynb 1 file", "rob answer.ipynb 1 file"]);
    expect(rows()[0]).to.include({ at: at("2026-12-01 17:00"), late: 0 });
    expect(rows()[1]).to.include({ late: 1 });
    expect(reasons(unknown)).to.deep.equal(["no learner of this class is called so"]);
    expect(unknown[0].where).to.equal(join(folder, "inbox", "zoe", "ps1.ipynb"));
    expect([left, without]).to.deep.equal([[], []]);
    expect(Buffer.from(readBlob(one.cls.db, rows()[0].sha256 as string)).toString()).to.equal("a");
  });

  it("calls the same bytes the same attempt; only a given time moves it", async () => {
    const path = put("ada/ps1.ipynb", "a", "2026-11-30 10:00");
    await collect(one.cls, "ps1", [path]);
    put("ada/ps1.ipynb", "a", "2026-11-29 10:00");
    const again = await collect(one.cls, "ps1", [path]);
    expect(again.taken.map(({ state }) => state)).to.deep.equal(["same"]);
    expect(rows()[0].at).to.equal(at("2026-11-30 10:00"));
    const moved = await collect(one.cls, "ps1", [path], { at: at("2026-12-02 18:00") });
    expect(moved.taken[0]).to.include({ state: "moved", timeSource: "given", lateSeconds: 86400 });
    expect(rows()).to.have.length(1);
  });

  it("numbers attempts by time, keeps those over the limit, and does not count them", async () => {
    assign(one.cls, "ps1", { attempts: 2 });
    for (const [text, time] of [
      ["second", "2026-11-30 11:00"],
      ["third", "2026-11-30 12:00"],
      ["first", "2026-11-30 10:00"],
    ]) {
      const { taken } = await collect(one.cls, "ps1", [put("ada/ps1.ipynb", text, time)]);
      if (text === "third") expect(taken[0]).to.include({ attempt: 2, counts: true });
    }
    const numbered = rows().map((row) => [
      row.attempt,
      Buffer.from(readBlob(one.cls.db, row.sha256 as string)).toString(),
    ]);
    expect(numbered).to.deep.equal([
      [1, "first"],
      [2, "second"],
      [3, "third"],
    ]);
    const { taken } = await collect(one.cls, "ps1", [put("ada/ps1.ipynb", "fourth", "2026-11-30 13:00")]);
    expect(taken[0]).to.include({ attempt: 4, counts: false });
    const counted = "select count(*) n from submission where attempt <= 2";
    expect(one.cls.db.prepare(counted).get()).to.deep.equal({ n: 2 });
  });

  it("reads Moodle's download, by number and by name, at the time of the entry in the class's zone", async () => {
    const source = zip(
      "moodle.zip",
      { name: "A. Lovelace_17_assignsubmission_file_/ps1.ipynb", data: "a", time: [2026, 12, 1, 17, 30, 0] },
      { name: "Bob Smith_9_assignsubmission_file/ps1.ipynb", data: "b", unix: at("2026-12-01 18:30") / 1000 },
      { name: "Robert Smith_10_assignsubmission_file_ps1.ipynb", data: "r" },
      { name: "Zoe_11_assignsubmission_file_/ps1.ipynb", data: "z" },
    );
    const { unknown } = await collect(one.cls, "ps1", [source]);
    expect(brief()).to.deep.equal(["ada ps1.ipynb 1 moodle", "bob ps1.ipynb 1 moodle", "rob ps1.ipynb 1 moodle"]);
    expect(rows()[0]).to.include({ at: at("2026-12-01 17:30"), late: 0 });
    expect(rows()[1]).to.include({ at: at("2026-12-01 18:30"), late: 1800 });
    expect(reasons(unknown)).to.deep.equal(['no learner is called "Zoe"']);
  });

  it("reads Canvas's download: late or not is Canvas's word, whatever the file's time", async () => {
    const source = zip(
      "canvas.zip",
      { name: "lovelaceada_101_5678_ps1-1.ipynb", data: "a", time: [2026, 12, 3, 9, 0, 0] },
      { name: "smithbob_LATE_102_5679_ps1.ipynb", data: "b", time: [2026, 12, 1, 9, 0, 0] },
      { name: "smithrobert_LATE_999_5680_my notebook.ipynb", data: "r", time: [2026, 12, 2, 18, 0, 0] },
    );
    await collect(one.cls, "ps1", [source]);
    expect(brief()).to.deep.equal([
      "ada ps1.ipynb 1 canvas",
      "bob ps1.ipynb 1 canvas",
      "rob my notebook.ipynb 1 canvas",
    ]);
    expect(rows().map(({ late }) => late)).to.deep.equal([0, 1, 86400]);
  });

  it("reads the zip that submit writes, at the time of its receipt where only a file's time stands against it", async () => {
    const about = { problemSet: "ps1", at: "2025-12-01T16:00:00.000Z", cryolab: "0.1.0" };
    const packed = packSubmission(
      about,
      new Map([
        ["ps1.ipynb", Buffer.from("a")],
        ["fourier/tiny.ts", Buffer.from("t")],
      ]),
    );
    const { taken, left } = await collect(one.cls, "ps1", [put("ada.zip", packed, "2026-12-05 10:00")]);
    expect(left).to.deep.equal([]);
    expect(taken.map(({ name, exercise, attempt }) => [name, exercise, attempt])).to.deep.equal([
      ["ps1.ipynb", null, 1],
      ["fourier/tiny.ts", "fourier/tiny", 1],
    ]);
    for (const row of rows()) expect(row).to.include({ source: "receipt", at: at("2025-12-01 17:00"), late: 0 });

    const moodle = {
      name: "Bob Smith_9_assignsubmission_file_/ps1.zip",
      data: packed,
      time: [2026, 12, 2, 18, 0, 0],
    } as const;
    await collect(one.cls, "ps1", [zip("moodle.zip", moodle)]);
    expect(rows().filter(({ learner, source }) => learner === "bob" && source === "moodle")).to.have.length(2);
  });

  it("does not believe a receipt that is of another set, of other bytes, or from the future", async () => {
    const receipt = (more: object) =>
      JSON.stringify({ problemSet: "ps1", at: "2026-11-01T00:00:00.000Z", cryolab: "0", files: [], ...more });
    const send = (name: string, more: object) =>
      zip(name, { name: "receipt.json", data: receipt(more) }, { name: "ps1.ipynb", data: name });
    const other = await collect(one.cls, "ps1", [send("ada.zip", { problemSet: "ps2" })]);
    expect(reasons(other.left)).to.deep.equal(["its receipt is for ps2"]);
    const changed = await collect(one.cls, "ps1", [send("bob.zip", {})]);
    expect(reasons(changed.left)).to.deep.equal(["it is not as its receipt says; the time of the zip is taken"]);
    const about = { problemSet: "ps1", at: "2999-01-01T00:00:00.000Z", cryolab: "0" };
    await collect(one.cls, "ps1", [put("rob.zip", packSubmission(about, new Map([["ps1.ipynb", Buffer.from("r")]])))]);
    expect(brief()).to.deep.equal(["bob ps1.ipynb 1 file", "rob ps1.ipynb 1 file"]);
  });

  it("chooses the notebook of the set, answers in files of their own, and says why not the others", async () => {
    assign(one.cls, "ps2", { exercises: [{ id: "fourier/tiny" }] });
    for (const name of [
      "ps1.ipynb",
      "ps1-old.ipynb",
      "ps2.ipynb",
      "fourier/tiny.ts",
      "notes.ts",
      "tiny.test.ts",
      "notes.pdf",
    ])
      put(`in/ada/${name}`, name);
    for (const name of ["one.ipynb", "two.ipynb"]) put(`in/bob/${name}`, name);
    put("in/rob/essay.pdf", "x");
    const { left } = await collect(one.cls, "ps1", [join(folder, "in")]);
    expect(brief().sort()).to.deep.equal(["ada fourier/tiny.ts 1 file", "ada ps1.ipynb 1 file"]);
    expect(reasons(left).sort()).to.deep.equal([
      "another notebook is called ps1",
      "it is called like ps2",
      "its name says no exercise of ps1",
      "one of 2 notebooks, none is called ps1",
      "one of 2 notebooks, none is called ps1",
      "rob handed in no notebook and no .ts",
    ]);
  });

  it("refuses what leads out of a zip, links, locks and lies, and takes the rest", async () => {
    const source = zip(
      "class.zip",
      { name: "ada/ps1.ipynb", data: "good" },
      { name: "../bob/ps1.ipynb", data: "x" },
      { name: "/bob/ps1.ipynb", data: "x" },
      { name: "bob\\..\\ps1.ipynb", data: "x" },
      { name: "c:/bob/ps1.ipynb", data: "x" },
      { name: "bob/link.ipynb", data: "/etc/passwd", mode: 0o120777 },
      { name: "bob/locked.ipynb", data: "x", encrypted: true },
      { name: "bob/huge.ipynb", data: "x", size: 65 << 20 },
      { name: "rob/ps1.ipynb", data: "x".repeat(5000), size: 10 },
    );
    const { left } = await collect(one.cls, "ps1", [source]);
    expect(brief()).to.deep.equal(["ada ps1.ipynb 1 file"]);
    expect(reasons(left).map((reason) => reason.replace(/\(.*|\d+/g, "…"))).to.deep.equal([
      "its name leads out of the zip",
      "its name leads out of the zip",
      "its name leads out of the zip",
      "its name leads out of the zip",
      "it is a link",
      "it is encrypted",
      "it claims … bytes; at most … are read",
      "cannot be unpacked …",
    ]);
    expect(existsSync(join(folder, "..", "bob"))).to.equal(false);
  });

  it("reads no bomb to its end, and refuses crowds of entries and what is no zip", async () => {
    const bomb = zipOf([{ name: "ps1.ipynb", data: new Uint8Array(300 << 20), size: 1000 }]);
    expect(bomb.length).to.be.lessThan(1 << 20);
    const before = process.memoryUsage().arrayBuffers;
    const { left } = await collect(one.cls, "ps1", [put("ada.zip", bomb)]);
    expect(reasons(left)[0]).to.match(/cannot be unpacked/);
    expect(process.memoryUsage().arrayBuffers - before).to.be.lessThan(64 << 20);

    const crowd = zipOf(Array.from({ length: 2001 }, (_, i) => ({ name: `f${i}.ipynb` })));
    const inner = zip("class.zip", { name: "bob/ps1.zip", data: crowd }, { name: "rob/ps1.zip", data: "no zip" });
    const refused = await collect(one.cls, "ps1", [inner]);
    expect(reasons(refused.left)[0]).to.equal("it claims 2001 entries; at most 2000 are read");
    expect(reasons(refused.left)[1]).to.match(/^not a zip that can be read/);
    let message = "";
    await collect(one.cls, "ps1", [put("broken.zip", "PK")]).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.match(/broken\.zip: not a zip that can be read/);
    await collect(one.cls, "ps1", [join(folder, "none")]).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.include("cannot be read (ENOENT)");
  });

  it("follows no link on the disk", async function () {
    if (process.platform === "win32") return this.skip();
    put("secret/ps1.ipynb", "s");
    mkdirSync(join(folder, "in", "ada"), { recursive: true });
    symlinkSync(join(folder, "secret", "ps1.ipynb"), join(folder, "in", "ada", "ps1.ipynb"));
    symlinkSync(join(folder, "secret"), join(folder, "in", "bob"));
    const { left, taken } = await collect(one.cls, "ps1", [join(folder, "in")]);
    expect([taken, reasons(left)]).to.deep.equal([[], ["it is a link", "it is a link"]]);
  });

  it("reads a clone of git from its last commit, at the time of it, and runs nothing of it", async () => {
    const clone = join(folder, "clones", "ada");
    put("clones/ada/ps1.ipynb", "committed");
    const env = { ...process.env, GIT_COMMITTER_DATE: "2026-12-01T16:30:00Z", GIT_AUTHOR_DATE: "2020-01-01T00:00:00Z" };
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@x", ...args], { cwd: clone, env, stdio: "pipe" });
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "x");
    put("clones/ada/ps1.ipynb", "changed since");
    const trap = put("trap.sh", `#!/bin/sh\ntouch ${join(folder, "sprung")}\n`);
    chmodSync(trap, 0o755);
    for (const key of [
      "core.fsmonitor",
      "core.pager",
      "diff.external",
      "core.sshCommand",
      "gpg.program",
      "core.editor",
    ])
      git("config", key, trap);
    git("config", "log.showSignature", "true");
    git("config", "core.hooksPath", folder);
    rmSync(join(folder, "sprung"), { force: true }); // git itself may have sprung it above
    await collect(one.cls, "ps1", [join(folder, "clones")]);
    expect(brief()).to.deep.equal(["ada ps1.ipynb 1 git"]);
    expect(rows()[0].at).to.equal(at("2026-12-01 17:30"));
    expect(Buffer.from(readBlob(one.cls.db, rows()[0].sha256 as string)).toString()).to.equal("committed");
    expect(existsSync(join(folder, "sprung"))).to.equal(false);
    mkdirSync(join(folder, "clones", "bob", ".git"), { recursive: true });
    const { left } = await collect(one.cls, "ps1", [join(folder, "clones")]);
    expect(reasons(left)).to.deep.equal(["its HEAD names no branch"]);
  });

  it("takes for a learner what is told to be theirs, and refuses one who is not there", async () => {
    const path = put("IMG_1.ipynb", "x");
    await collect(one.cls, "ps1", [path], { learner: "ada", at: at("2026-12-01 17:50") });
    expect(brief()).to.deep.equal(["ada IMG_1.ipynb 1 given"]);
    let message = "";
    await collect(one.cls, "ps1", [path], { learner: "ad" }).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.include("did you mean ada?");
  });

  it("knows a learner by many names, and nobody by a name of two", () => {
    one.cls.db.prepare("insert into learner (id, name) values ('bob2', 'Bob Smith')").run();
    const book = bookOf(readRoster(one.cls));
    const owner = (...parts: string[]) => {
      const found = ownerOf(parts, book);
      return typeof found === "string" ? found : found.learner;
    };
    expect(owner("ADA.ipynb")).to.equal("ada");
    expect(owner("ada@x.org", "x.ipynb")).to.equal("ada");
    expect(owner("Lovelace, Ada", "x.ipynb")).to.equal("ada");
    expect(owner("week 1", "ada-lovelace final.ipynb")).to.equal("ada");
    expect(owner("bob2_ps1_v3.ipynb")).to.equal("bob2");
    expect(owner("Bob Smith.ipynb")).to.equal('"Bob Smith" fits bob and bob2');
    expect(owner("adamant.ipynb")).to.equal("no learner of this class is called so");
  });
});
