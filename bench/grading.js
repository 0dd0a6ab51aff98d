/**
 * @file `node bench/grading.js`: how many gradings in a second. A class of light notebooks (fourier/dft) is graded into its store behind the
 * wall (level A), behind a process alone (level D), and by nbgrader's autograde on the same notebooks and the same kernel, in
 * turns, so that what disturbs the machine disturbs all. Only ratios mean anything on a machine that is not alone. `--quick` for a short
 * run. Build first (`npm run build`); nbgrader comes by pip into .cryolab/jupyter-tools at first use.
 */

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { assign } from "@cryolab/grader/internal/course/assign";
import { initClass } from "@cryolab/grader/internal/course/class";
import { collect } from "@cryolab/grader/internal/course/collect/index";
import { gradeClass } from "@cryolab/grader/internal/course/grade-class";
import { importRoster } from "@cryolab/grader/internal/course/roster";
import { answersTo } from "../tests/dist/support/class/answers.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const quick = process.argv.includes("--quick");
const rounds = quick ? 2 : 5;
const ours = quick ? 24 : 80; // gradings of a round
const theirs = quick ? 3 : 6;
const workers = Math.min(2, availableParallelism());
const EXERCISE = "fourier/dft";

const quantile = (values, q) => values.toSorted((a, b) => a - b)[Math.round(q * (values.length - 1))];
const right = answersTo(EXERCISE, root).filter(({ kind }) => kind === "right");

/** What nbgrader runs after the answer: the visible tests, and the sum by definition at a few lengths. Far less than ours. */
const TESTS = [
  [
    "visible",
    2,
    `{
  const near = (a: number, b: number) => { if (!(Math.abs(a - b) < 1e-9)) throw new Error(\`\${a} for \${b}\`); };
  const wave = dft({ shape: [4], re: Float64Array.of(1, 0, -1, 0), im: Float64Array.of(0, 1, 0, -1) });
  near(wave.re[1], 4);
  near(dft({ shape: [3], re: Float64Array.of(4, 0, 0), im: new Float64Array(3) }, true).re[2], 4 / 3);
}`,
  ],
  [
    "sum",
    3,
    `for (const n of [1, 2, 3, 7, 10, 23]) {
  const re = Float64Array.from({ length: n }, (_, j) => Math.sin(7 * j) + j);
  const X = dft({ shape: [n], re, im: new Float64Array(n) });
  for (let k = 0; k < n; k++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += re[j] * Math.cos((2 * Math.PI * k * j) / n);
    if (!(Math.abs(X.re[k] - sum) < 1e-9 * n * n)) throw new Error(\`n = \${n}, k = \${k}\`);
  }
}`,
  ],
];

const nbgrader = (id, points) => ({
  nbgrader: {
    grade: points > 0,
    solution: points === 0,
    locked: points > 0,
    task: false,
    schema_version: 3,
    grade_id: id,
    ...(points > 0 ? { points } : {}),
  },
});

/** One notebook for both: an answer's cell that begins with %%exercise, and cells that nbgrader grades. */
function notebook(mark, code) {
  const answer = [`%%exercise ${EXERCISE}\n// ${mark}\n${code}`, nbgrader("answer", 0)];
  const cells = [answer, ...TESTS.map(([id, points, source]) => [source, nbgrader(id, points)])];
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "cryolab", display_name: "Cryo-EM (TypeScript)", language: "typescript" } },
    cells: cells.map(([source, metadata]) => ({
      cell_type: "code",
      id: metadata.nbgrader.grade_id,
      metadata,
      source,
      outputs: [],
      execution_count: null,
    })),
  });
}

