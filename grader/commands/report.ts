/** @file `cryolab report`: how a problem set went, as one page and as CSV. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import type { Class } from "../course/class.ts";
import { usualRisk } from "../report/risk.ts";
import { type ClassOptions, classOption, withClass } from "./class-argument.ts";
import { print } from "./terminal.ts";

interface Options extends ClassOptions {
  readonly out?: string;
  readonly csv?: string;
  readonly riskShare: string;
  readonly riskDrop: string;
}

/** Adds `report`. */
export function reportCommand(program: Command): void {
  classOption(program.command("report"))
    .argument("<set>", "the problem set, such as ps1")
    .option("--out <file>", "the page; SET-report.html in the class's folder if left out")
    .option("--csv <folder>", "write the tables as CSV too")
    .option("--risk-share <percent>", "at risk below this share of the points", String(100 * usualRisk.share))
    .option("--risk-drop <percent>", "at risk this far below the sets before", String(100 * usualRisk.drop))
    .description("how a problem set went: points, difficulty, mistakes, time, who may need help, as one page")
    .addHelpText(
      "after",
      `
The page holds everything it needs and opens in any browser, without a network. It names learners: keep it as you keep grades.

Examples:
  $ cryolab report ps1
  $ cryolab report ps1 --out /tmp/ps1.html --csv /tmp/ps1 --risk-share 60`,
    )
    .action((set: string, options: Options) => withClass(options, (cls) => write(cls, set, options)));
}

async function write(cls: Class, set: string, options: Options): Promise<void> {
  const rule = {
    share: percentOption("--risk-share", options.riskShare),
    drop: percentOption("--risk-drop", options.riskDrop),
  };
  const [{ readRows }, { report }] = await Promise.all([import("../report/rows.ts"), import("../report/index.ts")]);
  const { html, csv } = report(readRows(cls, set), rule);
  const page = resolve(options.out ?? join(cls.folder, `${set}-report.html`));
  if (options.csv !== undefined) mkdirSync(options.csv, { recursive: true });
  const files = [...csv].map(([name, text]) => [resolve(options.csv ?? "", name), text]);
  for (const [file, text] of [[page, html], ...(options.csv === undefined ? [] : files)]) {
    writeFileSync(file, text, { mode: 0o600 }); // it names people
    print(file);
  }
}

function percentOption(name: string, text: string): number {
  const value = Number(text.replace(/ ?%$/, ""));
  if (text.trim() === "" || !(value >= 0 && value <= 100))
    throw new RangeError(`${name}: must be from 0 to 100 (percent), got ${JSON.stringify(text)}`);
  return value / 100;
}
