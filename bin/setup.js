/**
 * @file The set-up steps behind every command: node_modules, dist, JupyterLab. Each compares a stamp with what the
 * checkout asks for, works only when they differ, and writes its stamp last: a step that was interrupted is done again,
 * one that is up to date needs no network. Plain Node without a package, since it runs before anything is installed.
 */

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);
const windows = process.platform === "win32";

/** A failure whose message is all that the user needs to see. */
export class SetupError extends Error {}

/** Everything that must end when this process is told to. */
const children = new Set();
let stopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    const again = stopping;
    stopping = true;
    for (const child of children) stop(child, again ? "SIGKILL" : "SIGTERM");
    if (children.size === 0 || again) process.exit(130);
  });
process.on("exit", () => {
  for (const child of children) stop(child, "SIGKILL");
});

/** Ends a child and what it started: on POSIX each child leads a process group of its own. */
function stop(child, signal) {
  try {
    if (windows) spawnSync("taskkill", ["/pid", String(child.pid), "/t", "/f"]);
    else process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

/**
 * Runs a program in the checkout and answers with its exit status and what it printed (if `quiet`).
 * The child leads its own process group, so that Ctrl-C reaches this process alone, which then ends the whole group.
 */
export function run(program, args, { quiet = false, env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
      detached: !windows,
    });
    children.add(child);
    let output = "";
    for (const pipe of [child.stdout, child.stderr]) pipe?.on("data", (text) => (output += text));
    child.on("error", (error) => {
      children.delete(child);
      reject(new SetupError(`${program}: ${error.message}`));
    });
    child.on("close", (code, signal) => {
      children.delete(child);
      if (stopping) process.exit(130);
      resolve({ status: code ?? (signal === "SIGINT" ? 130 : 1), output });
    });
  });
}

/** Runs one step and prints one line for it: what, how it went, how long it took. On a terminal the line counts along. */
async function step(name, say, work) {
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s`;
  const live = say.isTTY === true;
  let doing = "";
  const draw = () => live && doing && say.write(`\r\x1b[2K${name.padEnd(14)}${doing.padEnd(44)}${seconds()}`);
  const timer = setInterval(draw, 500);
  try {
    const did = await work((what) => {
      doing = what;
      draw();
    });
    say.write(`${live && doing ? "\r\x1b[2K" : ""}${name.padEnd(14)}${did.padEnd(44)}${seconds()}\n`);
  } catch (error) {
    say.write(`${live && doing ? "\r\x1b[2K" : ""}${name.padEnd(14)}${"failed".padEnd(44)}${seconds()}\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

const sha = (...texts) => texts.reduce((h, text) => h.update(text).update("\0"), createHash("sha256")).digest("hex");
const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The last lines of a long output, where the error stands. */
const tail = (text, lines = 30) => text.trimEnd().split("\n").slice(-lines).join("\n");

/** Two set-ups in one checkout would undo each other: the second waits for the first. */
export async function locked(say, work) {
  const lock = at(".cryolab", "setup.lock");
  mkdirSync(dirname(lock), { recursive: true });
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (!alive(Number(read(lock)))) {
      rmSync(lock, { force: true });
      continue;
    }
    if (!waited) say.write(`waiting for another set-up (process ${read(lock)})\n`);
    await new Promise((done) => setTimeout(done, 300));
  }
  const release = () => rmSync(lock, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    release();
    process.off("exit", release);
  }
}

function alive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Node itself: mocha 12 and the kernel load ES modules through require. */
export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) return;
  throw new SetupError(
    `Cryolab needs Node ^20.19 or >= 22.12, this is ${process.version}: install one from nodejs.org`,
  );
}

// ---- node_modules

/** Packages of the lock file that this machine should have but has not. */
function missingPackages() {
  const lock = JSON.parse(readFileSync(at("package-lock.json"), "utf8"));
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path.startsWith("node_modules/") && !entry.optional && !entry.devOptional)
    .map(([path, entry]) => (entry.link ? path : `${path}/package.json`))
    .filter((path) => !existsSync(at(path)));
}

/** `npm ci` when node_modules is absent, half there, interrupted, or of another lock file, Node or system. */
export function ensureModules(say) {
  return step("node_modules", say, async (doing) => {
    const stamp = at("node_modules", ".cryolab");
    const manifests = ["", "lib", "grader", "kernel-ext"].map((dir) => read(at(dir, "package.json")));
    const want = sha(
      read(at("package-lock.json")),
      ...manifests,
      process.versions.modules,
      process.platform,
      process.arch,
    );
    if (read(stamp) === want && missingPackages().length === 0) return "up to date";
    doing("npm ci");
    rmSync(stamp, { force: true });
    const cli = process.env.npm_execpath?.replace(/npx-cli(\.[cm]?js)$/, "npm-cli$1");
    const [program, ...args] = cli?.endsWith("js") ? [process.execPath, cli] : [windows ? "npm.cmd" : "npm"];
    const { status, output } = await run(program, [...args, "ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      quiet: true,
    });
    if (status !== 0) throw new SetupError(`npm ci failed:\n${tail(output)}`);
    write(stamp, want);
    return "npm ci";
  });
}

// ---- dist

const projects = ["lib", "grader", "kernel-ext", "tests"];
const notSource = new Set(["dist", "node_modules", "hidden", "golden"]);

