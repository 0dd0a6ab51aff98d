import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  activeEnvironment,
  dataPath,
  kernelspecs,
  type Machine,
  userDataFolder,
} from "@cryolab/kernel/internal/jupyter";
import { expect } from "chai";
import { root } from "../support/root.ts";

describe("jupyter", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cryolab-jupyter-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const machine = (env: Machine["env"], platform: NodeJS.Platform = "linux"): Machine => ({
    platform,
    env,
    home: join("/home", "ada"),
  });
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  describe("userDataFolder", () => {
    it("is Jupyter's own on Linux, macOS and Windows", () => {
      expect(userDataFolder(machine({}))).to.equal("/home/ada/.local/share/jupyter");
      expect(userDataFolder(machine({ XDG_DATA_HOME: "/data" }))).to.equal("/data/jupyter");
      expect(userDataFolder(machine({ XDG_DATA_HOME: "/data" }, "darwin"))).to.equal("/home/ada/Library/Jupyter");
      expect(userDataFolder(machine({ APPDATA: "/roaming" }, "win32"))).to.equal("/roaming/jupyter");
      expect(userDataFolder(machine({}, "win32"))).to.equal("/home/ada/.jupyter/data");
    });
    it("is what JUPYTER_DATA_DIR says, everywhere", () => {
      for (const platform of ["linux", "darwin", "win32"] as const)
        expect(userDataFolder(machine({ JUPYTER_DATA_DIR: "/mine" }, platform))).to.equal("/mine");
    });
  });

  describe("activeEnvironment", () => {
    it("is VIRTUAL_ENV, else CONDA_PREFIX", () => {
      const env = { VIRTUAL_ENV: folder, CONDA_PREFIX: tmpdir() };
      expect(activeEnvironment(machine(env))).to.deep.equal({ prefix: folder, by: "VIRTUAL_ENV" });
      expect(activeEnvironment(machine({ CONDA_PREFIX: folder }))).to.deep.equal({
        prefix: folder,
        by: "CONDA_PREFIX",
      });
    });
    it("is else that of the `jupyter` on the PATH, through a link", () => {
      write("venv/bin/python", "");
      write("venv/bin/jupyter", "#!/bin/sh\nexit 1\n");
      mkdirSync(join(folder, "links"));
      symlinkSync(join(folder, "venv/bin/jupyter"), join(folder, "links/jupyter"));
      const found = activeEnvironment(machine({ PATH: `/nowhere:${join(folder, "links")}` }));
      expect(found).to.deep.equal({ prefix: join(folder, "venv"), by: "jupyter on the PATH" });
    });
    it("is what a shim answers, when it lies beside no Python", () => {
      write("versions/3/bin/python3", "");
      write("shims/jupyter", `#!/bin/sh\necho '{"data": ["/home/ada/x", "${folder}/versions/3/share/jupyter"]}'\n`);
      chmodSync(join(folder, "shims/jupyter"), 0o755);
      expect(activeEnvironment(machine({ PATH: join(folder, "shims") })).prefix).to.equal(join(folder, "versions/3"));
    });
    it("says the way out when there is none, or when it is gone", () => {
      expect(() => activeEnvironment(machine({ PATH: folder }))).to.throw(
        /no Python environment.*--user or --prefix DIR/,
      );
      expect(() => activeEnvironment(machine({ VIRTUAL_ENV: join(folder, "gone") }))).to.throw(
        /VIRTUAL_ENV names .*gone, which does not exist/,
      );
    });
  });

  describe("dataPath", () => {
    it("is by Jupyter's rules when there is no jupyter to ask: JUPYTER_PATH, environment, user, system", () => {
      const env = { JUPYTER_PATH: "/a:/b", VIRTUAL_ENV: "/venv" };
      expect(dataPath(undefined, machine(env))).to.deep.equal([
        ...["/a", "/b", "/venv/share/jupyter", "/home/ada/.local/share/jupyter"],
        ...["/usr/local/share/jupyter", "/usr/share/jupyter"],
      ]);
    });
  });

  describe("kernelspecs", () => {
    it("lists them in the order of the path, says which one is hidden and which is broken", () => {
      write("a/kernels/cryolab/kernel.json", '{"argv": ["node"], "display_name": "First"}');
      write("b/kernels/Cryolab/kernel.json", '{"argv": ["node"], "display_name": "Second"}');
      write("b/kernels/broken/kernel.json", "{");
      write("b/kernels/empty/kernel.json", '{"display_name": "No"}');
      write("b/kernels/no-spec/readme", "");
      const found = kernelspecs([join(folder, "none"), join(folder, "a"), join(folder, "b")]);
      expect(found.map(({ name, hidden }) => [name, hidden])).to.deep.equal([
        ["cryolab", false],
        ["cryolab", true],
        ["broken", false],
        ["empty", false],
      ]);
      expect(found.map(({ title }) => title.split(" ")[0])).to.deep.equal([
        "First",
        "Second",
        "kernel.json:",
        "kernel.json",
      ]);
    });
  });
});