const put = (text, ...path) => {
  const file = join(...path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const learner = (i) => `learner-${i}`;
const handedIn = (i) => notebook(learner(i), right[i % right.length].code);

/** Gradings in a second, all of them with full points, by `cryolab grade` at a level. */
async function byUs(level) {
  const folder = mkdtempSync(join(tmpdir(), "cryolab-bench-"));
  process.env.CRYOLAB_ISOLATION = level;
  try {
    const cls = initClass(join(folder, "class"), { root, zone: "UTC" });
    try {
      const ids = Array.from({ length: ours }, (_, i) => learner(i));
      importRoster(cls, ["login", ...ids, ""].join("\n"), "roster.csv");
      assign(cls, "ps1", { exercises: [{ id: EXERCISE }] });
      for (const [i, id] of ids.entries()) put(handedIn(i), folder, "inbox", id, "ps1.ipynb");
      await collect(cls, "ps1", [join(folder, "inbox")]);
      const { graded, ms } = await gradeClass(cls, { problemSet: "ps1", workers, unsafe: true });
      const full = cls.db
        .prepare("select count(*) n, min(level) low, max(level) high from run where points = max")
        .get();
      if (graded !== ours || full.n !== ours || full.low !== level || full.high !== level)
        throw new Error(
          `level ${level}: ${graded} of ${ours} graded, ${full.n} in full, levels ${full.low} to ${full.high}`,
        );
      return (graded / ms) * 1000;
    } finally {
      cls.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** nbgrader with a course, or why there is none. */
async function peer() {
  try {
    const { startBench } = await import("../tests/dist/e2e/jupyter-tools.js");
    const bench = startBench();
    copyFileSync(join(root, "tests", "jupyter", "nbgrader_config.py"), join(bench.folder, "nbgrader_config.py"));
    const source = JSON.parse(notebook("source", ""));
    source.cells[0].source = `%%exercise ${EXERCISE}\nexport function dft() {\n  /// BEGIN SOLUTION\n  /// END SOLUTION\n}`;
    put(JSON.stringify(source), bench.folder, "source", "ps1", "ps1.ipynb");
    bench.run("nbgrader", "generate_assignment", "ps1");
    const version = bench.run("python", "-c", "import nbgrader; print(nbgrader.__version__)").trim();
    return { bench, version };
  } catch (error) {
    return { missing: error.message.split("\n").slice(0, 3).join(" ") };
  }
}

/** Notebooks in a second by autograde, all of them with full points. */
function byThem({ bench }, round) {
  const names = Array.from({ length: theirs }, (_, i) => `r${round}x${i}`);
  for (const [i, name] of names.entries()) put(handedIn(i), bench.folder, "submitted", name, "ps1", "ps1.ipynb");
  const start = performance.now();
  bench.run("nbgrader", "autograde", "ps1", "--create");
  const seconds = (performance.now() - start) / 1000;
  const asked = `
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    print(sum(s.score == 5 for s in book.assignment_submissions("ps1")))`;
  const full = Number(bench.run("python", "-c", asked));
  if (full !== theirs * (round + 1)) throw new Error(`nbgrader: ${full} of ${theirs * (round + 1)} with all points`);
  return theirs / seconds;
}

function tool(name, ...args) {
  try {
    return execFileSync(name, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return `no ${name}`;
  }
}

const { version } = JSON.parse(readFileSync(join(root, "grader", "package.json"), "utf8"));
const they = await peer();
console.log(`cryolab grade ${version}, ${EXERCISE}, ${workers} workers, ${ours} notebooks a round, into the store`);
console.log(
  they.missing
    ? `nbgrader: absent (${they.missing})`
    : `nbgrader ${they.version} autograde, ${theirs} notebooks a round`,
);
console.log(`Node ${process.version} on ${process.platform} ${process.arch}, ${tool("bwrap", "--version")}`);
console.log(
  `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0].toFixed(1)}\n`,
);
const rates = { A: [], D: [], nbgrader: [] };
try {
  for (let round = 0; round < rounds; round++) {
    for (const level of round % 2 === 0 ? ["A", "D"] : ["D", "A"])
      try {
        rates[level].push(await byUs(level));
      } catch (error) {
        if (rates[level].length > 0 || round > 0) throw error;
        console.log(`level ${level}: absent (${error.message.split("\n")[0]})`);
      }
    if (they.bench) rates.nbgrader.push(byThem(they, round));
    const row = Object.entries(rates).map(([name, all]) => `${name} ${all[round]?.toFixed(2) ?? "–"}/s`);
    console.log(`round ${round + 1}: ${row.join(", ")} (load ${loadavg()[0].toFixed(1)})`);
  }
} finally {
  they.bench?.end();
}

function ratio(what, above, below, goal) {
  if (above.length === 0 || below.length === 0) return console.log(`${what}: not measured`);
  const all = above.map((rate, i) => rate / below[i]);
  const [low, middle, high] = [0, 0.5, 1].map((q) => quantile(all, q).toFixed(2));
  console.log(`${what}: ${middle} (${low} to ${high}); goal ${goal}`);
}
console.log("");
ratio("level A / level D", rates.A, rates.D, "0.7");
ratio("level A / nbgrader", rates.A, rates.nbgrader, "20, aim 40");
console.log("nbgrader grades one notebook after the other; two of it side by side would at best halve the last ratio");
