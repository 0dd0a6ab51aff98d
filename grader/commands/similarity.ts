/** @file `cryolab similarity`: which answers of a class are alike, as a table and as a page. */

import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Command } from "commander";
import pc from "picocolors";
import type { Class } from "../course/class.ts";
import { readSet } from "../course/sets.ts";
import { exercisePaths } from "../registry/index.ts";
import { type Section, similarityPage } from "../similarity/page.ts";
import { type ClassOptions, classOption, oneLine, withClass } from "./class-argument.ts";
import { count, print, progress } from "./terminal.ts";

interface Options extends ClassOptions {
  readonly exercise?: string;
  readonly least: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** Adds `similarity`. */
export function similarityCommand(program: Command): void {
  classOption(program.command("similarity"))
    .argument("<problem-set>", "its name, such as ps1")
    .option("--exercise <id>", "one exercise; without it all of the set")
    .option("--least <part>", "list pairs that share at least this part, 0 to 1", "0.5")
    .option("--out <file>", "the page; without it similarity-SET.html in the class's folder")
    .option("--json", "print the pairs as JSON, and write no page")
    .description("find answers that are alike, names and layout aside")
    .addHelpText(
      "after",
      `
Compares the last answer of every learner with every other: runs of 17 words and more, names and numbers made alike
(winnowing). What the starter holds, and what very many answers share, does not count. The page shows each pair side
by side. A high number is a reason to read both, never a verdict.

Examples:
  $ cryolab similarity ps1
  $ cryolab similarity ps1 --exercise fourier/dft --least 0.8`,
    )
    .action((id: string, options: Options) => withClass(options, (cls, signal) => run(cls, id, options, signal)));
}

async function run(cls: Class, id: string, options: Options, signal: AbortSignal): Promise<void> {
  const least = Number(options.least);
  if (!(least >= 0 && least <= 1)) throw new RangeError(`similarity: --least must be 0 to 1, got ${options.least}`);
  const set = readSet(cls.db, id);
  const exercises = set.exercises.map(({ exercise }) => exercise);
  const wanted = options.exercise === undefined ? exercises : [options.exercise];
  if (wanted.some((exercise) => !exercises.includes(exercise)))
    throw new RangeError(`similarity: ${options.exercise} is not in ${id}, which holds ${exercises.join(", ")}`);
  const { compare } = await import("../similarity/compare.ts"); // with the compiler: other commands start without
  const { worksOf } = await import("../similarity/works.ts");
  const works = worksOf(cls, id, signal);
  const sections: Section[] = [];
  const line = progress();
  try {
    for (const exercise of wanted) {
      line.say(`${exercise}: reading answers`);
      const answers = await works(exercise);
      line.say(`${exercise}: comparing ${count(answers.length, "answer")}`);
      const starter = readFileSync(exercisePaths(exercise, cls.root).starter, "utf8");
      sections.push({ exercise, comparison: compare(answers, { subtract: [starter], least }) });
    }
  } finally {
    line.end();
  }
  if (options.json) return print(JSON.stringify(sections.map(plainSection), null, 2));
  for (const { exercise, comparison } of sections) {
    const { compared, same, pairs } = comparison;
    print(`${pc.cyan(exercise)}  ${count(compared, "answer")} compared`);
    for (const group of same) print(`  same   ${group.map(({ who }) => oneLine(who)).join(", ")}`);
    for (const { similarity, a, b } of pairs.slice(0, 20))
      print(`  ${`${Math.round(100 * similarity)} %`.padStart(5)}  ${oneLine(a.who)} · ${oneLine(b.who)}`);
    if (pairs.length > 20) print(`  and ${pairs.length - 20} more on the page`);
  }
  const out = options.out ?? join(cls.folder, `similarity-${id}.html`);
  writeFileSync(out, similarityPage(`${set.title}`, sections), { mode: 0o600 });
  print(
    `${relative(process.cwd(), out) || out}  shows them side by side; it holds learners' work: keep it to yourself`,
  );
}

function plainSection({ exercise, comparison: { pairs, same, ...rest } }: Section): object {
  return {
    exercise,
    ...rest,
    same: same.map((group) => group.map(({ who }) => who)),
    pairs: pairs.map(({ a, b, similarity, shared }) => ({ a: a.who, b: b.who, similarity, shared })),
  };
}
