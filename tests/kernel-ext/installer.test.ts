import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import vm from "node:vm";
import { installKernel } from "@cryolab/kernel";
import { kernelCommands } from "@cryolab/kernel/internal/commands";
import { freshness, installInto, uninstallFrom } from "@cryolab/kernel/internal/installer";
import { expect } from "chai";
import { Command } from "commander";

// biome-ignore lint/suspicious/noExplicitAny: tests look into JSON
const json = (path: string): Record<string, any> => JSON.parse(readFileSync(path, "utf8"));

describe("installKernel", () => {
  const prefix = mkdtempSync(join(tmpdir(), "cryolab-install-"));
  after(() => rmSync(prefix, { recursive: true }));
  const { kernelspec, labextension } = installKernel({ prefix });

  it("writes a kernelspec whose program exists, with a logo", () => {
    expect(kernelspec).to.equal(join(prefix, "share/jupyter/kernels/cryolab"));
    const { argv, display_name, language, interrupt_mode } = json(join(kernelspec, "kernel.json"));
    expect({ display_name, language, interrupt_mode }).to.deep.equal({
      display_name: "Cryo-EM (TypeScript)",
      language: "typescript",
      interrupt_mode: "message",
    });
    expect(argv[0]).to.equal(process.execPath);
    expect(argv.slice(-2)).to.deep.equal(["--connection", "{connection_file}"]);
    expect(existsSync(argv[argv.length - 3])).to.equal(true);
    expect(readFileSync(join(kernelspec, "logo-svg.svg"), "utf8")).to.contain("<svg");
  });

  it("writes an extension that JupyterLab can load, and its module says __esModule and safe", async () => {
    const { jupyterlab } = json(join(labextension, "package.json"));
    const entry = readFileSync(join(labextension, jupyterlab._build.load), "utf8");
    const [, plotly] = /\$\{folder\}(plotly\.\w+\.js)`/.exec(entry)!;
    expect(statSync(join(labextension, "static", plotly)).size).to.be.greaterThan(4e6);
    // biome-ignore lint/suspicious/noExplicitAny: a page in miniature
    const window: Record<string, any> = {};
    const document = { currentScript: { src: "http://x/lab/extensions/@cryolab/plotly/static/remote-entry.js?v" } };
    vm.runInNewContext(entry, { window, document });
    const container = window._JUPYTERLAB["@cryolab/plotly"];
    container.init({ "@lumino/widgets": { "1.0": { get: async () => () => ({ Widget: class {} }) } } });
    const module = (await container.get("./mimeExtension"))();
    expect(module.__esModule).to.equal(true);
    expect(module.default.rendererFactory.safe).to.equal(true);
    expect([...module.default.rendererFactory.mimeTypes]).to.deep.equal(["application/vnd.plotly.v1+json"]);
  });

  it("says what is in the way of a prefix, and comes back where no folder can be made", () => {
    const file = join(prefix, "a-file");
    writeFileSync(file, "");
    expect(() => installKernel({ prefix: file })).to.throw(/ENOTDIR.*a-file/);
    if (process.platform === "linux")
      expect(() => installKernel({ prefix: "/proc/cryolab" })).to.throw(/ENOENT.*\/proc\/cryolab/);
  });

  it("leaves what is right alone and sweeps what is old", () => {
    const files = join(labextension, "static");
    const plotly = readdirSync(files).find((name) => name.startsWith("plotly."))!;
    const before = statSync(join(files, plotly)).ino;
    writeFileSync(join(files, "plotly.0000000000000000.js"), "old");
    installKernel({ prefix });
    expect(readdirSync(files)).to.have.length(2);
    expect(statSync(join(files, plotly)).ino).to.equal(before);
  });
});

describe("freshness", () => {
  it("tells what is absent, stale and up to date, part by part", () => {
    const share = mkdtempSync(join(tmpdir(), "cryolab-install-"));
    try {
      expect(freshness(share)).to.deep.equal({ kernelspec: "absent", labextension: "absent" });
      const { kernelspec, labextension } = installInto(share);
      expect(freshness(share)).to.deep.equal({ kernelspec: "up to date", labextension: "up to date" });
      writeFileSync(join(kernelspec, "kernel.json"), "{}");
      rmSync(join(labextension, "package.json"));
      expect(freshness(share)).to.deep.equal({ kernelspec: "stale", labextension: "stale" });
      installInto(share);
      expect(freshness(share)).to.deep.equal({ kernelspec: "up to date", labextension: "up to date" });
    } finally {
      rmSync(share, { recursive: true });
    }
  });
});

describe("uninstallFrom", () => {
  it("removes what was installed and leaves other kernels and extensions, of our scope too", () => {
    const share = mkdtempSync(join(tmpdir(), "cryolab-install-"));
    try {
      const { kernelspec, labextension } = installInto(share);
      const others = [join(share, "kernels/python3"), join(share, "labextensions/@cryolab/other")];
      for (const folder of others) mkdirSync(folder);
      expect(uninstallFrom(share)).to.deep.equal([kernelspec, labextension]);
      expect(others.map((folder) => existsSync(folder))).to.deep.equal([true, true]);
      expect(existsSync(kernelspec) || existsSync(labextension)).to.equal(false);
      expect(uninstallFrom(share)).to.deep.equal([]);
      rmSync(others[1], { recursive: true });
      installInto(share);
      uninstallFrom(share);
      expect(readdirSync(join(share, "labextensions"))).to.deep.equal([]);
    } finally {
      rmSync(share, { recursive: true });
    }
  });
});

describe("kernelCommands", () => {
  it("adds its verbs, and install says where", async () => {
    const prefix = mkdtempSync(join(tmpdir(), "cryolab-install-"));
    const said: string[] = [];
    const { log } = console;
    console.log = (line: string) => said.push(line);
    try {
      const program = new Command();
      kernelCommands(program);
      await program.parseAsync(["node", "cryolab", "kernel", "install", "--prefix", prefix]);
      expect(program.commands[0].commands.map((command) => command.name())).to.deep.equal([
        "install",
        "list",
        "uninstall",
        "doctor",
        "run",
      ]);
    } finally {
      console.log = log;
      rmSync(prefix, { recursive: true });
    }
    expect(said.join()).to.contain(join("kernels", "cryolab"));
  });
});