describe("cryolab kernel", function () {
  this.timeout(60_000);
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "cryolab-home-"));
  });
  afterEach(() => rmSync(home, { recursive: true }));
  const script =
    'import { Command } from "commander"; import { kernelCommands } from "@cryolab/kernel/internal/commands";' +
    'const program = new Command("cryolab"); kernelCommands(program); await program.parseAsync();';
  /** The command in a home of its own, with no Jupyter in reach. */
  const cryolab = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--input-type=module", "-e", script, "kernel", ...args],
      { cwd: root, encoding: "utf8", env: { HOME: home, PATH: join(home, "bin"), ...env } },
    );
    return { status, stdout, stderr };
  };
  const user = () => join(home, ".local", "share", "jupyter");

  it("installs for the user, lists it as ours and up to date, and takes it away again", () => {
    expect(cryolab(["install", "--user"]).stdout).to.contain(`data folder of this user:\n  ${user()}/kernels/cryolab`);
    expect(cryolab(["list"]).stdout).to.match(/cryolab +Cryo-EM \(TypeScript\) +\S+cryolab {2}ours, up to date/);
    writeFileSync(join(user(), "kernels/cryolab/kernel.json"), '{"argv": ["old"], "display_name": "Old"}');
    expect(cryolab(["list"]).stdout).to.match(/cryolab +Old +\S+ {2}ours, stale/);
    expect(cryolab(["uninstall", "--user"]).stdout).to.contain(`${user()}/labextensions/@cryolab/plotly`);
    expect(cryolab(["list"]).stdout).to.contain("cryolab is not there. Looked in");
    const again = cryolab(["uninstall", "--user"]);
    expect(again.status).to.equal(1);
    expect(again.stderr).to.match(/nothing of Cryolab in the data folder of this user .*cryolab kernel list/);
  });
  it("installs into the active environment and says which", () => {
    const { stdout, stderr } = cryolab(["install", "--sys-prefix"], { VIRTUAL_ENV: home });
    expect(stdout, stderr).to.contain(
      `the environment ${home} (VIRTUAL_ENV):\n  ${home}/share/jupyter/kernels/cryolab`,
    );
  });
  it("wants exactly one place, and a place that can be written", () => {
    expect(cryolab(["install"]).stderr).to.contain("exactly one of --user, --sys-prefix and --prefix DIR, got none");
    expect(cryolab(["install", "--user", "--prefix", home]).stderr).to.contain("got 2");
    expect(cryolab(["install", "--sys-prefix"]).stderr).to.match(/^error: no Python environment is active/);
    writeFileSync(join(home, "file"), "");
    const { status, stderr } = cryolab(["install", "--prefix", join(home, "file")]);
    expect(status).to.equal(1);
    expect(stderr).to.match(/^error: .*file.* is in the way: it is no folder/);
  });
  it("doctor says what is wrong with the way to mend it, and all is well but Jupyter after an install", () => {
    const before = cryolab(["doctor"]);
    expect(before.status).to.equal(1);
    expect(before.stdout).to.match(/WRONG {2}Jupyter .*\n +mend: pip install jupyterlab/);
    expect(before.stdout).to.match(/WRONG {2}kernelspec .*\n +mend: cryolab kernel install --sys-prefix/);
    expect(before.stdout).to.match(/ok {5}start +ready in .*1 \+ 1 = 2/);
    cryolab(["install", "--user"]);
    const after = cryolab(["doctor", "--within", "60"]);
    expect(after.stdout).to.match(/ok {5}kernelspec.*ok {5}labextension.*ok {5}start.*\n1 wrong\./s);
    expect(cryolab(["doctor", "--within", "soon"]).stderr).to.contain("Expected seconds above 0");
  });
});
