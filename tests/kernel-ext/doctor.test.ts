import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { examine, type Finding, node, writable } from "@cryolab/kernel/internal/doctor";
import { installKernel, kernelArguments } from "@cryolab/kernel/internal/installer";
import { probeKernel } from "@cryolab/kernel/internal/probe";
import { expect } from "chai";

describe("doctor", function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cryolab-doctor-test-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A `jupyter` that looks in one folder, and says of itself what it is told to. */
  const jupyter = (versions: string): string => {
    const file = join(folder, "jupyter");
    const paths = JSON.stringify({ data: [join(folder, "share", "jupyter")] });
    writeFileSync(file, `#!/bin/sh\ncase $1 in\n--version) echo '${versions}';;\n*) echo '${paths}';;\nesac\n`);
    chmodSync(file, 0o755);
    return file;
  };
  const findings = async (versions: string): Promise<Map<string, Finding>> => {
    const found = new Map<string, Finding>();
    for await (const finding of examine({ jupyter: jupyter(versions) })) found.set(finding.subject, finding);
    return found;
  };
  const lab = "jupyterlab : 4.6.6\nnotebook : not installed";

  it("finds nothing wrong with what was installed", async () => {
    installKernel({ prefix: folder });
    const found = await findings(lab);
    expect([...found.values()].filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(found.get("Jupyter")?.seen).to.contain("jupyterlab 4.6.6");
    expect(found.get("start")?.seen).to.match(/TypeScript 5\.9\.3, 1 \+ 1 = 2/);
  });
  it("finds a kernelspec whose program is gone, an extension half there, a Jupyter too old", async () => {
    const { kernelspec, labextension } = installKernel({ prefix: folder });
    writeFileSync(
      join(kernelspec, "kernel.json"),
      JSON.stringify({ argv: ["/gone/node", "main.js"], display_name: "C" }),
    );
    rmSync(join(labextension, "static"), { recursive: true });
    const found = await findings("notebook : 6.4.12");
    const wrong = [...found.values()].filter(({ ok }) => !ok);
    expect(wrong.map(({ subject }) => subject)).to.deep.equal(["Jupyter", "kernelspec", "labextension"]);
    expect(wrong[0].seen).to.contain("notebook 6.4.12; charts need JupyterLab >= 4");
    expect(wrong[1].seen).to.contain("starts /gone/node, which does not exist");
    expect(wrong[1].mend).to.equal(`cryolab kernel install --prefix "${folder}"`);
    expect(found.get("start")?.seen, "the kernel itself is tried").to.contain("1 + 1 = 2");
  });
  it("finds a Node that is too old, whatever the line", () => {
    for (const version of ["18.20.0", "20.18.3", "21.7.3", "22.11.0"])
      expect(node(version).ok, version).to.equal(false);
    for (const version of ["20.19.0", "22.12.0", "23.0.0", "24.1.0"]) expect(node(version).ok, version).to.equal(true);
  });
  it("finds a folder that cannot be written, by the nearest one that exists", () => {
    if (process.getuid?.() === 0) {
      // Root may write everywhere but into what is no folder.
      writeFileSync(join(folder, "file"), "", { mode: 0o600 });
      expect(writable("x", join(folder, "file", "y"), "m").ok).to.equal(false);
      return;
    }
    mkdirSync(join(folder, "locked"), { mode: 0o500 });
    expect(writable("x", join(folder, "locked", "a", "b"), "mend it")).to.deep.equal({
      ...{ subject: "x", ok: false, mend: "mend it" },
      seen: `${join(folder, "locked")} cannot be written`,
    });
  });

  describe("probeKernel", () => {
    it("says what a kernel that ends wrote, and that one is silent", async () => {
      const argv = [process.execPath, "-e", "console.error('no such luck'); process.exit(3)"];
      const failure = await probeKernel({ argv, within: 10_000 }).catch((error: Error) => error.message);
      expect(failure).to.equal("it ended with status 3\nno such luck");
      const silent = [process.execPath, "-e", "setInterval(() => {}, 1000)"];
      const silence = await probeKernel({ argv: silent, within: 300 }).catch((error: Error) => error.message);
      expect(silence).to.equal("no answer in 0.3 s");
    });
    it("measures one that answers", async () => {
      const argv = [process.execPath, ...kernelArguments("{connection_file}")];
      const { sum, ready, first } = await probeKernel({ argv, within: 30_000 });
      expect(sum).to.equal("2");
      expect(ready).to.be.greaterThan(first);
    });
  });
});
