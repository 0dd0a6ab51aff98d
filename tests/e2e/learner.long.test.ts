/**
 * @file A learner's hour in a minute: opens the lesson on resolution in JupyterLab, runs it, sees the chart, answers
 * wrongly, reads why, answers rightly, saves; then the grader reads the saved notebook and says the same and more.
 */

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExerciseResult } from "@cryolab/grader";
import { expect } from "chai";
import type { Browser } from "playwright-core";
import { jupyterFromRun } from "../support/ci.js";
import { readText, root } from "../support/root.js";
import { findBrowser, type Lab, launchBrowser, NotebookPage, startLab } from "./browser.js";

const lesson = "40-resolution.ipynb";
const exercise = "resolution/fsc";
/** An answer as a learner types it into the exercise's cell. */
const asCell = (file: string) => `%%exercise ${exercise}\n${readText(file)}`;

describe("a learner in JupyterLab", function () {
  this.timeout(180_000);
  const executable = findBrowser();
  const found = jupyterFromRun();
  const notebooks = mkdtempSync(join(tmpdir(), "cryolab-e2e-"));
  let lab: Lab | undefined;
  let browser: Browser | undefined;

  before(async function () {
    if (executable === undefined || found === undefined) {
      console.log(`      skipped: no ${executable === undefined ? "Chromium" : "JupyterLab"} here`);
      return this.skip();
    }
    copyFileSync(join(root, "notebooks", lesson), join(notebooks, lesson));
    lab = await startLab(notebooks, found.jupyter, found.prefix);
    browser = await launchBrowser(executable);
    return undefined;
  });

  after(async () => {
    await browser?.close();
    await lab?.stop();
    rmSync(notebooks, { recursive: true, force: true });
  });

  it("runs the lesson, fails, succeeds, saves, and is graded the same", async () => {
    const page = await browser!.newPage({ viewport: { width: 1280, height: 1000 } });
    page.setDefaultTimeout(30_000);
    const outside: string[] = [];
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (!["data:", "blob:"].includes(protocol) && hostname !== "127.0.0.1") outside.push(request.url());
    });
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(error.message));

    const notebook = await NotebookPage.open(page, lab!, lesson);
    await notebook.runAll();
    const sources = await notebook.sources();
    const answer = sources.findIndex((source) => source.startsWith(`%%exercise ${exercise}`));
    const check = sources.findIndex((source) => source.includes(`check("${exercise}")`));
    expect(
      [answer, check].every((i) => i >= 0),
      "the lesson ends at its exercise",
    ).to.equal(true);
    const errors = (await Promise.all(sources.map((_, i) => notebook.outputs(i).catch(() => []))))
      .flat()
      .filter((o) => o.output_type === "error");
    expect(errors).to.deep.equal([]);

    const chart = sources.findIndex((source) => source.includes("plot.fsc("));
    await notebook.select(chart);
    await notebook.cell(chart).locator(".js-plotly-plot .main-svg").first().waitFor();

    await notebook.type(answer, asCell("tests/hidden/resolution/fsc/wrong/no-conjugate.ts"));
    await notebook.run(answer);
    await notebook.run(check);
    const failed = await notebook.cell(check).innerText();
    expect(failed).to.match(/fail/i);
    expect(failed).to.not.match(/3 of 3/);
    if (process.env.CRYOLAB_SHOTS) await page.screenshot({ path: join(process.env.CRYOLAB_SHOTS, "failed.png") });

    await notebook.type(answer, asCell("solutions/resolution/fsc/fsc.ts"));
    await notebook.run(answer);
    await notebook.run(check);
    expect(await notebook.cell(check).innerText()).to.match(/3 of 3/);
    if (process.env.CRYOLAB_SHOTS) await page.screenshot({ path: join(process.env.CRYOLAB_SHOTS, "passed.png") });
    await notebook.save();
    expect(outside, "requests that left the machine").to.deep.equal([]);
    expect(broken, "errors in the page").to.deep.equal([]);

    const file = join(notebooks, lesson);
    expect(readFileSync(file, "utf8")).to.include("application/vnd.plotly.v1+json");
    const grade = spawnSync(
      process.execPath,
      [join(root, "bin/cryolab.js"), "grade", file, "--exercise", exercise, "--json"],
      {
        encoding: "utf8",
      },
    );
    expect(grade.status, grade.stderr).to.equal(0);
    const [result] = (JSON.parse(grade.stdout) as { results: ExerciseResult[] }).results;
    const points = (hidden: boolean) =>
      result.tests.filter((t) => t.hidden === hidden).reduce((sum, t) => sum + t.points, 0);
    expect([result.status, points(false), points(true), result.points]).to.deep.equal(["graded", 3, 7, 10]);
  });
});
