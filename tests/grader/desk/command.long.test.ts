/** @file The commands as an instructor types them: a report written, a desk opened and closed by Ctrl-C. */

import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { root } from "../../support/root.js";
import { type Synthetic, syntheticClass } from "./synthetic.js";

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `cryolab`; `seen` is called with what was printed so far. */
function cryolab(folder: string, args: string[], seen?: (out: string, end: () => void) => void): Promise<Ended> {
  const env = { ...process.env, NO_COLOR: "1" }; // under CI colours are on by default
  const child = spawn(process.execPath, [join(root, "tests/dist/grader/program.js"), ...args], { cwd: folder, env });
  let [out, err] = ["", ""];
  let ended = false;
  child.stdout.on("data", (text) => {
    out += text;
    if (!ended)
      seen?.(out, () => {
        ended = true;
        child.kill("SIGINT");
      });
  });
  child.stderr.on("data", (text) => (err += text));
  return new Promise((resolve) => child.once("close", (status) => resolve({ status, out, err })));
}

describe("cryolab report and desk", function () {
  this.timeout(60_000);
  let made: Synthetic;
  before(() => {
    made = syntheticClass(5);
  });
  after(() => made.remove());

  it("writes the page and the tables, for their owner alone", async () => {
    const folder = join(made.folder, "class");
    const { status, out, err } = await cryolab(folder, ["report", "ps1", "--csv", "tables", "--risk-share", "60 %"]);
    expect(status, err).to.equal(0);
    const files = out.trim().split("\n");
    expect(files).to.have.lengthOf(6);
    for (const file of files) expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect(readFileSync(files[0], "utf8")).to.include("less than 60 % of the points");
    expect(err).to.equal("");
  });

  it("says what is wrong in one line", async () => {
    const folder = join(made.folder, "class");
    expect((await cryolab(folder, ["report", "ps7"])).err).to.match(
      /^error no problem set "ps7" in this class; there are ps1/,
    );
    expect((await cryolab(folder, ["report", "ps1", "--risk-drop", "much"])).err).to.match(
      /^error --risk-drop: must be/,
    );
    expect((await cryolab(folder, ["desk", "--port", "99999"])).err).to.match(/^error --port: must be/);
  });

  it("opens a desk that Ctrl-C closes", async () => {
    let answered = 0;
    const { status, out, err } = await cryolab(join(made.folder, "class"), ["desk", "--no-open"], (text, end) => {
      const url = /^http\S+/.exec(text)?.[0];
      if (url !== undefined)
        fetch(url)
          .then((response) => (answered = response.status))
          .finally(end);
    });
    expect(answered).to.equal(200);
    expect(out.trim()).to.match(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/);
    expect(err).to.equal("");
    expect(status).to.equal(0); // bin/cryolab.js makes it 130, as of every command that Ctrl-C ends
  });
});
