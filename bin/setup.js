/**
 * @file The set-up behind every command: node_modules, dist, JupyterLab. A step is `{ name, ready, work }`: `ready`
 * answers from files alone (no process, no network) with one line if nothing is to be done, `work` does it and leaves
 * its mark last, so that a step that was interrupted is done again. Plain Node without a package, since it runs before
 * anything is installed.
 */

import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { rm } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join, relative } from "node:path";
import { root, run, SetupError, Stopped, windows } from "./child.js";

const at = (...parts) => join(root, ...parts);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** Does those of the steps that are not ready, one after the other, and prints a line for each. */
export async function setUp(say, steps) {
  checkNode();
  const lines = [];
  for (const { name, ready } of steps) {
    const start = performance.now();
    const answer = ready();
    if (answer) lines.push(line(name, answer, start));
  }
  // What is ready needs no lock, so no folder that can be written and no waiting.
  if (lines.length === steps.length) for (const text of lines) say.write(`${text}\n`);
  else
    await locked(say, async () => {
      for (const step of steps) await perform(say, step);
    });
}

/** Node itself: mocha 12 and the kernel load ES modules through require. */
function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) return;
  throw new SetupError(
    `Cryolab needs Node ^20.19 or >= 22.12, this is ${process.version}: install one from nodejs.org`,
  );
}

const line = (name, what, start) =>
  `${name.padEnd(14)}${what.padEnd(44)}${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s`;

/** One step with its line: what was done and how long it took. On a terminal the line counts along. */
async function perform(say, step) {
  const start = performance.now();
  let live = ""; // what is being done, if the terminal shows it
  const clear = () => (live ? "\r\x1b[2K" : "");
  const draw = () => live && say.write(clear() + line(step.name, live, start).slice(0, (say.columns || 80) - 1));
  const leave = () => live && say.write("\n"); // the prompt of the shell goes below
  const timer = setInterval(draw, 500);
  process.once("exit", leave);
  try {
    const did =
      step.ready() ??
      (await step.work((doing) => {
        if (say.isTTY) live = doing;
        draw();
      }));
    say.write(`${clear()}${line(step.name, did, start)}\n`);
  } catch (error) {
    say.write(`${clear()}${line(step.name, error instanceof Stopped ? "stopped" : "failed", start)}\n`);
    throw error;
  } finally {
    clearInterval(timer);
    process.off("exit", leave);
  }
}

// ---- files

/** A file's text, empty if there is no such file. */
function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return "";
    throw error;
  }
}

const sha = (...texts) => texts.reduce((h, text) => h.update(text).update("\0"), createHash("sha256")).digest("hex");
const filled = (file) => statSync(file, { throwIfNoEntry: false })?.size > 0;

/** A step's mark: what it was made for, and what it left, as paths from the top; written last and in one piece. */
function writeMark(file, want, left) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, [want, ...left].join("\n"));
  renameSync(`${file}.new`, file);
}

function readMark(file) {
  const [want, ...left] = read(file).split("\n");
  return { want, left };
}

/** Files below a folder, as paths from the top; `skip` names folders to leave out. */
function files(folder, skip = new Set()) {
  if (!existsSync(at(folder))) return [];
  return readdirSync(at(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return skip.has(entry.name) ? [] : files(path, skip);
  });
}

/** Some lines of a long output: npm and tsc say first what is wrong, pip last. */
const excerpt = (text, from, to) => text.trimEnd().split("\n").slice(from, to).join("\n");

// ---- one set-up at a time

