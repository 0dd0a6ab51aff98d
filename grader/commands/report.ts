/** @file `cryolab report`: how a problem set went, as one page and as CSV. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { openClass } from "../course/class.ts";
import { usualRisk } from "../report/risk.ts";
import { attempt, print } from "./terminal.ts";

interface Options {
  readonly class?: string;
  readonly out?: string;
  readonly csv?: string;
  readonly riskShare: string;
  readonly riskDrop: string;
}

/** Adds `report`. */
export function reportCommand(program: Command): void {
  program
    .command("report")
    .argument("<set>", "the problem set, such as ps1")
    .option("--out <file>", "the page; SET-report.html in the class's folder if left out")
    .option("--csv <folder>", "write the tables as CSV too")
    .option("--risk-share <percent>", "at risk below this share of the points", String(100 * usualRisk.share))
    .option("--risk-drop <percent>", "at risk this far below the sets before", String(100 * usualRisk.drop))
    .option("--class <folder>", "the class; found from the working folder upwards if left out")
    .description("how a problem set went: points, difficulty, mistakes, time, who may need help, as one page")
    .addHelpText(
      "after",
      `
The page holds everything it needs and opens in any browser, without a network. It names learners: keep it as you keep grades.

Examples:
  $ cryolab report ps1
  $ cryolab report ps1 --out /tmp/ps1.html --csv /tmp/ps1 --risk-share 60`,
    )
    .action((set: string, options: Options) => attempt(() => write(set, options)));
}

async function write(set: string, options: Options): Promise<void> {
  const rule = {
    share: percentOption("--risk-share", options.riskShare),
    drop: percentOption("--risk-drop", options.riskDrop),
  };
  const [{ readRows }, { report }] = await Promise.all([import("../report/rows.ts"), import("../report/index.ts")]);
  const cls = openClass(options.class);
  try {
    const { html, csv } = report(readRows(cls, set), rule);
    const out = resolve(options.out ?? join(cls.folder, `${set}-report.html`));
    writeFileSync(out, html, { mode: 0o600 });
    print(out);
    if (options.csv === undefined) return;
    mkdirSync(options.csv, { recursive: true });
    for (const [name, text] of csv) {
      const file = resolve(options.csv, name);
      writeFileSync(file, text, { mode: 0o600 });
      print(file);
    }
  } finally {
    cls.close();
  }
}

function percentOption(name: string, text: string): number {
  const value = Number(text.replace(/ ?%$/, ""));
  if (text.trim() === "" || !(value >= 0 && value <= 100))
    throw new RangeError(`${name}: must be from 0 to 100 (percent), got ${JSON.stringify(text)}`);
  return value / 100;
}
