/**
 * @file `node bench/class.js [LEARNERS] [FOLDER]`: a synthetic class (1000 learners unless told) of every kind, taken through init, roster, assign,
 * collect and grade by the commands an instructor types, and every grade compared with what it must be. A folder that holds a class already is
 * gone on with: grading is resumed. Build first (`npm run build`).
 */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openClass } from "@cryolab/grader/internal/course/class";
import { syntheticClass } from "../tests/dist/support/class/class.js";
import { mismatches, rosterOf, writeInbox } from "../tests/dist/support/class/graded.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const EXERCISES = ["fourier/dft", "fourier/fft", "optics/ctf-1d", "resolution/fsc", "classification/em-step-1d"];
const [n = 1000, given] = process.argv.slice(2);
const folder = resolve(given ?? mkdtempSync(join(tmpdir(), "cryolab-thousand-")));
const home = join(folder, "class");

function cryolab(...args) {
  const start = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [join(root, "bin", "cryolab.js"), ...args], {
    cwd: existsSync(home) ? home : folder,
    env: { ...process.env, CRYOLAB_ROOT: root },
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  console.log(`$ cryolab ${args.join(" ")}  ${((performance.now() - start) / 1000).toFixed(1)} s`);
  console.log(stdout.trim().split("\n").slice(-3).join("\n"));
  if (status !== 0) throw new Error(`cryolab ${args[0]} ended with status ${status}`);
}

console.log(`${n} learners in ${folder}, ${availableParallelism()} processors, load ${loadavg()[0].toFixed(1)}`);
const learners = syntheticClass(Number(n), { exercises: EXERCISES, root });
if (!existsSync(home)) {
  mkdirSync(folder, { recursive: true });
  cryolab("init", home, "--name", "Synthetic", "--zone", "UTC");
  writeFileSync(join(folder, "roster.csv"), rosterOf(learners));
  cryolab("roster", "import", join(folder, "roster.csv"));
  cryolab("assign", "ps1", ...EXERCISES);
  writeInbox(join(home, "inbox", "ps1"), learners);
  cryolab("collect", "ps1", join(home, "inbox", "ps1"));
}
cryolab("grade", "ps1");
const cls = openClass(home);
try {
  const wrong = mismatches(cls, learners);
  for (const line of wrong) console.log(line);
  const check = Object.values(cls.db.prepare("pragma integrity_check").get())[0];
  const runs = Object.values(cls.db.prepare("select count(*) from run").get())[0];
  console.log(
    `${runs} gradings, ${wrong.length} not as they must be; integrity ${check}; load ${loadavg()[0].toFixed(1)}`,
  );
  if (wrong.length > 0) process.exitCode = 1;
} finally {
  cls.close();
}