/** Files below a folder, as paths relative to it; `skip` names folders to leave out. */
function files(dir, skip = new Set()) {
  if (!existsSync(dir)) return [];
  const found = [];
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      if (!skip.has(entry.name)) found.push(...files(join(dir, entry.name), skip).map((f) => `${entry.name}/${f}`));
    } else found.push(entry.name);
  }
  return found.sort();
}

const sources = (project) => files(at(project), notSource).filter((f) => f.endsWith(".ts") && !f.endsWith(".d.ts"));
const listing = () =>
  projects
    .map((p) =>
      files(at(p, "dist"))
        .map((f) => `${p}/${f} ${statSync(at(p, "dist", f)).size}`)
        .join("\n"),
    )
    .join("\n");

/** `tsc -b` when a source, a setting or an output is not what the last complete build left. */
export function ensureBuild(say) {
  return step("dist", say, async (doing) => {
    const stamp = at(".cryolab", "build.json");
    const settings = [
      at("tsconfig.base.json"),
      ...projects.map((p) => at(p, "tsconfig.json")),
      at("node_modules", ".cryolab"),
    ];
    const texts = projects.flatMap((p) => sources(p).flatMap((f) => [`${p}/${f}`, read(at(p, f))]));
    const want = sha(...settings.map(read), ...texts);
    const last = JSON.parse(read(stamp) || "{}");
    const whole = last.outputs === listing();
    if (whole && last.sources === want) return "up to date";
    doing("tsc -b");
    rmSync(stamp, { force: true });
    if (!whole) for (const p of projects) rmSync(at(p, "dist"), { recursive: true, force: true });
    const { status, output } = await run(
      process.execPath,
      [at("node_modules/typescript/bin/tsc"), "-b", "--pretty", "false"],
      { quiet: true },
    );
    if (status !== 0) throw new SetupError(`tsc -b failed:\n${tail(output, 60)}`);
    for (const p of projects) {
      const kept = new Set(sources(p).map((f) => f.slice(0, -".ts".length)));
      for (const f of files(at(p, "dist")))
        if (f !== ".tsbuildinfo" && !kept.has(f.replace(/\.(d\.ts|js|js\.map)$/, ""))) rmSync(at(p, "dist", f));
    }
    write(stamp, JSON.stringify({ sources: want, outputs: listing() }));
    return "tsc -b";
  });
}

// ---- JupyterLab

const venv = at(".venv");
const inVenv = (name) => (windows ? join(venv, "Scripts", `${name}.exe`) : join(venv, "bin", name));

/** The version a program prints, as numbers, or undefined. */
function versionOf(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", timeout: 60_000 });
  const version = status === 0 ? /(\d+)\.(\d+)(?:\.(\d+))?/.exec(`${stdout}${stderr}`) : null;
  return version?.slice(1, 4).map((n) => Number(n ?? 0));
}

const venvHelp = `"python -m venv" did not work. On Debian and Ubuntu: apt install python3-venv`;

/** A JupyterLab >= 4.5: the one of .venv, else one on the PATH, else pip makes .venv. Answers with its command. */
export async function ensureJupyter(say) {
  let jupyter = "";
  await step("JupyterLab", say, async (doing) => {
    const stamp = join(venv, ".cryolab");
    const want = sha(read(at("requirements.txt")), process.platform);
    if (read(stamp) === want && existsSync(inVenv("jupyter-lab"))) {
      jupyter = inVenv("jupyter");
      return "up to date in .venv";
    }
    if (!existsSync(venv)) {
      const found = versionOf("jupyter-lab", ["--version"]);
      if (found && found[0] === 4 && found[1] >= 5) {
        jupyter = "jupyter";
        return `${found.join(".")} on the PATH`;
      }
    }
    doing("looking for Python");
    const candidates = windows ? [["py", "-3"], ["python"], ["python3"]] : [["python3"], ["python"]];
    const python = candidates.find(([program, ...args]) => {
      const v = versionOf(program, [...args, "--version"]);
      return v && v[0] === 3 && v[1] >= 9;
    });
    if (!python) throw new SetupError("JupyterLab needs Python >= 3.9, and no python3 of that age is on the PATH");
    doing("python -m venv .venv");
    rmSync(venv, { recursive: true, force: true });
    const made = await run(python[0], [...python.slice(1), "-m", "venv", venv], { quiet: true });
    if (made.status !== 0) throw new SetupError(`${venvHelp}\n${tail(made.output)}`);
    doing("pip install (about 240 MB, once)");
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", at("requirements.txt")];
    const installed = await run(inVenv("python"), pip, { quiet: true });
    if (installed.status !== 0) throw new SetupError(`pip install failed:\n${tail(installed.output)}`);
    write(stamp, want);
    jupyter = inVenv("jupyter");
    return "pip install into .venv";
  });
  return jupyter;
}

/** Where kernelspec and labextension go: into .venv, or beside it when JupyterLab is somebody else's. */
export function jupyterPrefix(jupyter) {
  return jupyter.startsWith(venv) ? venv : at(".cryolab", "jupyter-prefix");
}

/** A path as a person in the checkout would type it. */
export const short = (path) => relative(root, path) || ".";

/** Runs a whole command: prints a SetupError as its message alone, anything else with its stack. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  }
}

export { step };
