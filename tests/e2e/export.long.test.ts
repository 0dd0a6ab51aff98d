/**
 * @file What a learner hands on: a lesson, executed and exported by nbconvert to HTML, shows every figure as a picture in
 * the page itself, without our extension, without plotly, without a network.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { jupyterFromRun } from "../support/ci.js";
import { root } from "../support/root.js";
import { findBrowser, launchBrowser, type Output } from "./browser.js";

const lesson = "01-fourier.ipynb";
const plotly = "application/vnd.plotly.v1+json";

describe("a lesson, exported to HTML", function () {
  this.timeout(200_000);
  const found = jupyterFromRun();
  let out: string;
  /** figures of the executed notebook */
  let figures: readonly Readonly<Record<string, unknown>>[];
  let page: string;

  before(function () {
    if (found === undefined) {
      console.log("      skipped: no JupyterLab (npm run test:long sets it up)");
      return this.skip();
    }
    out = mkdtempSync(join(tmpdir(), "cryolab-export-"));
    const path = join(found.prefix, "share", "jupyter");
    const nbconvert = (...args: string[]): void => {
      const { status, stderr } = spawnSync(found.jupyter, ["nbconvert", "--output-dir", out, ...args], {
        encoding: "utf8",
        env: { ...process.env, JUPYTER_PATH: [path, process.env.JUPYTER_PATH].filter(Boolean).join(delimiter) },
      });
      expect(status, stderr).to.equal(0);
    };
    nbconvert("--to", "notebook", "--execute", join(root, "notebooks", lesson));
    nbconvert("--to", "html", join(out, lesson));
    const cells: { readonly outputs?: readonly Output[] }[] = JSON.parse(readFileSync(join(out, lesson), "utf8")).cells;
    figures = cells
      .flatMap(({ outputs = [] }) => outputs)
      .flatMap(({ data }) => (data !== undefined && plotly in data ? [data] : []));
    page = readFileSync(join(out, lesson.replace(".ipynb", ".html")), "utf8");
    return undefined;
  });
  after(() => out && rmSync(out, { recursive: true }));

  it("holds every figure as our SVG, and no plotly", () => {
    expect(figures.length).to.be.greaterThan(2);
    for (const figure of figures) {
      const svg = [figure["image/svg+xml"]].flat().join("");
      expect(svg).to.match(/^<svg/);
      const bytes = Buffer.from(svg).toString("base64").slice(0, 2000);
      expect(page.includes(svg.slice(0, 2000)) || page.includes(bytes), svg.slice(0, 200)).to.equal(true);
    }
    expect(page).not.to.contain(plotly);
  });

  it("shows them in a browser without a network, each as large as it was drawn", async function () {
    const browserPath = findBrowser();
    if (browserPath === undefined) {
      console.log("      skipped: no Chromium");
      return this.skip();
    }
    const browser = await launchBrowser(browserPath);
    try {
      const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 } });
      const tab = await context.newPage();
      await tab.goto(`file://${join(out, lesson.replace(".ipynb", ".html"))}`, { waitUntil: "domcontentloaded" });
      const pictures = await tab.evaluate(async () => {
        const all = Array.from(document.querySelectorAll<HTMLImageElement>('img[src^="data:image/svg+xml"]'));
        await Promise.all(all.map((image) => image.decode()));
        return all.map((image) => [image.getBoundingClientRect().width, image.naturalWidth]);
      });
      expect(pictures).to.have.length(figures.length);
      for (const [shown, drawn] of pictures) {
        expect(drawn).to.be.greaterThan(200);
        expect(shown).to.be.greaterThan(Math.min(drawn, 1000) / 2);
      }
    } finally {
      await browser.close();
    }
    return undefined;
  });
});
