/** @file `cryolab grade`: points and messages for files and notebooks, as a table or as JSON; or a problem set of the class. */

import type { Command } from "commander";
import pc from "picocolors";
import { type GradeOptions, gradeFile } from "../grade.ts";
import { exerciseIds, findRoot } from "../registry/index.ts";
import { type ExerciseResult, type TestResult, ungraded } from "../results.ts";
import { openPool } from "../runner/pool.ts";
import { probeWall } from "../sandbox/open.ts";
import { type ClassOptions, classOption } from "./class-argument.ts";
import { existing, unknown } from "./exercise-argument.ts";
import { findExercises } from "./found.ts";
import { attempt, count, indent, print, progress } from "./terminal.ts";

interface Options extends ClassOptions {
  readonly learner?: string;
  readonly workers?: string;
  readonly unsafe?: boolean;
  readonly redis?: string | true;
  readonly prefix?: string;
  readonly exercise?: string;
  readonly private?: boolean;
  readonly json?: boolean;
  readonly visible?: boolean;
}

/** Adds `grade`. */
export function gradeCommand(program: Command): void {
  const command = program
    .command("grade")
    .argument("<what...>", "answers (.ts files, .ipynb notebooks), or a problem set of the class, such as ps1")
    .option("--exercise <id>", "the exercise, topic/slug; without it all of them")
    .option("--visible", "of files: run the visible tests only")
    .option(
      "--private",
      "of files: show the private messages too: hidden inputs, expected values, the learner's own errors",
    )
    .option("--learner <id>", "of a set: this learner only")
    .option("--workers <n>", "of a set: gradings at once; as many as there are processors otherwise")
    .option(
      "--unsafe",
      "of a set: write grades although no wall stands between the grader and what it grades (level D)",
    )
    .option(
      "--redis [url]",
      "of a set: by workers elsewhere (cryolab worker); the URL better in CRYOLAB_REDIS: others see a command line",
    )
    .option("--prefix <name>", "with --redis: tells courses on one server apart (default: cryolab)")
    .option("--json", "print the results as JSON and nothing else")
    .description("grade answers, or what a class handed in, by visible and hidden tests");
  classOption(command)
    .addHelpText(
      "after",
      `
Files are graded and nothing is kept. A .ts whose path ends in topic/slug.ts needs no --exercise. The status is 0 when grading
worked, whatever the points.

A set is graded into the class: every submission that counts and has no result yet. It can be interrupted, killed and
started again, and run in several terminals at once: nothing is lost and nothing graded twice. What fails on our side is tried
again and never becomes a grade.

Examples:
  $ cryolab grade ps1 --workers 4
  $ cryolab grade ps1 --redis redis://queue.example.edu
  $ cryolab grade ps1 --learner ada --exercise fourier/dft
  $ cryolab grade inbox/ada/ps1.ipynb
  $ cryolab grade answer.ts --exercise fourier/dft --visible
  $ cryolab grade inbox/*/optics/ctf-1d.ts --json > results.json`,
    )
    .action((what: string[], options: Options) =>
      attempt(async (signal) => {
        const { gradeSet, setOfClass } = await import("./grade-set.ts"); // with SQLite: only a class pays
        const set = setOfClass(what, options);
        if (set === undefined) return grade(what, options, signal);
        return gradeSet(set, options, signal);
      }),
    );
}

async function grade(files: readonly string[], options: Options, signal: AbortSignal): Promise<void> {
  const root = findRoot();
  const only = options.exercise === undefined ? undefined : existing(options.exercise, root);
  const results: ExerciseResult[] = [];
  const line = progress();
  const pool = openPool({ workers: 1 });
  try {
    for (const file of files) {
      const found = only === undefined ? await findExercises(file, root) : [only];
      if ("status" in found) results.push(ungraded(file, "", found.status, found.message));
      else
        for (const exercise of found) {
          line.say(`${file} · ${exercise}`);
          results.push(
            await gradeOne(file, exercise, options, {
              root,
              signal,
              pool,
              onTest: (test) => line.say(`${exercise} · ${test.title}`),
            }),
          );
        }
    }
  } finally {
    line.end();
    await pool.close();
  }
  if (options.json) print(JSON.stringify({ results }, null, 2));
  else {
    for (const result of results) show(result);
    await sayLevel(results);
  }
  if (results.some(({ status }) => status === "infrastructure")) process.exitCode = 1;
}

async function gradeOne(
  file: string,
  exercise: string,
  options: Options,
  how: GradeOptions & { readonly root: string },
): Promise<ExerciseResult> {
  const ids = exerciseIds(how.root);
  if (!ids.includes(exercise)) return ungraded(file, exercise, "not-gradable", unknown(exercise, ids));
  return gradeFile(file, exercise, { ...how, hidden: !options.visible, private: options.private === true });
}

/** Says why the wall was not the strongest, where nobody asked for a weaker one. */
async function sayLevel(results: readonly ExerciseResult[]): Promise<void> {
  if (process.env.CRYOLAB_ISOLATION || !results.some((one) => one.status === "graded" && one.isolation !== "A")) return;
  for (const why of (await probeWall()).missing) print(pc.yellow(why));
}

function show(result: ExerciseResult): void {
  const { submission, exercise, status, message, warnings, points, max, isolation, tests } = result;
  const score = status === "graded" ? pc.bold(`${points} of ${count(max, "point")}`) : pc.red(status);
  const level = status === "graded" ? pc.dim(` · isolation level ${isolation}`) : "";
  print(`${submission} · ${pc.cyan(exercise)} · ${score}${level}`);
  if (message !== undefined) print(indent(message, "  "));
  for (const warning of warnings) print(indent(pc.yellow(warning), "  "));
  for (const test of tests) showTest(test);
}

function showTest({ title, hidden, status, points, max, publicMessage, privateMessage }: TestResult): void {
  const mark = status === "pass" ? pc.green("✓") : pc.red("✗");
  const kind = hidden ? pc.dim(" (hidden)") : "";
  print(`  ${mark} ${points}/${max}  ${title}${kind}${status === "pass" ? "" : ` ${pc.red(status)}`}`);
  if (publicMessage !== "") print(indent(publicMessage, "         "));
  if (privateMessage !== undefined && privateMessage !== publicMessage)
    print(indent(pc.dim(privateMessage), "         "));
}
