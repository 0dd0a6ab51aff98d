/**
 * @file Every function of plot, drawn in a real JupyterLab, light and dark: a chart for each, with words for those who do
 * not see it, no error in the page. With CRYOLAB_SHOTS=FOLDER a picture of each is left there, to be looked at.
 * The same notebook, saved and opened where our extension is missing, shows every figure as a still picture.
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as cryo from "@cryolab/lib";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { jupyterFromRun } from "../support/ci.js";
import { findBrowser, type Lab, launchBrowser, NotebookPage, startLab } from "./browser.js";
import { code, notebookFile } from "./notebook-file.js";

/** What the figures are drawn from. */
const data = `const n = 48, rng = cryo.random.rng("gallery");
const x = Float64Array.from({ length: 120 }, (_, i) => i / 12);
const ball = (cx: number, cy: number, cz: number, r: number) => (x: number, y: number, z: number) =>
  Math.exp(-((x - cx) ** 2 + (y - cy) ** 2 + (z - cz) ** 2) / (2 * r * r));
const blobs = [ball(18, 20, 22, 5), ball(30, 28, 24, 4), ball(26, 16, 30, 3)];
const map = cryo.core.realArray([n, n, n], Float64Array.from({ length: n ** 3 }, (_, i) =>
  blobs.reduce((sum, f) => sum + f(i % n, Math.floor(i / n) % n, Math.floor(i / n / n)), 0) + 0.03 * cryo.random.normal(rng)));
const image = cryo.core.realArray([n, n], Float64Array.from({ length: n * n }, (_, i) =>
  map.data.reduce((sum, v, j) => (j % (n * n) === i ? sum + v : sum), 0) * 0 + map.data[24 * n * n + i]));
const noise = Float64Array.from({ length: 2000 }, () => cryo.random.normal(rng));
const views = (k: number) => cryo.core.realArray([k, 3], Float64Array.from({ length: 3 * k }, () => cryo.random.normal(rng)));
const curve = Float64Array.from({ length: 33 }, (_, k) => 1 / (1 + Math.exp((k - 14) / 2.5)));`;

/** A cell for each kind of figure. */
const figures: Readonly<Record<string, string>> = {
  line: `plot.line([1, 2, 3, 4, 5, 6, 7].map((k) => ({ x, y: x.map((v) => Math.sin(v + k) / k), name: "curve " + k })), { title: "Seven curves with a rather long title that needs a second line to be read in full, as titles of lessons sometimes do", xLabel: "defocus (Å)", yLabel: "CTF", rules: [{ y: 0.5, label: "half" }, { x: 5, label: "five" }] })`,
  scatter: `plot.scatter(noise.slice(0, 300), noise.slice(300, 600), { title: "Scatter", xLabel: "x (Å)", yLabel: "y (Å)", notes: [{ x: 0, y: 3, text: "a note" }] })`,
  stems: `plot.stems(Float64Array.of(1, 3, 2, -1, 0, 4), { xLabel: "k", yLabel: "F(k)", title: "Stems" })`,
  bars: `plot.bars([3, 1, 4, 1, 5], { title: "Bars" })`,
  histogram: `plot.histogram(noise, { law: (v) => Math.exp(-v * v / 2) / Math.sqrt(2 * Math.PI), xLabel: "grey value", lawName: "normal law" })`,
  band: `plot.line([{ x, y: x.map(Math.sin), name: "mean", band: { low: x.map((v) => Math.sin(v) - 0.3), high: x.map((v) => Math.sin(v) + 0.3) } }], { title: "Band", yLabel: "value × 10⁻⁶" })`,
  fsc: `plot.fsc({ fsc: curve }, { pixelSize: 1.06, n: 64, title: "Half maps" })`,
  image: `plot.image(image, { pixelSize: 1.06, title: "One particle" })`,
  imageBar: `plot.image(image, { colourBar: true, label: "density (e⁻/Å²)", title: "Axes in pixels" })`,
  signed: `plot.heatmap(image, { colours: "signed", label: "difference", title: "Signed" })`,
  heatmap: `plot.heatmap(image, { x: [-8, 8], y: [0, 350], xLabel: "shift (pixels)", yLabel: "angle (degrees)", label: "log L" })`,
  montage: `plot.montage([image, image, image, image, image], { labels: ["30 %", "25 %", "20 %", "15 %", "10 %"], pixelSize: 2, title: "Class averages" })`,
  spectrum: `plot.spectrum(cryo.fourier.fft(image), { pixelSize: 1.06, title: "Power" })`,
  slices: `plot.slices(map, { at: [18, 20, 22], pixelSize: 1.06, title: "Three planes" })`,
  slicesVoxels: `plot.slices(map, { slider: false, colours: "viridis" })`,
  volume: `plot.volume(map, { pixelSize: 1.06, title: "Map" })`,
  volumeLevels: `plot.volume(map, { levels: [0.2, 0.5, 0.8], title: "Three levels" })`,
  sphere: `plot.sphere(views(500), { title: "Views" })`,
  sphereDensity: `plot.sphere(views(20000), { title: "Many views" })`,
  race: `plot.race([{ name: "direct sum", n: [16, 32, 64, 128, 256], times: [2e-5, 8.2e-5, 3.1e-4, 1.3e-3, 5e-3] }, { name: "FFT", n: [16, 32, 64, 128, 256], times: [1e-6, 2.2e-6, 5e-6, 1.1e-5, 2.5e-5] }], { title: "Fourier transforms" })`,
  slider: `plot.slider([5000, 10000, 20000], (defocus) => plot.line(x, x.map((v) => Math.cos(v * v * defocus / 20000)), { title: "CTF" }), { name: "defocus", unit: "Å" })`,
};
const names = Object.keys(figures);
const file = "gallery.ipynb";