/** Two set-ups in one checkout would undo each other: the second waits until the first has ended or is dead. */
async function locked(say, work) {
  const lock = at(".cryolab", "setup.lock");
  const here = `${hostname()} `;
  const me = `${here}${process.pid}`;
  mkdirSync(dirname(lock), { recursive: true });
  for (let seen = "", since = 0, told = false; !create(lock, me); await sleep(200)) {
    const owner = read(lock);
    // A living owner touches its lock every second. Its number alone says little: after a restart somebody else has it.
    const pulse = `${owner} ${statSync(lock, { throwIfNoEntry: false })?.mtimeMs}`;
    if (pulse !== seen) [seen, since] = [pulse, performance.now()];
    const dead = owner === me || (owner.startsWith(here) && !alive(Number(owner.slice(here.length))));
    if (dead || performance.now() - since > 10_000) {
      writeFileSync(lock, me); // several may take it over at once: the last one has it
      await sleep(200);
      if (read(lock) === me) break;
    }
    if (!told) say.write(`waiting for another set-up of this checkout (${owner.trim() || "just begun"})\n`);
    told = true;
  }
  const pulse = setInterval(() => touch(lock), 1000);
  const release = () => read(lock) === me && rmSync(lock, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(pulse);
    process.off("exit", release);
    release();
  }
}

function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // somebody has removed it: then nobody waits for it either
  }
}

