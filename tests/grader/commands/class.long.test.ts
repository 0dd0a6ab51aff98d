/** @file A set that is graded with the real grader, killed and interrupted in the middle, and graded to its end. */

import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStore } from "@cryolab/grader/internal/store/open";
import { expect } from "chai";
import { type Course, course, notebook, solution } from "../course.ts";
import { descendantsOf, gone, until } from "../processes.ts";

const PROGRAM = fileURLToPath(new URL("../program.js", import.meta.url));

describe("cryolab grade ps1", function () {
  this.timeout(240_000);
  let lab: Course;
  before(() => {
    lab = course();
  });
  after(() => lab.remove());
  const unsafe = ["--unsafe"]; // the walls are not what is tested here
  const env = () => ({ ...process.env, NO_COLOR: "1", CRYOLAB_ROOT: lab.root, CRYOLAB_CLASS: "" });
  const answer = (text: string) => notebook([`%%exercise fourier/tiny\n${text}`]);
  function ok(...args: string[]): Promise<string> {
    return new Promise((resolve, reject) =>
      execFile(process.execPath, [PROGRAM, ...args], { env: env(), cwd: lab.root }, (error, stdout) =>
        error ? reject(error) : resolve(stdout),
      ),
    );
  }

  it("loses nothing when killed, and gives back what it held when interrupted", async function () {
    if (process.platform === "win32") return this.skip();
    const slow = mkdtempSync(join(tmpdir(), "cryolab-kill-"));
    try {
      const here = ["--class", slow];
      await ok("init", slow);
      const ids = Array.from({ length: 6 }, (_, i) => `s${i}`);
      writeFileSync(join(slow, "r.csv"), `id\n${ids.join("\n")}\n`);
      await ok("roster", "import", join(slow, "r.csv"), ...here);
      await ok("assign", "ps1", "fourier/tiny", ...here);
      for (const id of ids) writeFileSync(join(slow, "inbox", `${id}.ipynb`), answer(`${solution}// ${id}\n`));
      await ok("collect", "ps1", join(slow, "inbox"), ...here);
      const count = (query: string) => {
        const db = openStore(join(slow, "class.sqlite"));
        try {
          return db.prepare<{ n: number }>(query).get()?.n ?? 0;
        } finally {
          db.close();
        }
      };
      for (const signal of ["SIGKILL", "SIGINT"] as const) {
        const before = count("select count(*) n from run");
        const args = [PROGRAM, "grade", "ps1", "--workers", "1", ...here, ...unsafe];
        const child = spawn(process.execPath, args, { env: env(), cwd: lab.root, stdio: "ignore" });
        const ended = new Promise((resolve) => child.once("exit", resolve));
        await until(() => count("select count(*) n from run") > before);
        const family = descendantsOf(child.pid as number);
        child.kill(signal);
        expect(await ended).to.equal(signal === "SIGINT" ? 130 : null);
        await gone(family);
        const held = count("select count(*) n from job where state = 'running'");
        expect(held).to.equal(signal === "SIGINT" ? 0 : 1); // what was killed waits for its lease
        const db = openStore(join(slow, "class.sqlite"));
        db.prepare("update job set lease_until = 0 where state = 'running'").run(); // a minute passes
        db.close();
      }
      await ok("grade", "ps1", ...here, ...unsafe);
      expect(count("select count(*) n from run")).to.equal(6);
      expect(count("select count(*) n from grade where auto = 7")).to.equal(6);
      expect(count("select count(*) n from event where what = 'graded'")).to.equal(6);
      expect(count("select count(*) n from pragma_integrity_check where integrity_check = 'ok'")).to.equal(1);
    } finally {
      rmSync(slow, { recursive: true, force: true });
    }
  });
});
