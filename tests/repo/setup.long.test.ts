/**
 * @file The set-up behind `npm start`, `npm test` and `npx cryolab`, driven for real in checkouts of its own: absent, half
 * there, interrupted, stale, twice at once, offline. Most states are tried on a small checkout (our bin/, manifests and
 * settings; four packages, four sources; a Python and a JupyterLab that only pretend), the last ones on the whole.
 */

import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { constants, homedir, hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { root } from "../support/root.js";

/** Every checkout lies below it: a path with spaces. */
const scratch = join(tmpdir(), `cryolab set-up ${process.pid}`);

/** The environment of somebody who opens a terminal: nothing of the npm and the mocha that run this file. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(package|lifecycle|execpath|node_execpath|command|config_(local_prefix|prefix|call|package))|INIT_CWD$|NODE$|NODE_OPTIONS$|NODE_ENV$|CRYOLAB_)/.test(
        name,
      ),
  ),
);
/** Every way to the network ends at a closed door. */
const offline = {
  npm_config_offline: "true",
  npm_config_registry: "http://127.0.0.1:1",
  PIP_INDEX_URL: "http://127.0.0.1:1",
  PIP_FIND_LINKS: "",
  PIP_RETRIES: "0",
};

// ---- running

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

interface Running {
  /** what it has printed so far */
  readonly said: () => string;
  /** what a terminal does on Ctrl-C: everything of the foreground group hears it */
  readonly interrupt: () => void;
  readonly ended: Promise<Ended>;
}

type Environment = Record<string, string | undefined>;

/** Those that have not ended, for the clean-up after a failed test. */
const alive = new Set<Running>();

function start(cwd: string, command: readonly string[], env: Environment = {}, options = {}): Running {
  const began = performance.now();
  const child = spawn(command[0], command.slice(1), {
    cwd,
    env: { ...environment, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    ...options,
  });
  let stdout = "";
  let stderr = "";
  child.stdout!.on("data", (text) => (stdout += text));
  child.stderr!.on("data", (text) => (stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      alive.delete(running);
      const status = code ?? 128 + constants.signals[signal!]; // as a shell would say; npm ends itself by our signal
      resolve({ status, stdout, stderr, seconds: (performance.now() - began) / 1000 });
    });
  });
  const running = { said: () => stdout + stderr, interrupt: () => void process.kill(-child.pid!, "SIGINT"), ended };
  alive.add(running);
  return running;
}

/** `node bin/run.js GOAL`, to its end. */
const goal = (cwd: string, name: string, env: Environment = {}) =>
  start(cwd, [process.execPath, "bin/run.js", name], env).ended;

/** Waits for a state; nothing here waits for a time. */
async function until(what: string, holds: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  const end = performance.now() + 1000 * seconds;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Command lines of the processes that have to do with a checkout. */
function processesOf(checkout: string): string[] {
  const { stdout } = spawnSync("ps", ["-A", "-ww", "-o", "args="], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.includes(checkout) && !line.startsWith("ps "));
}

/** The lines of the steps without their times: `dist tsc -b`. */
const steps = (stdout: string) =>
  stdout
    .split("\n")
    .map((line) => /^(\S+) +(.*?) +\d+\.\d s$/.exec(line))
    .filter((match) => match !== null)
    .map(([, name, did]) => `${name}: ${did}`);

function expectGood(ended: Ended, ...did: string[]): void {
  expect(ended.status, ended.stdout + ended.stderr).to.equal(0);
  expect(steps(ended.stdout), ended.stdout).to.deep.equal(did);
  expect(ended.stderr).to.equal("");
}

const kept = ["node_modules: up to date", "dist: up to date"];

// ---- checkouts

const read = (...path: string[]) => readFileSync(join(...path), "utf8");
const readJson = (...path: string[]) => JSON.parse(read(...path));

function write(checkout: string, file: string, text: string): void {
  mkdirSync(dirname(join(checkout, file)), { recursive: true });
  writeFileSync(join(checkout, file), text);
}

/** A folder again, its files as links: as fast as a folder can be copied, safe since packages are never edited in place. */
function linkTree(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) linkTree(join(from, entry.name), join(to, entry.name));
    else if (entry.isFile()) linkSync(join(from, entry.name), join(to, entry.name));
    else symlinkSync(readlinkSync(join(from, entry.name)), join(to, entry.name));
  }
}

