/**
 * @file A release as a learner gets it: unpacked into an empty folder, with an empty home, installed from its own lock file,
 * and used: `npm test`, the commands, the kernel.
 */

import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { release } from "@cryolab/grader/internal/release/release";
import { expect } from "chai";
import { unzipSync } from "fflate";
import { KernelClient } from "../../kernel-ext/client.ts";
import { readText, root } from "../../support/root.ts";

const set = {
  id: "ps1",
  title: "Problem set 1",
  due: null,
  exercises: [
    { id: "fourier/dft", points: 10 },
    { id: "optics/ctf-1d", points: 10 },
  ],
};

describe("a release on a learner's machine", function () {
  this.timeout(600_000);
  let top: string;
  let folder: string;
  before(async () => {
    top = mkdtempSync(join(tmpdir(), "cryolab-learner-"));
    const { zip } = await release(set, { root, into: join(top, "out") });
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
      const path = join(top, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes, { mode: name.endsWith("cryolab.js") ? 0o755 : 0o644 });
    }
    rmSync(join(top, "out"), { recursive: true });
    mkdirSync(join(top, "home"));
    folder = join(top, "ps1");
  });
  after(() => rmSync(top, { recursive: true, force: true, maxRetries: 3 }));

  const env = () => {
    const kept = Object.entries(process.env).filter(([name]) => /^(npm_config_(registry|cache)|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SystemRoot|TEMP|TMP|PATHEXT|COMSPEC)$/i.test(name)); // biome-ignore format: a list
    const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
    return { ...Object.fromEntries(kept), PATH, HOME: join(top, "home"), NO_COLOR: "1", CI: "1" };
  };
  function run(
    program: string,
    ...args: readonly string[]
  ): Promise<{ code: number | string; stdout: string; stderr: string }> {
    return new Promise((resolve) =>
      execFile(
        program,
        args,
        { cwd: folder, env: env(), shell: process.platform === "win32" },
        (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
      ),
    );
  }

  it("installs by npm test, from its lock file, and says that nothing is answered", async () => {
    const lock = readFileSync(join(folder, "package-lock.json"), "utf8");
    const { code, stdout, stderr } = await run("npm", "test");
    expect(code, stderr).to.equal(0);
    expect(stdout).to.match(
      /node_modules +npm ci .*\nnot answered yet: fourier\/dft, optics\/ctf-1d\n0 answers checked/,
    );
    expect(readFileSync(join(folder, "package-lock.json"), "utf8")).to.equal(lock);
    const installed = JSON.parse(readFileSync(join(folder, "node_modules", ".package-lock.json"), "utf8")).packages;
    const wanted = JSON.parse(lock).packages;
    for (const [path, { version }] of Object.entries(installed) as [string, { version: string }][])
      expect(version, path).to.equal(wanted[path]?.version);
    expect(existsSync(join(folder, "node_modules", "libsql"))).to.equal(false);
  });

  it("checks, hands in and helps by npx cryolab", async () => {
    writeFileSync(join(folder, "exercises/fourier/dft/dft.ts"), readText("solutions/fourier/dft/dft.ts"));
    const checked = await run("npx", "cryolab", "check");
    expect([checked.code, checked.stdout]).to.deep.equal([0, checked.stdout]);
    expect(checked.stdout).to.include("fourier/dft · 2 of 2 points").and.to.include("not answered yet: optics/ctf-1d");
    const submitted = await run("npx", "cryolab", "submit", "ps1");
    expect(submitted.stdout).to.match(/holds fourier\/dft\.ts\nsha256 {3}[0-9a-f]{64}/);
    expect((await run("npx", "cryolab", "list")).stdout).to.match(/fourier\/dft .*✓\n/);
    expect((await run("npx", "cryolab", "grade", "x.ts")).stderr).to.include("unknown command 'grade'");
  });

  it("has a kernel in which check and submit answer", async () => {
    const main = join(folder, "node_modules", "@cryolab", "kernel", "dist", "main.js");
    const notebook = join(folder, "notebooks", "ps1.ipynb");
    const kernel = await KernelClient.start({
      cwd: join(folder, "notebooks"),
      env: { CRYOLAB_ROOT: folder, JPY_SESSION_NAME: notebook },
      args: (connection) => ["--no-force-async-hooks-checks", main, "--connection", connection],
    });
    try {
      const answer = `%%exercise optics/ctf-1d\n${readText("solutions/optics/ctf-1d/ctf-1d.ts")}`;
      expect((await kernel.execute(answer)).reply.status).to.equal("ok");
      const texts = async (code: string) => {
        const { outputs, reply } = await kernel.execute(code);
        expect(reply.status, JSON.stringify(reply)).to.equal("ok");
        return outputs.map(({ content }) => content.data?.["text/plain"] ?? "").join("\n");
      };
      expect(await texts('check("optics/ctf-1d")')).to.include("visible tests: 3 of 3 points");
      // the file's own answer of fourier/dft is handed in; what ran and was not saved is not
      expect(await texts('submit("ps1")')).to.match(
        /NOT in the zip: .*differs from what ran[\s\S]*fourier\/dft {2}2 of 2/,
      );
    } finally {
      await kernel.shutdown();
    }
  });
});
