/**
 * @file What a person does in an hour with a notebook, told once and lived in every front end: opens it, completes a name,
 * asks for help, runs all, looks at a chart, a table and a bar of progress, moves a slider, checks an answer, stops a
 * loop, starts again.
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { readText } from "../support/root.js";
import { type Front, findBrowser, type Lab, launchBrowser, NotebookPage, startLab } from "./browser.js";
import { code, notebookFile } from "./notebook-file.js";

const exercise = "fourier/dft";

/** The cells, by name. */
const cells = {
  words: { ...code("words", "# A story\n\n$e^{i\\pi} + 1 = 0$"), cell_type: "markdown" as const },
  chart: code("chart", `const kept = 42;\nlet turns = 0;\nplot.line([0, 1, 0], { title: "A peak" })`),
  table: code("table", `table([{ method: "EM", sigma: 0.5 }, { method: "FSC", sigma: 0.25 }], { title: "Two ways" })`),
  progress: code("progress", `for (const step of progress.over([1, 2, 3], "steps")) step.toFixed();`),
  slider: code(
    "slider",
    `interact({ height: [1, 100, 1] }, ({ height }) => plot.line([0, height, 0], { title: "height " + height }));`,
  ),
  answer: code("answer", `%%exercise ${exercise}\n${readText("solutions", ...exercise.split("/"), "dft.ts")}`),
  check: code("check", `check("${exercise}")`),
  scratch: code("scratch", ""),
};
const indexOf = (name: keyof typeof cells): number => Object.keys(cells).indexOf(name);

/** Title of the figure of a cell, as plotly drew it. */
const titleIn = (page: Page, index: number): Promise<string | undefined> =>
  page.evaluate((i) => {
    const cell = document.querySelectorAll(".jp-Notebook .jp-Cell")[i];
    const graph = cell?.querySelector(".js-plotly-plot") as unknown as {
      readonly layout?: { readonly title: { readonly text: string } };
    } | null;
    return graph?.layout?.title.text;
  }, index);

/**
 * Milliseconds from a key on the slider to the new plot on the page, for each of some moves up and down. All of it runs in
 * the page: what the test's own connection to the browser takes does not count.
 */
