/**
 * @file Live controls in a real JupyterLab: a cell with interact() and a plot; a slider is moved by key and by mouse, a
 * choice is made, and the plot on the page changes; the saved notebook holds the last picture; a reloaded page gets its
 * controls back from the kernel. Under it a cell with progress() and table().
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { jupyterFromRun } from "../support/ci.js";
import { findBrowser, type Lab, launchBrowser, NotebookPage, type Output, startLab } from "./browser.js";

const file = "controls.ipynb";
const source = `interact({ height: [1, 10, 0.5], kind: ["line", "bars"], negative: false }, ({ height, kind, negative }) =>
  plot.line([{ y: [0, negative ? -height : height, 0], draw: kind }], { title: kind + " " + height }));`;

const rich = `for (const step of progress.over([1, 2], "steps")) step.toFixed();
table([{ method: "EM", sigma: 0.5 }], { title: "One way" })`;
const cell = (id: string, text: string) => ({
  cell_type: "code",
  id,
  source: text,
  metadata: {},
  outputs: [],
  execution_count: null,
});

/** The notebook, as a file. */
const notebookFile = JSON.stringify({
  cells: [cell("a", source), cell("b", rich)],
  metadata: { kernelspec: { name: "cryolab", display_name: "Cryo-EM (TypeScript)", language: "typescript" } },
  nbformat: 4,
  nbformat_minor: 5,
});

/** Title and values of the plot on the page, as plotly drew it. */
const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const graph = document.querySelector(".js-plotly-plot") as unknown as {
      readonly data: readonly { readonly y: ArrayLike<number> }[];
      readonly layout: { readonly title: { readonly text: string } };
    } | null;
    return graph === null ? undefined : `${graph.layout.title.text}: ${Array.from(graph.data[0].y).join(" ")}`;
  });

/** Waits until the plot on the page is this one. */
async function shows(page: Page, expected: string): Promise<void> {
  for (let tries = 0; (await drawn(page)) !== expected; tries++) {
    if (tries > 100) expect(await drawn(page)).to.equal(expected);
    await page.waitForTimeout(50);
  }
}

describe("interact in JupyterLab", function () {
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
    writeFileSync(join(notebooks, file), notebookFile);
    lab = await startLab(notebooks, found.jupyter, found.prefix);
    browser = await launchBrowser(executable);
    return undefined;
  });

  after(async () => {
    await browser?.close();
    await lab?.stop();
    rmSync(notebooks, { recursive: true, force: true });
  });

  it("redraws the plot as controls move, keeps the last one, and is there again after a reload", async () => {
    const page = await browser!.newPage({ viewport: { width: 1280, height: 1000 } });
    page.setDefaultTimeout(30_000);
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(error.message));

    const notebook = await NotebookPage.open(page, lab!, file);
    await notebook.run(0);
    const handle = notebook.cell(0).locator(".noUi-handle").first();
    await handle.waitFor();
    await shows(page, "line 5.5: 0 5.5 0");

    await handle.focus();
    const start = performance.now();
    await page.keyboard.press("ArrowRight");
    await shows(page, "line 6: 0 6 0");
    const milliseconds = performance.now() - start;
    console.log(`      a key on the slider to the new plot: ${milliseconds.toFixed(0)} ms`);

    const box = (await handle.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let i = 1; i <= 40; i++) await page.mouse.move(x + 10 * i, y);
    await page.mouse.up();
    await shows(page, "line 10: 0 10 0");

    await notebook.cell(0).locator("select").selectOption("bars");
    await shows(page, "bars 10: 0 10 0");
    await notebook.cell(0).locator(".widget-checkbox input").check();
    await shows(page, "bars 10: 0 -10 0");
    if (process.env.CRYOLAB_SHOTS) await page.screenshot({ path: join(process.env.CRYOLAB_SHOTS, "interact.png") });

    await notebook.run(1);
    expect(await notebook.cell(1).locator("progress").getAttribute("value")).to.equal("1");
    expect(await notebook.cell(1).innerText()).to.contain("2 of 2 (100 %)");
    const aligned = (text: string) =>
      notebook
        .cell(1)
        .locator("td", { hasText: text })
        .evaluate((td) => getComputedStyle(td).textAlign);
    expect([await aligned("EM"), await aligned("0.5")]).to.deep.equal(["left", "right"]);

    await notebook.idle();
    await notebook.save();
    const saved = JSON.parse(readFileSync(join(notebooks, file), "utf8"));
    const texts = saved.cells[0].outputs.map((output: Output) => [output.data?.["text/plain"]].flat().join(""));
    expect(texts).to.have.length(2);
    expect(texts[1]).to.contain("bars 10");
    expect(broken, "errors in the page").to.deep.equal([]);

    await page.reload();
    const again = await NotebookPage.open(page, lab!, file);
    await again.cell(0).locator(".noUi-handle").first().waitFor();
    expect(await again.cell(0).locator(".widget-checkbox input").isChecked()).to.equal(true);
    await again.cell(0).locator(".noUi-handle").first().focus();
    await page.keyboard.press("ArrowLeft");
    await shows(page, "bars 9.5: 0 -9.5 0");
    expect(broken, "errors in the page").to.deep.equal([]);
  });
});