/** Whether this call made the file. */
function create(file, text) {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

// ---- node_modules

const workspaces = ["lib", "grader", "kernel-ext"];
const fits = (list, value) =>
  !list || (list.some((x) => x[0] === "!") ? !list.includes(`!${value}`) : list.includes(value));
const asked = ({ dependencies, devDependencies }) => Object.entries({ ...dependencies, ...devDependencies });

/**
 * The first file that keeps node_modules from being what the lock file asks for on this system, if any. The last thing that
 * `npm ci` writes is its own list of what it installed; each package on it must be there, and so must each that the lock
 * requires. This sees an `npm ci` by hand, too.
 */
function modulesFlaw() {
  const json = (path) => JSON.parse(read(at(path)));
  let path = "package-lock.json";
  try {
    const locked = json(path).packages;
    for (const dir of ["", ...workspaces]) {
      path = join(dir, "package.json");
      const known = Object.fromEntries(asked(locked[dir]));
      if (!asked(json(path)).every(([name, version]) => known[name] === version)) return path;
    }
    path = "node_modules/.package-lock.json";
    const installed = json(path).packages;
    const required = Object.keys(locked).filter((p) => p.includes("node_modules/") && !locked[p].optional);
    for (path of [...required, ...Object.keys(installed)])
      if (!isInstalled(path, installed[path], locked[path], json)) return path;
    return undefined;
  } catch {
    return path; // missing or half written
  }
}

function isInstalled(path, { version, integrity, link, resolved, os, cpu }, locked, json) {
  if (link) return realpathSync.native(at(path)) === realpathSync.native(at(resolved));
  if (!fits(os, process.platform) || !fits(cpu, process.arch) || integrity !== locked.integrity) return false;
  return json(`${path}/package.json`).version === version;
}

/** `npm ci` when node_modules is absent, half there, interrupted, or of another lock file or system. */
export const modules = {
  name: "node_modules",
  ready: () => (modulesFlaw() ? undefined : "up to date"),
  async work(doing) {
    doing("npm ci");
    rmSync(at("node_modules", ".package-lock.json"), { force: true });
    const [program, ...args] = npm();
    // Whatever the user's own settings are: all packages, in the usual layout, with npm's list of them.
    args.push("ci", "--include=dev", "--include=optional", "--install-strategy=hoisted", "--package-lock");
    args.push("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error");
    const { status, output } = await run(program, args, { quiet: true, shell: program === "npm" && windows });
    if (status !== 0) throw new SetupError(`npm ci failed:\n${excerpt(output, 0, 25)}`);
    const flaw = modulesFlaw(); // npm 11 ends well on a full disk
    if (flaw)
      throw new SetupError(`npm ci ended well, but left ${flaw} otherwise than package-lock.json says (a full disk?)`);
    return "npm ci";
  },
};

/** The npm that started us, else the one beside Node (Windows cannot start npm.cmd without a shell), else the PATH's. */
function npm() {
  const scripts = [process.env.npm_execpath?.replace("npx-cli", "npm-cli")];
  if (windows) scripts.push(join(dirname(process.execPath), "node_modules", "npm", "bin", "npm-cli.js"));
  const script = scripts.find((file) => file?.endsWith("npm-cli.js") && existsSync(file));
  return script ? [process.execPath, script] : ["npm"];
}

// ---- dist

const projects = [...workspaces, "tests"];
const notSource = new Set(["dist", "node_modules", "hidden", "golden"]);
const buildMark = at(".cryolab", "build");

/** What the outputs depend on: settings and packages, for which all is built anew, and sources. */
function buildInputs() {
  const settings = ["package-lock.json", "tsconfig.base.json", "tsconfig.json", "grader/desk/page/tsconfig.json"];
  settings.push(...projects.map((p) => `${p}/tsconfig.json`), ...workspaces.map((p) => `${p}/package.json`));
  const sources = projects.flatMap((p) => files(p, notSource)).filter((f) => f.endsWith(".ts"));
  const hash = (paths) => sha(...paths.sort().flatMap((path) => [path, read(at(path))]));
  return { settings: hash(settings), sources: hash(sources), names: new Set(sources) };
}

/** Outputs whose source is gone. */
function strays(names) {
  const outputs = projects.flatMap((p) => files(`${p}/dist`)).filter((f) => !f.endsWith("/.tsbuildinfo"));
  return outputs.filter((f) => !names.has(f.replace("/dist/", "/").replace(/(\.d\.ts|\.js|\.js\.map)$/, ".ts")));
}

/** `tsc -b` when a source, a setting or an output is not what the last complete build left. */
export const build = {
  name: "dist",
  ready() {
    const { want, left } = readMark(buildMark);
    const { settings, sources, names } = buildInputs();
    const good = want === `${settings} ${sources}` && left.every((f) => filled(at(f))) && strays(names).length === 0;
    return good ? "up to date" : undefined;
  },
  async work(doing) {
    doing("tsc -b");
    const { settings, sources, names } = buildInputs();
    const { want, left } = readMark(buildMark);
    rmSync(buildMark, { force: true });
    if (want.startsWith(`${settings} `) && left.every((f) => filled(at(f)))) {
      // What is left can be built upon. tsc shall compare contents, not times: a restored file is older than its output.
      for (const f of left) if (f.endsWith("/.tsbuildinfo")) utimesSync(at(f), 0, 0);
      for (const f of strays(names)) rmSync(at(f));
    } else for (const p of projects) rmSync(at(p, "dist"), { recursive: true, force: true });
    const tsc = [at("node_modules", "typescript", "bin", "tsc"), "-b", "--pretty", "false"];
    const { status, output } = await run(process.execPath, tsc, { quiet: true });
    const outputs = projects.flatMap((p) => files(`${p}/dist`));
    if (status === 0) writeMark(buildMark, `${settings} ${sources}`, outputs);
    // After errors in sources alone (not of a full disk, say) the next build need not begin again.
    else if (/\): error TS/.test(output) && !/^error /m.test(output)) writeMark(buildMark, `${settings} `, outputs);
    if (status !== 0) throw new SetupError(`tsc -b failed:\n${excerpt(output, 0, 60)}`);
    return "tsc -b";
  },
};

// ---- JupyterLab

const venv = at(".venv");
const venvMark = join(venv, ".cryolab");
const inVenv = (name) => (windows ? join(venv, "Scripts", `${name}.exe`) : join(venv, "bin", name));

/** What .venv is for. It holds absolute paths, and it breaks when the Python behind it is moved or becomes another version. */
function venvWant() {
  const home = /^home\s*=\s*(.*?)\s*$/m.exec(read(join(venv, "pyvenv.cfg")))?.[1];
  if (!home || !existsSync(home) || !existsSync(inVenv("python"))) return undefined;
  return sha(read(at("requirements.txt")), process.platform, process.arch, venv, realpathSync(inVenv("python")));
}