describe("every figure in JupyterLab", function () {
  this.timeout(300_000);
  const notebooks = mkdtempSync(join(tmpdir(), "cryolab-gallery-"));
  const shots = process.env.CRYOLAB_SHOTS;
  let found: ReturnType<typeof jupyterFromRun>;
  let browser: Browser | undefined;

  before(async function () {
    const executable = findBrowser();
    found = jupyterFromRun();
    if (executable === undefined || found === undefined) {
      console.log(`      skipped: no ${executable === undefined ? "Chromium" : "JupyterLab"} here`);
      return this.skip();
    }
    const cells = [code("data", data), ...names.map((name) => code(name, figures[name]))];
    writeFileSync(join(notebooks, file), notebookFile(cells));
    browser = await launchBrowser(executable);
    return undefined;
  });
  after(async () => {
    await browser?.close();
    rmSync(notebooks, { recursive: true, force: true });
  });

  /** Opens the gallery in a Lab of its own, and leaves nothing running. */
  async function inLab(
    settings: { readonly theme: "light" | "dark"; readonly without?: string },
    look: (notebook: NotebookPage, page: Page) => Promise<void>,
  ): Promise<void> {
    let lab: Lab | undefined;
    const page = await browser!.newPage({ viewport: { width: 1100, height: 900 } });
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(error.message));
    page.setDefaultTimeout(30_000);
    try {
      lab = await startLab(notebooks, found!.jupyter, found!.prefix, settings);
      const notebook = await NotebookPage.open(page, lab, file);
      await look(notebook, page);
      expect(broken, "errors in the page").to.deep.equal([]);
    } finally {
      await page.close();
      await lab?.stop();
    }
  }

  /** A picture of a cell's output, for a person. */
  async function shoot(notebook: NotebookPage, index: number, name: string): Promise<void> {
    if (!shots) return;
    await notebook.select(index);
    await notebook
      .cell(index)
      .locator(".jp-OutputArea")
      .screenshot({ path: join(shots, `${name}.png`) });
  }

  it("has a cell for each function of plot that makes one", () => {
    const functions = Object.keys(cryo.plot).filter((name) => name !== "isosurface");
    const all = Object.values(figures).join("\n");
    expect(functions.filter((name) => !all.includes(`plot.${name}(`))).to.deep.equal([]);
  });

  for (const theme of ["light", "dark"] as const)
    it(`draws each, ${theme}, and says what it shows`, () =>
      inLab({ theme }, async (notebook, page) => {
        await notebook.runAll();
        for (const [i, name] of names.entries()) {
          const graph = notebook.cell(i + 1).locator(".js-plotly-plot");
          await graph.locator(".main-svg, canvas").first().waitFor({ state: "attached" });
          const { width, height } = (await graph.boundingBox())!;
          expect(Math.min(width, height), name).to.be.greaterThan(100);
          expect((await graph.getAttribute("aria-label"))?.length, name).to.be.greaterThan(30);
          await shoot(notebook, i + 1, `${theme}-${name}`);
        }
        expect(await page.evaluate(() => document.body.dataset.jpThemeLight)).to.equal(String(theme === "light"));
        await notebook.save();
      }));

  it("shows each as a still picture where our extension is missing", async () => {
    await inLab({ theme: "light", without: "@cryolab/plotly" }, async (notebook, page) => {
      // as after "Trust Notebook": in one that is not trusted Lab shows no SVG, only a line of text
      await page.evaluate(() => {
        for (const cell of window.nb.notebook.model.cells) cell.trusted = true;
      });
      for (const [i, name] of names.entries()) {
        const picture = notebook.cell(i + 1).locator('[data-mime-type="image/svg+xml"] img');
        await picture.waitFor();
        expect((await picture.boundingBox())!.width, name).to.be.greaterThan(200);
        await shoot(notebook, i + 1, `still-${name}`);
      }
    });
  });
});