const sources = {
  "lib/index.ts": "export const six: number = 6;\n",
  "grader/index.ts": "export {};\n",
  "grader/commands/index.ts": `import { six } from "@cryolab/lib";
import type { Command } from "commander";
export function graderCommands(program: Command): void {
  program.command("six").action(() => console.log(six));
}
`,
  "kernel-ext/commands.ts": "export function kernelCommands(): void {}\n",
  "kernel-ext/installer.ts": `export function installKernel(): void {}
`,
  "kernel-ext/launcher/lab.ts": `export function labCommand({ jupyter, args }: { jupyter: string; args: string[] }): object {
  return { program: jupyter, args: ["lab", ...args], env: {} };
}
`,
  "grader/desk/page/page.ts": "export const page: string = document.title;\n",
  "site/page.ts": "export {};\n",
  "tests/support/six.ts": 'import { six } from "@cryolab/lib";\nconsole.log(six);\n',
};
const packages = ["@types/mocha", "@types/node", "commander", "typescript"];

/** The small checkout, nothing installed or built. */
function writeSmall(to: string): void {
  for (const file of ["bin", ".npmrc", "requirements.txt", "tsconfig.json", "package.json", "package-lock.json"])
    cpSync(join(root, file), join(to, file), { recursive: true });
  const base = read(root, "tsconfig.base.json").replace('"skipLibCheck": false', '"skipLibCheck": true'); // 10 s less
  write(to, "tsconfig.base.json", base);
  for (const project of ["lib", "grader", "grader/desk/page", "kernel-ext", "site", "tests"])
    write(to, `${project}/tsconfig.json`, read(root, project, "tsconfig.json"));
  for (const [file, text] of Object.entries(sources)) write(to, file, text);

  const lock = readJson(root, "package-lock.json");
  const wanted = (dependencies: Record<string, string> = {}) =>
    Object.fromEntries(
      Object.entries(dependencies).filter(([name]) => packages.includes(name) || name.startsWith("@cryolab/")),
    );
  for (const folder of ["", "lib", "grader", "kernel-ext"]) {
    const manifest = readJson(root, folder, "package.json");
    for (const held of [manifest, lock.packages[folder]])
      for (const kind of ["dependencies", "devDependencies", "optionalDependencies"])
        if (held[kind] !== undefined) held[kind] = wanted(held[kind]);
    write(to, join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  }
  const needed = new Set<string>();
  const need = (name: string) => {
    if (needed.has(name)) return;
    needed.add(name);
    for (const other of Object.keys(lock.packages[`node_modules/${name}`].dependencies ?? {})) need(other);
  };
  packages.forEach(need);
  for (const path of Object.keys(lock.packages))
    if (path.includes("node_modules/") && !path.startsWith("node_modules/@cryolab/"))
      if (!needed.has(path.slice("node_modules/".length))) delete lock.packages[path];
  write(to, "package-lock.json", JSON.stringify(lock, null, 2));
}

/** A copy of a checkout in whatever state it is in. */
function copy(from: string, name: string): string {
  const to = join(scratch, name);
  cpSync(from, to, {
    recursive: true,
    preserveTimestamps: true,
    verbatimSymlinks: true,
    filter: (path) => path !== join(from, "node_modules"),
  });
  if (existsSync(join(from, "node_modules"))) linkTree(join(from, "node_modules"), join(to, "node_modules"));
  return to;
}

// ---- a Python and a JupyterLab that only pretend

const fakes = join(scratch, "fakes");

const fakePython = `#!${process.execPath}
const fs = require("node:fs");
const { dirname, join } = require("node:path");
const args = process.argv.slice(2).filter((arg) => arg !== "-I");
fs.appendFileSync(join(${JSON.stringify(fakes)}, "log"), args.slice(0, 3).join(" ") + "\\n");
const state = process.env.FAKE_PYTHON ?? "";
if (args[0] === "--version") console.log("Python " + (state === "old" ? "3.6.8" : "3.11.7"));
else if (args[1] === "venv") {
  fs.mkdirSync(join(args[2], "bin"), { recursive: true });
  if (state === "no ensurepip") {
    console.log("The virtual environment was not created successfully because ensurepip is not available.");
    process.exit(1);
  }
  fs.mkdirSync(join(args[2], "lib", "python3.11", "site-packages", "pip"), { recursive: true });
  fs.writeFileSync(join(args[2], "pyvenv.cfg"), "home = " + dirname(process.argv[1]) + "\\nversion = 3.11.7\\n");
  fs.symlinkSync(process.argv[1], join(args[2], "bin", "python"));
} else {
  const venv = dirname(dirname(process.argv[1]));
  if (state === "no network") {
    console.error("ERROR: No matching distribution found for jupyterlab==4.6.6");
    process.exit(1);
  }
  fs.writeFileSync(join(process.env.TMPDIR, "pip-unpack"), "");
  fs.mkdirSync(join(venv, "lib", "python3.11", "site-packages", "jupyterlab"));
  for (const name of ["jupyter", "jupyter-lab"]) fs.symlinkSync(join(${JSON.stringify(fakes)}, "jupyter"), join(venv, "bin", name));
}
`;

const fakeJupyter = `#!${process.execPath}
const { spawn } = require("node:child_process");
const state = process.env.FAKE_LAB;
if (process.argv[2] === "--version") console.log(process.env.FAKE_VERSION);
else if (state !== "runs" && state !== "ignores SIGTERM") console.log("lab ended by itself");
else {
  const listen = "process.on('SIGTERM', () => " + (state === "runs") + " && process.exit(0)); setInterval(() => {}, 1000);";
  spawn(process.execPath, ["-e", listen, process.argv[1] + " kernel"]);
  eval(listen);
  console.log("lab runs with " + process.argv.slice(2).join(" "));
}
`;

function program(path: string, text: string): void {
  write(dirname(path), path.slice(dirname(path).length + 1), text);
  chmodSync(path, 0o755);
}

/** What the pretended Python was called for since the last time. */
function pythonCalls(): string[] {
  const log = join(fakes, "log");
  const calls = existsSync(log) ? read(log).trim().split("\n") : [];
  rmSync(log, { force: true });
  return calls;
}

describe("set-up", function () {
  this.timeout(180_000);
  let small: string;
  let first: Ended;

  before(async () => {
    mkdirSync(scratch);
    small = join(scratch, "small");
    writeSmall(small);
    program(join(fakes, "bin", "python3.11"), fakePython);
    symlinkSync("python3.11", join(fakes, "bin", "python3"));
    program(join(fakes, "jupyter"), fakeJupyter);
    const odd = { NODE_ENV: "production", npm_config_omit: "optional", npm_config_install_strategy: "linked" };
    first = await start(small, ["npm", "run", "build"], odd).ended;
  });

  afterEach(async () => {
    for (const running of alive) running.interrupt();
    await Promise.all([...alive].map((running) => running.ended));
  });

  after(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  describe("of a small checkout", () => {
    it("installs and builds from nothing, whatever npm is set to, a line a step with its time", async () => {
      expectGood(first, "node_modules: npm ci", "dist: tsc -b");
      expect((await start(small, [process.execPath, "tests/dist/support/six.js"]).ended).stdout).to.equal("6\n");
    });

    it("starts no process, asks no network and takes under half a second when all is there", async () => {
      const spy = join(scratch, "spy.mjs");
      const log = join(scratch, "spy.log");
      writeFileSync(
        spy,
        `import child from "node:child_process";
         import { writeFileSync } from "node:fs";
         import { syncBuiltinESMExports } from "node:module";
         for (const name of Object.keys(child).filter((name) => /spawn|exec|fork/.test(name)))
           child[name] = (program) => { writeFileSync(${JSON.stringify(log)}, program); throw new Error(program); };
         syncBuiltinESMExports();`,
      );
      const ends: Ended[] = [];
      for (let i = 0; i < 3; i++)
        ends.push(
          await start(small, [process.execPath, "--import", pathToFileURL(spy).href, "bin/run.js", "build"], offline)
            .ended,
        );
      for (const ended of ends) expectGood(ended, ...kept);
      expect(existsSync(log)).to.equal(false);
      expect(Math.min(...ends.map((ended) => ended.seconds))).to.be.below(0.5); // best of three: the machine has others
    });

    it("goes on in a folder that it may not write when all is there, and names the file when not", async () => {
      const checkout = copy(small, "read-only");
      chmodSync(checkout, 0o555);
      chmodSync(join(checkout, ".cryolab"), 0o555);
      const node = join(scratch, "node"); // where everybody may run it
      cpSync(process.execPath, node);
      const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}; // root may write everywhere
      const build = () => start(checkout, [node, "bin/run.js", "build"], {}, nobody).ended;
      expectGood(await build(), ...kept);
      write(checkout, "lib/index.ts", "export const six: number = 5 + 1;\n");
      const { status, stderr } = await build();
      expect(status).to.equal(1);
      expect(stderr).to.match(/^EACCES: permission denied, open '.*setup\.lock'\n$/);
      chmodSync(checkout, 0o755);
    });

    it("is still up to date after the checkout was moved", async () => {
      const moved = join(scratch, "moved away");
      renameSync(copy(small, "to be moved"), moved);
      expectGood(await goal(moved, "build", offline), ...kept);
    });

    it("takes an npm ci by hand for what it is", async () => {
      const checkout = copy(small, "by hand");
      rmSync(join(checkout, "node_modules"), { recursive: true });
      expect((await start(checkout, ["npm", "ci"]).ended).status).to.equal(0);
      expectGood(await goal(checkout, "build"), ...kept);
    });

    it("mends a package that is gone, another version, a copy of a workspace", async () => {
      const checkout = copy(small, "half there");
      const modules = join(checkout, "node_modules");
      rmSync(join(modules, "commander"), { recursive: true });
      expectGood(await goal(checkout, "build"), "node_modules: npm ci", "dist: up to date");

      const manifest = readJson(modules, "commander", "package.json");
      rmSync(join(modules, "commander", "package.json"));
      write(modules, "commander/package.json", JSON.stringify({ ...manifest, version: "1.0.0" }));
      rmSync(join(modules, "@cryolab", "lib"));
      cpSync(join(checkout, "lib"), join(modules, "@cryolab", "lib"), { recursive: true });
      expectGood(await goal(checkout, "build"), "node_modules: npm ci", "dist: up to date");
      expect(readJson(modules, "commander", "package.json").version).to.equal(manifest.version);
    });

    it("installs anew when the lock file changes and hands on npm's complaint when a manifest alone does", async () => {
      const checkout = copy(small, "stale");
      const manifest = readJson(checkout, "package.json");
      const { devDependencies } = manifest;
      manifest.devDependencies = { ...devDependencies, commander: "13.0.0" };
      write(checkout, "package.json", JSON.stringify(manifest));
      const torn = await goal(checkout, "build");
      expect(torn.status).to.equal(1);
      expect(steps(torn.stdout)).to.deep.equal(["node_modules: failed"]);
      expect(torn.stderr).to.match(/^npm ci failed:\n(.|\n)*package\.json and package-lock\.json.* are in sync/);

      delete devDependencies["@types/mocha"];
      write(checkout, "package.json", JSON.stringify({ ...manifest, devDependencies }));
      const lock = readJson(checkout, "package-lock.json");
      delete lock.packages[""].devDependencies["@types/mocha"];
      delete lock.packages["node_modules/@types/mocha"];
      write(checkout, "package-lock.json", JSON.stringify(lock));
      write(checkout, "tests/tsconfig.json", read(checkout, "tests/tsconfig.json").replace(', "mocha"', ""));
      expectGood(await goal(checkout, "build"), "node_modules: npm ci", "dist: tsc -b");
      expect(existsSync(join(checkout, "node_modules/@types/mocha"))).to.equal(false);
    });

    it("builds what is gone or empty, what changed (even to an older file), and what the settings say", async () => {
      const checkout = copy(small, "sources");
      const six = async () => (await start(checkout, [process.execPath, "tests/dist/support/six.js"]).ended).stdout;
      const rebuilt = async () => expectGood(await goal(checkout, "build"), kept[0], "dist: tsc -b");
      rmSync(join(checkout, "lib/dist/index.js"));
      await rebuilt();
      writeFileSync(join(checkout, "lib/dist/index.js"), ""); // as after a loss of power
      await rebuilt();
      expect(await six()).to.equal("6\n");
      write(checkout, "lib/index.ts", "export const six: number = 66;\n");
      utimesSync(join(checkout, "lib/index.ts"), 1, 1);
      await rebuilt();
      expect(await six()).to.equal("66\n");
      const settings = read(checkout, "tsconfig.base.json");
      write(checkout, "tsconfig.base.json", settings.replace('"target": "es2022"', '"target": "es2023"'));
      await rebuilt();
      expectGood(await goal(checkout, "build"), ...kept);
    });

    it("removes the output of a source that is gone, and says who still imports it", async () => {
      const checkout = copy(small, "deleted");
      write(checkout, "kernel-ext/extra.ts", "export const extra: number = 1;\n");
      write(
        checkout,
        "tests/support/extra.ts",
        'import { extra } from "@cryolab/kernel/internal/extra";\nconsole.log(extra);\n',
      );
      expectGood(await goal(checkout, "build"), kept[0], "dist: tsc -b");
      rmSync(join(checkout, "kernel-ext/extra.ts"));
      const torn = await goal(checkout, "build");
      expect(torn.status).to.equal(1);
      expect(torn.stderr).to.match(/^tsc -b failed:\ntests\/support\/extra\.ts\(1,23\): error TS2307/);
      rmSync(join(checkout, "tests/support/extra.ts"));
      expectGood(await goal(checkout, "build"), kept[0], "dist: tsc -b");
      for (const project of ["kernel-ext", "tests/support"])
        expect(readdirSync(join(checkout, project), { recursive: true }).join(" ")).not.to.include("extra");
    });

    it("shows a type error, fails, and is good again after the mending", async () => {
      const checkout = copy(small, "type error");
      write(checkout, "lib/index.ts", 'export const six: number = "6";\n');
      for (let i = 0; i < 2; i++) {
        const torn = await goal(checkout, "build");
        expect(torn.status).to.equal(1);
        expect(steps(torn.stdout)).to.deep.equal([kept[0], "dist: failed"]);
        expect(torn.stderr).to.match(/^tsc -b failed:\nlib\/index\.ts\(1,14\): error TS2322/);
      }
      write(checkout, "lib/index.ts", sources["lib/index.ts"]);
      expectGood(await goal(checkout, "build"), kept[0], "dist: tsc -b");
      expectGood(await goal(checkout, "build"), ...kept);
    });

    it("ends at once on Ctrl-C in npm ci and in the build, and the next run mends it", async () => {
      const checkout = copy(small, "interrupted");
      const interrupted = async (what: string, begun: () => boolean) => {
        const running = start(checkout, [process.execPath, "bin/run.js", "build"]);
        await until(what, begun);
        const time = performance.now();
        running.interrupt();
        const { status, stdout, stderr } = await running.ended;
        expect((performance.now() - time) / 1000).to.be.below(1);
        expect(status, stdout).to.equal(130);
        expect(steps(stdout).at(-1)).to.match(/: stopped$/);
        expect(stderr).to.equal("");
        expect(processesOf(checkout)).to.deep.equal([]);
        expect(existsSync(join(checkout, ".cryolab", "setup.lock"))).to.equal(false);
      };
      rmSync(join(checkout, "node_modules"), { recursive: true });
      await interrupted("npm to unpack", () => existsSync(join(checkout, "node_modules/typescript")));
      write(checkout, "lib/index.ts", "export const six: number = 7;\n");
      write(checkout, "tsconfig.base.json", `${read(checkout, "tsconfig.base.json")}\n`);
      const output = join(checkout, "lib/dist/index.js");
      await interrupted("tsc to write", () => existsSync(output) && read(output).includes("7"));
      write(checkout, "lib/index.ts", sources["lib/index.ts"]);
      const mended = await goal(checkout, "build");
      expect(steps(mended.stdout), mended.stderr).to.deep.equal([kept[0], "dist: tsc -b"]);
      expect((await start(checkout, [process.execPath, "tests/dist/support/six.js"]).ended).stdout).to.equal("6\n");
    });

    it("lets the second of two set-ups wait for the first", async () => {
      const checkout = copy(small, "twice");
      rmSync(join(checkout, "node_modules"), { recursive: true });
      const both = await Promise.all([goal(checkout, "build"), goal(checkout, "build")]);
      const [first, second] = both.sort((a, b) => a.seconds - b.seconds);
      expectGood(first, "node_modules: npm ci", "dist: up to date");
      expectGood(second, ...kept);
      expect(second.stdout).to.match(/^waiting for another set-up of this checkout \(.*\d+\)\n/);
    });

    it("does not wait for a set-up that died, nor for long for a number that somebody else has now", async () => {
      const checkout = copy(small, "locked");
      const lock = join(checkout, ".cryolab", "setup.lock");
      const dead = spawnSync(process.execPath, ["-e", ""]).pid;
      rmSync(join(checkout, ".cryolab", "build"));
      writeFileSync(lock, `${hostname()} ${dead}`);
      const ended = await goal(checkout, "build");
      expectGood(ended, kept[0], "dist: tsc -b");
      expect(ended.stdout).not.to.include("waiting");

      rmSync(join(checkout, ".cryolab", "build"));
      writeFileSync(lock, `${hostname()} ${process.pid}`);
      const patient = await goal(checkout, "build");
      expectGood(patient, kept[0], "dist: tsc -b");
      expect(patient.stdout).to.match(/^waiting/);
      expect(patient.seconds).to.be.within(10, 40);
      expect(existsSync(lock)).to.equal(false);
    });

    it("kills a program that does not listen, with all that it started", async () => {
      const checkout = copy(small, "stubborn");
      write(
        checkout,
        "bench/fft.js",
        fakeJupyter.slice(fakeJupyter.indexOf("\n")).replace("require(", "await import("),
      );
      for (const pause of [0, 400]) {
        const running = start(checkout, [process.execPath, "bin/run.js", "bench", "fft"], {
          FAKE_LAB: "ignores SIGTERM",
        });
        await until("the bench to run", () => running.said().includes("lab runs"));
        const time = performance.now();
        running.interrupt();
        if (pause > 0) {
          await new Promise((resolve) => setTimeout(resolve, pause)); // and a second Ctrl-C
          running.interrupt();
        }
        expect((await running.ended).status).to.equal(130);
        expect((performance.now() - time) / 1000).to.be.below(pause > 0 ? 1 : 2);
        await until("all to end", () => processesOf(checkout).length === 0, 1);
      }
    });

    it("keeps the output of cryolab clean", async () => {
      const checkout = copy(small, "command");
      write(checkout, "lib/index.ts", "export const six: number = 3 + 3;\n");
      const stale = await start(checkout, ["npx", "cryolab", "six"]).ended;
      expect(stale.stdout, stale.stderr).to.equal("6\n");
      expect(steps(stale.stderr)).to.deep.equal(["dist: tsc -b"]);
      const ready = await start(checkout, ["npx", "cryolab", "six"], offline).ended;
      expect(ready.stdout + ready.stderr).to.equal("6\n");
    });

    it("refuses another Node by name", async () => {
      const fake = `data:text/javascript,${encodeURIComponent(
        "for (const name of ['version', 'versions']) Object.defineProperty(process, name, " +
          "{ value: name === 'version' ? 'v18.19.0' : { ...process.versions, node: '18.19.0' } });",
      )}`;
      const { status, stdout, stderr } = await start(small, [process.execPath, "--import", fake, "bin/run.js", "build"])
        .ended;
      expect([status, stdout]).to.deep.equal([1, ""]);
      expect(stderr).to.equal("Cryolab needs Node ^20.19 or >= 22.12, this is v18.19.0: install one from nodejs.org\n");
    });
  });

  describe("of JupyterLab, with a Python that only pretends", () => {
    const path = { PATH: join(fakes, "bin") };
    const installed = [...kept, "JupyterLab: pip install into .venv", "kernel: registered in .venv"];
    const ready = [...kept, "JupyterLab: up to date in .venv", "kernel: registered in .venv"];
    let checkout: string;

    before(() => {
      checkout = copy(small, "with Jupyter");
    });
    beforeEach(async () => {
      const { status, stdout, stderr } = await goal(checkout, "start", path);
      expect(status, stdout + stderr).to.equal(0);
      pythonCalls();
    });

    it("makes .venv once, and leaves nothing of pip's behind", async () => {
      rmSync(join(checkout, ".venv"), { recursive: true });
      expectGood(await goal(checkout, "start", path), ...installed);
      expect(pythonCalls()).to.deep.equal(["--version", `-m venv ${join(checkout, ".venv")}`, "-m pip install"]);
      expect(existsSync(join(checkout, ".cryolab", "tmp"))).to.equal(false);
      expectGood(await goal(checkout, "start", { PATH: "" }), ...ready);
      expect(pythonCalls()).to.deep.equal([]);
    });

    const states: Record<string, () => void> = {
      "without its mark": () => rmSync(join(checkout, ".venv/.cryolab")),
      "without one of its packages": () =>
        rmSync(join(checkout, ".venv/lib/python3.11/site-packages/jupyterlab"), { recursive: true }),
      "made for other requirements": () => write(checkout, "requirements.txt", `# ${performance.now()}\n`),
      "of a checkout that was moved: its scripts name the old place": () => {
        const moved = `${checkout} away`;
        renameSync(checkout, moved);
        checkout = moved;
      },
      "whose Python has become another version": () => {
        cpSync(join(fakes, "bin/python3.11"), join(fakes, "bin/python3.12"));
        rmSync(join(fakes, "bin/python3"));
        symlinkSync("python3.12", join(fakes, "bin/python3"));
      },
      "whose Python was removed": () => {
        rmSync(join(checkout, ".venv/bin/python"));
        symlinkSync(join(scratch, "gone"), join(checkout, ".venv/bin/python"));
      },
    };
    for (const [state, bring] of Object.entries(states))
      it(`makes anew a .venv ${state}`, async () => {
        bring();
        expectGood(await goal(checkout, "start", path), ...installed);
      });

    it("says what to do without Python, with an old one, without ensurepip and without a network", async () => {
      rmSync(join(checkout, ".venv"), { recursive: true });
      const failing = async (env: Environment, message: RegExp) => {
        const { status, stdout, stderr } = await goal(checkout, "start", { ...path, ...env });
        expect(status, stdout + stderr).to.equal(1);
        expect(steps(stdout)).to.deep.equal([...kept, "JupyterLab: failed"]);
        expect(stderr).to.match(message);
      };
      const none = /^JupyterLab needs Python >= 3\.9, and there is none on the PATH: .*\n$/;
      await failing({ PATH: "" }, none);
      await failing({ FAKE_PYTHON: "old" }, none);
      await failing(
        { FAKE_PYTHON: "no ensurepip" },
        /apt install python3-venv\nThe virtual .* ensurepip is not available/,
      );
      await failing(
        { FAKE_PYTHON: "no network" },
        /^pip install failed; it needs the network once, .*\nERROR: No matching/,
      );
      expectGood(await goal(checkout, "start", path), ...installed);
    });

    it("uses a JupyterLab >= 4.5 of the PATH, and leaves it as it is", async () => {
      rmSync(join(checkout, ".venv"), { recursive: true });
      const bin = join(fakes, "with jupyter");
      for (const name of ["jupyter", "jupyter-lab"]) program(join(bin, name), fakeJupyter);
      const both = { PATH: [bin, path.PATH].join(":") };
      const found = [...kept, "JupyterLab: 4.6.6 on the PATH", "kernel: registered in .cryolab/jupyter-prefix"];
      expectGood(await goal(checkout, "start", { ...both, FAKE_VERSION: "4.6.6" }), ...found);
      expectGood(await goal(checkout, "start", { ...both, FAKE_VERSION: "4.2.0" }), ...installed);
    });

    for (const [state, status] of [
      ["runs", 0],
      ["ignores SIGTERM", 130],
    ] as const)
      it(`ends a JupyterLab that ${state} on Ctrl-C with its kernels, exit status ${status}`, async () => {
        const command = [process.execPath, "bin/run.js", "start", "--no-browser"];
        const running = start(checkout, command, { ...path, FAKE_LAB: state });
        await until("JupyterLab to run", () => /lab runs with lab .*--no-browser/.test(running.said()));
        expect(processesOf(checkout)).to.have.length(2); // JupyterLab and its kernel
        const time = performance.now();
        running.interrupt();
        const ended = await running.ended;
        expect((performance.now() - time) / 1000).to.be.below(2);
        expect(ended.status).to.equal(status);
        expect(ended.stderr).to.equal("");
        await until("all to end", () => processesOf(checkout).length === 0, 1);
      });
  });

  describe("of the whole checkout", () => {
    const home = join(scratch, "home");
    const temporary = join(scratch, "temporary");
    /** A new home folder; only where its owner's npm and pip look for packages is told to them. */
    const own = {
      HOME: home,
      TMPDIR: temporary,
      npm_config_userconfig: environment.npm_config_userconfig ?? join(homedir(), ".npmrc"),
      npm_config_cache: join(home, ".npm"),
      PIP_CONFIG_FILE: [".config/pip/pip.conf", ".pip/pip.conf"]
        .map((file) => join(homedir(), file))
        .find((file) => existsSync(file)),
      RUSTUP_HOME: environment.RUSTUP_HOME ?? join(homedir(), ".rustup"), // pip asks a rustc that is there for its version
      XDG_CACHE_HOME: undefined,
      XDG_CONFIG_HOME: undefined,
      XDG_DATA_HOME: undefined,
    };
    let checkout: string;

    before(() => {
      checkout = join(scratch, "whole");
      const { stdout } = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
        cwd: root,
        encoding: "utf8",
      });
      for (const file of stdout.split("\0").filter((file) => file !== "" && existsSync(join(root, file))))
        cpSync(join(root, file), join(checkout, file));
      mkdirSync(join(checkout, "notebooks"), { recursive: true });
      mkdirSync(home);
      mkdirSync(temporary);
    });

    const freePort = () =>
      new Promise<number>((resolve) => {
        const server = createServer().listen(0, "127.0.0.1", () => {
          const address = server.address();
          server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
        });
      });

    it("npm start, interrupted in pip install, then whole, then offline: JupyterLab with the kernel, ended by Ctrl-C", async function () {
      this.timeout(600_000);
      const first = start(checkout, ["npm", "start", "--", "--no-browser"], own);
      const pips = join(checkout, ".cryolab", "tmp");
      const loading = () => existsSync(pips) && readdirSync(pips).some((name) => name.startsWith("pip-unpack"));
      await until("pip to load packages", loading, 150);
      first.interrupt();
      const { status, stdout } = await first.ended;
      expect(status).to.equal(130);
      expect(steps(stdout)).to.deep.equal(["node_modules: npm ci", "dist: tsc -b", "JupyterLab: stopped"]);
      expect(processesOf(checkout)).to.deep.equal([]);

      const starts = [
        { env: {}, did: "pip install into .venv" },
        { env: offline, did: "up to date in .venv" },
      ];
      for (const { env, did } of starts) {
        const port = await freePort();
        const options = ["--no-browser", "--port", String(port), "--IdentityProvider.token=t"];
        const running = start(checkout, ["npm", "start", "--", ...options], { ...own, ...env });
        const ask = (path: string, init: RequestInit = {}) =>
          fetch(`http://127.0.0.1:${port}/api/${path}?token=t`, init).catch(() => undefined);
        await until("JupyterLab to answer", async () => (await ask("status"))?.ok === true, 120);
        expect(steps(running.said())).to.deep.equal([...kept, `JupyterLab: ${did}`, "kernel: registered in .venv"]);
        expect((await (await ask("kernelspecs"))!.json()).default).to.equal("cryolab");
        expect((await ask("kernels", { method: "POST", body: "{}" }))?.status).to.equal(201);
        await until("the kernel to run", () => processesOf(checkout).some((line) => line.includes("kernel-")));
        const time = performance.now();
        running.interrupt();
        const ended = await running.ended;
        expect((performance.now() - time) / 1000).to.be.below(2);
        expect(ended.status, ended.stdout + ended.stderr).to.be.oneOf([0, 130]);
        await until("all to end", () => processesOf(checkout).length === 0, 3); // a kernel sees that its server has gone
      }
    });

    it("has written nothing outside the checkout but the caches of npm and pip", () => {
      const below = (folder: string) => readdirSync(join(home, folder)).map((name) => join(folder, name));
      const written = below("").flatMap((name) => (name === ".cache" ? below(name) : [name]));
      expect(written.filter((path) => ![".npm", join(".cache", "pip")].includes(path))).to.deep.equal([]);
      const left = readdirSync(temporary).filter((name) => name !== "node-compile-cache"); // Node's own, of npm and tsc
      expect(left).to.deep.equal([]);
    });
  });
});
