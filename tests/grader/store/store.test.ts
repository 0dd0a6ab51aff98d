/** @file The store on real files: made, migrated, refused, written by four processes at once. */

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256 } from "@cryolab/grader/internal/sha256";
import { keepBlob, readBlob } from "@cryolab/grader/internal/store/blobs";
import { explained, openDatabase, StoreError } from "@cryolab/grader/internal/store/database";
import { happened } from "@cryolab/grader/internal/store/events";
import { networkFileSystem } from "@cryolab/grader/internal/store/filesystem";
import { openStore, version, versionOf } from "@cryolab/grader/internal/store/open";
import { migrations } from "@cryolab/grader/internal/store/schema";
import { expect } from "chai";

describe("store", function () {
  this.timeout(60_000);
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cryolab-store-"));
    path = join(folder, "class.sqlite");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is made for its owner alone, with a log ahead of it and grades on the disk", () => {
    const db = openStore(path, { create: true });
    expect(versionOf(db)).to.equal(version).and.to.equal(migrations.length);
    const [major, minor] = process.versions.node.split(".").map(Number);
    const builtIn = major > 22 || (major === 22 && minor >= 13);
    expect(db.engine).to.equal(builtIn ? "node:sqlite" : "libsql");
    expect(db.prepare("pragma journal_mode").get()).to.deep.equal({ journal_mode: "wal" });
    expect(db.prepare("pragma synchronous").get()).to.deep.equal({ synchronous: 2 });
    expect(db.prepare("pragma foreign_keys").get()).to.deep.equal({ foreign_keys: 1 });
    if (process.platform !== "win32")
      for (const name of ["", "-wal", "-shm"]) expect(statSync(path + name).mode & 0o777, name).to.equal(0o600);
    db.close();
    expect(() => openStore(path, { create: true })).to.throw(StoreError, "exists already");
  });

  it("refuses a file that is missing, newer or no store, and says the way out", () => {
    expect(() => openStore(path)).to.throw(StoreError, `there is no ${path}; cryolab init FOLDER makes one`);
    openStore(path, { create: true }).close();
    const db = openDatabase(path);
    db.exec("pragma user_version = 99");
    db.close();
    expect(() => openStore(path)).to.throw(StoreError, /newer Cryolab \(version 99 .* update this clone/);
    writeFileSync(path, "this is no database, however long it is".repeat(100));
    for (const end of ["-wal", "-shm"]) rmSync(path + end, { force: true });
    expect(() => openStore(path)).to.throw(StoreError, "cryolab restore brings a backup back");
  });

  it("takes an old file to the present version, once, and keeps what is in it", () => {
    writeFileSync(path, "");
    const old = openDatabase(path);
    old.exec("create table unknown_before (a text)");
    old.close();
    const db = openStore(path);
    expect(versionOf(db)).to.equal(version);
    db.prepare("insert into learner (id) values ('ada')").run();
    db.close();
    const again = openStore(path);
    expect(again.prepare("select id from learner").all()).to.deep.equal([{ id: "ada" }]);
    again.close();
  });

  it("says what a full disk and a file that cannot be written mean", () => {
    const db = openStore(path, { create: true });
    const pages = db.prepare<{ page_count: number }>("pragma page_count").get()?.page_count ?? 0;
    db.prepare(`pragma max_page_count = ${pages + 4}`).get();
    const fill = () =>
      db.transaction(() => {
        for (let i = 0; i < 100; i++) db.prepare("insert into setting values (?, ?)").run(`k${i}`, "x".repeat(4000));
      });
    expect(fill).to.throw(StoreError, /the disk is full; make room/);
    expect(db.prepare("select count(*) n from setting").get()).to.deep.equal({ n: 0 });
    db.close();
    const readonly = explained(new Error("attempt to write a readonly database"), "x") as StoreError;
    expect([readonly.kind, readonly.message]).to.deep.equal([
      "readonly",
      "x: the file or its folder cannot be written; check its owner and its mode (attempt to write a readonly database)",
    ]);
  });

  it("says why it cannot be made where nothing can be", () => {
    const nowhere = join(folder, "none", "class.sqlite");
    mkdirSync(join(folder, "none"));
    mkdirSync(nowhere); // root may write everywhere, but not over a folder
    expect(() => openStore(nowhere, { create: true })).to.throw(StoreError, "exists already");
    expect(() => openStore(nowhere)).to.throw(StoreError, "cannot be opened");
  });

  it("gives rows without the driver's own words, blobs of any view, and numbers of changes", () => {
    const db = openStore(path, { create: true });
    const bytes = new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4);
    const sha = keepBlob(db, bytes);
    expect(sha)
      .to.equal(sha256(bytes))
      .and.to.equal("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
    expect(keepBlob(db, bytes)).to.equal(sha);
    expect([...readBlob(db, sha)]).to.deep.equal([1, 2, 3]);
    expect(Object.keys(db.prepare("select sha256 from blob").get() ?? {})).to.deep.equal(["sha256"]);
    expect(db.prepare("select 1 from blob where sha256 = 'no'").get()).to.equal(undefined);
    expect(readBlob(db, keepBlob(db, new Uint8Array(0)))).to.have.length(0);
    expect(() => readBlob(db, "00")).to.throw(StoreError, "keeps no file with sha256 00");
    expect(db.prepare("delete from blob").run().changes).to.equal(2);
    db.close();
  });

  it("undoes a transaction that throws, with the one inside it", () => {
    const db = openStore(path, { create: true });
    const add = (id: string) => db.prepare("insert into learner (id) values (?)").run(id);
    expect(() =>
      db.transaction(() => {
        add("ada");
        db.transaction(() => add("bob"));
        throw new Error("no");
      }),
    ).to.throw("no");
    expect(db.transaction(() => add("eve").changes)).to.equal(1);
    expect(db.prepare("select id from learner").all()).to.deep.equal([{ id: "eve" }]);
    expect(() =>
      db.prepare("insert into problem_set values ('p', 't', 1, null, null, '', null, 'worst')").run(),
    ).to.throw();
    db.close();
  });

  it("keeps its events: none is taken away, none is changed but for its names", () => {
    const db = openStore(path, { create: true });
    happened(db, { what: "marked", learner: "ada", detail: { points: 3 } }, 7);
    expect(() => db.exec("delete from event")).to.throw("events are never deleted");
    expect(() => db.exec("update event set what = 'nothing'")).to.throw("events are never changed");
    db.exec("update event set learner = null");
    expect(db.prepare("select at, who, what, learner, detail from event").all()).to.deep.equal([
      { at: 7, who: "instructor", what: "marked", learner: null, detail: '{"points":3}' },
    ]);
    db.close();
  });

  it("loses nothing of four processes that write at once", async () => {
    openStore(path, { create: true }).close();
    const writer = fileURLToPath(new URL("./writer.js", import.meta.url));
    const codes = await Promise.all(
      [0, 1, 2, 3].map(
        (name) =>
          new Promise((resolve) =>
            spawn(process.execPath, [writer, path, String(name), "60"], {
              stdio: ["ignore", "ignore", "inherit"],
            }).once("close", resolve),
          ),
      ),
    );
    expect(codes).to.deep.equal([0, 0, 0, 0]);
    const db = openStore(path);
    expect(db.prepare("select count(*) n from event").get()).to.deep.equal({ n: 240 });
    expect(db.prepare("select value from setting where key = 'count'").get()).to.deep.equal({ value: "240" });
    expect(db.prepare("pragma integrity_check").get()).to.deep.equal({ integrity_check: "ok" });
    db.close();
  });
});

describe("networkFileSystem", () => {
  const here = process.platform === "win32" ? "C:\\" : "/tmp";
  const line = (point: string, type: string) => `36 35 98:0 / ${point} rw,noatime master:1 - ${type} server:/x rw`;

  it("finds the mount that holds the folder, the longest one", function () {
    if (process.platform === "win32") return this.skip();
    expect(networkFileSystem(here, [line("/", "ext4"), line("/tmp", "nfs4")].join("\n"))).to.equal("nfs4");
    expect(networkFileSystem(here, [line("/", "nfs4"), line("/tmp", "ext4")].join("\n"))).to.equal(undefined);
    expect(networkFileSystem(here, [line("/", "ext4"), line("/t", "nfs4")].join("\n"))).to.equal(undefined);
    expect(networkFileSystem(here, line("/", "fuse.sshfs"))).to.equal("fuse.sshfs");
    expect(networkFileSystem(here, line("/", "fuse.portal"))).to.equal(undefined);
  });
});
