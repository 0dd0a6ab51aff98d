/** @file The packages of this release: `npm ci` when they are missing, half there, or of another lock file. */

import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root, run, SetupError, windows } from "./child.js";

const at = (...parts) => join(root, ...parts);
const mark = at("node_modules", ".cryolab-release");

/** What the packages depend on: the lock file, and the system they were chosen for. */
function want() {
  const hash = createHash("sha256").update(readFileSync(at("package-lock.json")));
  return hash.update(`${process.platform} ${process.arch} ${root}`).digest("hex");
}

/** A step of the set-up. */
export const modules = {
  name: "node_modules",
  ready: () => (existsSync(mark) && readFileSync(mark, "utf8") === want() ? "up to date" : undefined),
  async work(doing) {
    doing("npm ci");
    rmSync(mark, { force: true });
    const [program, ...args] = npm();
    args.push("ci", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error");
    const { status, output } = await run(program, args, { quiet: true, shell: program === "npm" && windows });
    if (status !== 0) throw new SetupError(`npm ci failed; it needs the network once:\n${output.slice(0, 2000)}`);
    writeFileSync(mark, want());
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