function slideTimes(page: Page, index: number, moves: number): Promise<number[]> {
  return page.evaluate(
    async ([i, n]) => {
      const cell = document.querySelectorAll(".jp-Notebook .jp-Cell")[i];
      const handle = cell.querySelector<HTMLElement>(".noUi-handle")!;
      const title = () =>
        (cell.querySelector(".js-plotly-plot") as unknown as { layout: { title: { text: string } } } | null)?.layout
          .title.text;
      const times: number[] = [];
      for (let move = 0; move < n; move++) {
        const before = title();
        const start = performance.now();
        handle.dispatchEvent(
          new KeyboardEvent("keydown", { key: move % 10 < 7 ? "ArrowUp" : "ArrowDown", bubbles: true }),
        );
        while (title() === before || title() === undefined) {
          if (performance.now() - start > 10_000) throw new Error(`move ${move}: the plot stays ${before}`);
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        times.push(performance.now() - start);
      }
      return times;
    },
    [index, moves] as const,
  );
}

/** Median, and the values below and above which a tenth lies. */
function spread(times: readonly number[]): { median: number; low: number; high: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { median: at(0.5), low: at(0.1), high: at(0.9) };
}

/** A JupyterLab or Notebook to tell the story in. */
export interface Stage {
  readonly front: Front;
  readonly jupyter: string;
  readonly prefix: string;
}

/**
 * The story as tests, one a step.
 *
 * @param stage - sets up and answers with the programs, or undefined to skip
 */
export function tellStory(stage: () => Stage | undefined): void {
  const notebooks = mkdtempSync(join(tmpdir(), "cryolab-story-"));
  const outside: string[] = [];
  const broken: string[] = [];
  let lab: Lab | undefined;
  let browser: Browser | undefined;
  let page: Page;
  let notebook: NotebookPage;

  before(async function () {
    const executable = findBrowser();
    const found = executable === undefined ? undefined : stage();
    if (executable === undefined || found === undefined) {
      console.log(`      skipped: no ${executable === undefined ? "Chromium" : "JupyterLab"} here`);
      return this.skip();
    }
    writeFileSync(join(notebooks, "story.ipynb"), notebookFile(Object.values(cells)));
    lab = await startLab(notebooks, found.jupyter, found.prefix, { front: found.front });
    browser = await launchBrowser(executable);
    page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    page.setDefaultTimeout(30_000);
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (!["data:", "blob:"].includes(protocol) && hostname !== "127.0.0.1") outside.push(request.url());
    });
    page.on("pageerror", (error) => broken.push(error.message));
    notebook = await NotebookPage.open(page, lab, "story.ipynb");
    return undefined;
  });

  after(async function () {
    if (process.env.CRYOLAB_SHOTS && lab)
      await page?.screenshot({ path: join(process.env.CRYOLAB_SHOTS, `story-${lab.front}.png`) });
    await browser?.close();
    await lab?.stop();
    rmSync(notebooks, { recursive: true, force: true });
    if (this.currentTest?.state === "failed") console.log(lab?.log());
  });

  it("shows the page, not a blank one: every cell, the words set, our extension at work", async () => {
    expect(await page.locator(".jp-Notebook .jp-Cell").count()).to.equal(Object.keys(cells).length);
    expect(await notebook.cell(indexOf("words")).innerText()).to.contain("A story");
    await notebook.cell(indexOf("words")).locator("mjx-container").first().waitFor();
    // a front-end extension that fails to load leaves the page without any renderer
    expect(
      await page.evaluate(() => "@cryolab/plotly" in (window as unknown as { _JUPYTERLAB: object })._JUPYTERLAB),
    ).to.equal(true);
    const { width, height } = (await page.locator(".jp-Notebook").first().boundingBox())!;
    expect(Math.min(width, height)).to.be.greaterThan(300);
  });

  it("completes a name, and an exercise inside check(", async () => {
    await notebook.type(indexOf("scratch"), "plot.lin");
    await page.keyboard.press("Tab");
    const matches = page.locator(".jp-Completer:not(.lm-mod-hidden) .jp-Completer-match");
    await matches.first().waitFor();
    expect(await matches.allInnerTexts()).to.include("line");
    await page.keyboard.press("Escape");
    await notebook.type(indexOf("scratch"), 'check("fourier/d');
    await page.keyboard.press("Tab");
    await matches.first().waitFor();
    expect((await matches.allInnerTexts()).join()).to.contain("fourier/dft");
    await page.keyboard.press("Escape");
  });

  it("shows what a function is, with its formula, from inside its brackets", async () => {
    await notebook.type(indexOf("scratch"), "cryo.optics.ctf1d(");
    await page.keyboard.press("Shift+Tab");
    const tooltip = page.locator(".jp-Tooltip");
    await tooltip.waitFor();
    expect(await tooltip.innerText())
      .to.contain("ctf1d")
      .and.to.match(/Contrast transfer/i);
    await page.keyboard.press("Escape");
    await notebook.type(indexOf("scratch"), "");
  });

  it("runs all, without an error", async () => {
    await notebook.runAll();
    for (let i = 1; i < indexOf("scratch"); i++)
      for (const output of await notebook.outputs(i)) expect(output.output_type, `cell ${i}`).to.not.equal("error");
  });

  it("draws the chart, and says what it shows", async () => {
    const chart = notebook.cell(indexOf("chart"));
    await chart.locator(".js-plotly-plot .main-svg").first().waitFor();
    expect(await titleIn(page, indexOf("chart"))).to.equal("A peak");
    const { width, height } = (await chart.locator(".js-plotly-plot").boundingBox())!;
    expect(width).to.be.greaterThan(400);
    expect(height).to.be.greaterThan(200);
    expect(await chart.locator('[role="img"]').first().getAttribute("aria-label")).to.match(/^Line chart: A peak\./);
  });

  it("shows the table and the finished progress", async () => {
    const rows = notebook.cell(indexOf("table")).locator("tbody tr");
    expect(await rows.allInnerTexts()).to.have.length(2);
    expect(await notebook.cell(indexOf("progress")).locator("progress").getAttribute("value")).to.equal("1");
    expect(await notebook.cell(indexOf("progress")).innerText()).to.contain("3 of 3 (100 %)");
  });

  it("redraws as the slider moves", async () => {
    const at = indexOf("slider");
    await notebook.select(at);
    await notebook.cell(at).locator(".noUi-handle").first().waitFor();
    await notebook.cell(at).locator(".js-plotly-plot .main-svg").first().waitFor();
    const before = await titleIn(page, at);
    const times = await slideTimes(page, at, 50);
    // 50 moves, 7 up and 3 down in each 10
    expect(await titleIn(page, at)).to.equal(`height ${Number(before!.split(" ")[1]) + 20}`);
    const { median, low, high } = spread(times);
    console.log(
      `      a key on the slider to the new plot, 50 moves: median ${median.toFixed(0)} ms, eight of ten within ${low.toFixed(0)} to ${high.toFixed(0)} ms`,
    );
    expect(median, "median, ms: goal 100, ten times that is broken").to.be.below(1000);
  });

  it("checks the answer", async () => {
    expect(await notebook.cell(indexOf("check")).innerText()).to.match(/(\d+) of \1/);
  });

  it("stops a loop by its button, and keeps every variable", async () => {
    const at = indexOf("scratch");
    await notebook.type(at, "for (;;) turns++;");
    await notebook.select(at);
    void page.evaluate(() => window.nb.app.commands.execute("notebook:run-cell"));
    await page.waitForFunction(() => window.nb.session.session?.kernel?.status === "busy");
    await page.waitForTimeout(300); // into the loop
    const start = performance.now();
    await notebook.press("interrupt");
    await notebook.idle();
    console.log(`      the interrupt button: ${(performance.now() - start).toFixed(0)} ms`);
    expect((await notebook.outputs(at)).map(({ output_type }) => output_type)).to.deep.equal(["error"]);
    await notebook.type(at, "kept + (turns > 0 ? 1 : 0)");
    await notebook.run(at);
    expect((await notebook.outputs(at))[0].data?.["text/plain"]).to.equal("43");
  });

  it("starts again and runs all", async () => {
    await notebook.type(indexOf("scratch"), "typeof kept");
    await notebook.press("restart-and-run", true);
    await page.waitForFunction(
      (i) => window.nb.notebook.model.cells.get(i).outputs.toJSON()[0]?.data?.["text/plain"]?.includes("number"),
      indexOf("scratch"),
      { timeout: 60_000 },
    );
    await notebook.idle();
    const counts: number[] = await page.evaluate(() =>
      [...window.nb.notebook.model.cells].filter((c) => c.type === "code").map((c) => c.executionCount),
    );
    expect(counts).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
    expect(await titleIn(page, indexOf("chart"))).to.equal("A peak");
  });

  it("asks the network for nothing and breaks nothing in the page", () => {
    expect(outside, "requests that left the machine").to.deep.equal([]);
    // Notebook 7 throws this by itself, without any extension too
    const ours = broken.filter((message) => !message.includes("reading 'schema'"));
    expect(ours, "errors in the page").to.deep.equal([]);
  });
}