/** JupyterLab >= 4.5: the one of .venv, else one on the PATH, else pip makes .venv. */
export const jupyter = {
  name: "JupyterLab",
  /** The `jupyter` command, once the step is done, and where its kernels and extensions go: somebody else's is left alone. */
  command: inVenv("jupyter"),
  prefix: venv,
  ready() {
    const { want, left } = readMark(venvMark);
    return want && want === venvWant() && left.every((f) => existsSync(at(f))) ? "up to date in .venv" : undefined;
  },
  async work(doing) {
    doing("looking for one");
    if (!existsSync(venv)) {
      const [major, minor, patch] = await versionOf("jupyter-lab");
      if (major === 4 && minor >= 5) {
        this.command = "jupyter";
        this.prefix = at(".cryolab", "jupyter-prefix");
        return `${major}.${minor}.${patch} on the PATH`;
      }
    }
    const python = await findPython();
    doing("python -m venv .venv");
    const scratch = at(".cryolab", "tmp"); // pip leaves its temporary files behind when it is stopped
    for (const old of [venv, scratch]) await rm(old, { recursive: true, force: true, maxRetries: 3 });
    mkdirSync(scratch, { recursive: true });
    const env = { TMPDIR: scratch, TEMP: scratch, TMP: scratch, PIP_USER: "0" };
    const [program, ...args] = python;
    const made = await run(program, [...args, "-I", "-m", "venv", venv], { quiet: true, env });
    if (made.status !== 0) throw new SetupError(`${venvHelp}\n${excerpt(made.output, -15)}`);
    doing("pip install (about 240 MB, once)");
    const pip = ["-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", at("requirements.txt")];
    const installed = await run(inVenv("python"), pip, { quiet: true, env });
    if (installed.status !== 0) throw new SetupError(`${pipHelp}\n${excerpt(installed.output, -30)}`);
    await rm(scratch, { recursive: true, force: true });
    // JupyterLab asks a script of its own for its settings, which is no ES module as our package.json would have it.
    writeFileSync(join(venv, "package.json"), '{ "type": "commonjs" }\n');
    writeMark(venvMark, venvWant(), [relative(root, inVenv("jupyter-lab")), ...sitePackages()]);
    return "pip install into .venv";
  },
};

const venvHelp = "`python -m venv` failed; on Debian and Ubuntu: apt install python3-venv";
const pipHelp = "pip install failed; it needs the network once, or put a JupyterLab >= 4.5 on the PATH:";

/** The version a program prints, as numbers; none if there is no such program. */
async function versionOf(program, ...args) {
  const { status, output } = await run(program, [...args, "--version"], { quiet: true }).catch((error) => {
    if (error instanceof SetupError) return { status: 1, output: "" };
    throw error;
  });
  const version = status === 0 ? /(\d+)\.(\d+)\.(\d+)/.exec(output) : null;
  return version ? version.slice(1, 4).map(Number) : [];
}

/** The command of a Python >= 3.9; where python3 is an old one, a newer may stand beside it. */
async function findPython() {
  const named = windows ? [["py", "-3"], ["python"]] : [["python3"], ["python"]];
  for (const command of [...named, ...[14, 13, 12, 11, 10, 9].map((minor) => [`python3.${minor}`])]) {
    const [major, minor] = await versionOf(...command);
    if (major === 3 && minor >= 9) return command;
  }
  throw new SetupError("JupyterLab needs Python >= 3.9, and there is none on the PATH: install one from python.org");
}

/** The packages in .venv, as paths from the top. */
function sitePackages() {
  const libs = windows ? [join("Lib")] : readdirSync(join(venv, "lib")).map((python) => join("lib", python));
  return libs.flatMap((lib) => {
    const folder = join(".venv", lib, "site-packages");
    return readdirSync(at(folder)).map((name) => join(folder, name));
  });
}
