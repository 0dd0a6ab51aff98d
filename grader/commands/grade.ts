/** @file `cryolab grade`: points and messages for files and notebooks, as a table or as JSON. */

import type { Command } from "commander";
import pc from "picocolors";
import { type GradeOptions, gradeFile } from "../grade.ts";
import { exerciseIds, findRoot } from "../registry/index.ts";
import { type ExerciseResult, type TestResult, ungraded } from "../results.ts";
import { openPool } from "../runner/pool.ts";
import { probeWall } from "../sandbox/open.ts";
import { existing, unknown } from "./exercise-argument.ts";
import { findExercises } from "./found.ts";
import { attempt, count, indent, print, progress } from "./terminal.ts";

interface Options {
  readonly exercise?: string;
  readonly private?: boolean;
  readonly json?: boolean;
  readonly visible?: boolean;
}

/** Adds `grade`. */
export function gradeCommand(program: Command): void {
  program
    .command("grade")
    .argument("<files...>", "answers: .ts files or .ipynb notebooks")
    .option("--exercise <id>", "the exercise, topic/slug; without it all exercises of a notebook")
    .option("--visible", "run the visible tests only")
    .option("--private", "show the private messages too: hidden inputs, expected values, the learner's own errors")
    .option("--json", "print { results: [...] } and nothing else")
    .description("grade answers by visible and hidden tests")
    .addHelpText(
      "after",
      `
A .ts whose path ends in topic/slug.ts needs no --exercise. The status is 0 when grading worked, whatever the points.

Examples:
  $ cryolab grade inbox/ada/ps1.ipynb
  $ cryolab grade answer.ts --exercise fourier/dft --visible
  $ cryolab grade inbox/*/optics/ctf-1d.ts --json > results.json`,
    )
    .action((files: string[], options: Options) => attempt((signal) => grade(files, options, signal)));
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
