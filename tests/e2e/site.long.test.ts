/**
 * @file The site of `npm run docs`, without the library's reference: every lesson with its figures, every statement, every link
 * followed; in a browser, narrow and wide, nothing overflows, figures come alive, and nothing is asked of another host.
 */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { exerciseIds } from "@cryolab/grader";
import { expect } from "chai";
import type { Browser } from "playwright-core";
import { brokenLinks, buildSite } from "#site/build";
import { readLessons } from "#site/lessons";
import { jupyterFromRun } from "../support/ci.js";
import { root } from "../support/root.js";
import { findBrowser, launchBrowser } from "./browser.js";

describe("the site", function () {
  this.timeout(1_200_000);
  const found = jupyterFromRun();
  const executable = findBrowser();
  let out = "";
  let browser: Browser | undefined;

  before(async function () {
    if (found === undefined || executable === undefined) {
      console.log("      skipped: no JupyterLab or no browser (npm run test:long sets the first up)");
      return this.skip();
    }
    out = mkdtempSync(join(tmpdir(), "cryolab-site-"));
    // lessons that another test of this run has executed are not executed again
    await buildSite(root, out, { program: found.jupyter, prefix: found.prefix }, () => undefined);
    mkdirSync(join(out, "api")); // typedoc has its own place in the gate
    writeFileSync(join(out, "api", "index.html"), "<!doctype html><title>reference</title>");
    browser = await launchBrowser(executable);
  });
  after(async () => {
    await browser?.close();
    if (out !== "") rmSync(out, { recursive: true, force: true });
  });

  it("has a page for every lesson and every exercise, and no link that leads nowhere", async () => {
    const { followed, broken } = await brokenLinks(out);
    expect(broken).to.deep.equal([]);
    expect(followed).to.be.above(readLessons(root).length + exerciseIds(root).length);
  });

  it("finds a link that leads nowhere, and an anchor that is not there", async () => {
    const page = join(out, "exercises", "index.html");
    const whole = readFileSync(page, "utf8");
    const wrong = '<a href="../lessons/99-nothing.html">x</a><a href="../lessons/01-fourier.html#nowhere">y</a>';
    writeFileSync(page, whole.replace("</main>", `${wrong}</main>`));
    try {
      const { broken } = await brokenLinks(out);
      expect(broken.join("\n")).to.include("99-nothing.html").and.include("#nowhere");
    } finally {
      writeFileSync(page, whole);
    }
  });

  for (const [width, colorScheme] of [
    [1400, "light"],
    [380, "dark"],
  ] as const)
    it(`fits a window of ${width} pixels, ${colorScheme}; every figure has words and comes alive; no other host is asked`, async () => {
      const paths = ["index.html", "exercises/index.html", `exercises/${exerciseIds(root)[0]}.html`];
      const lessons = readLessons(root).map(({ id }) => `lessons/${id}.html`);
      paths.push(...(width < 400 ? lessons : lessons.slice(0, 3))); // what fits a telephone fits a desk
      const complaints: string[] = [];
      for (const path of paths) {
        const page = await browser!.newPage({ viewport: { width, height: 900 }, colorScheme });
        page.on("pageerror", (error) => complaints.push(`${path}: ${error.message}`));
        page.on("request", (request) => {
          if (!/^(file|data|blob):/.test(request.url())) complaints.push(`${path}: asks ${request.url()}`);
        });
        await page.goto(pathToFileURL(join(out, path)).href);
        for (const figure of await page.locator("figure.plot").all()) {
          await figure.scrollIntoViewIfNeeded();
          await figure.locator(".js-plotly-plot, img").first().waitFor({ timeout: 20_000 });
        }
        await page.waitForFunction(() => document.querySelector("figure.plot > img + script") === null, undefined, {
          timeout: 60_000,
        });
        const seen = await page.evaluate(() => ({
          overflow: document.documentElement.scrollWidth - window.innerWidth,
          silent: document.querySelectorAll("img:not([alt])").length,
          unnamed: document.querySelectorAll("figure.plot [role=img]:not([aria-label])").length,
        }));
        if (seen.overflow > 0 || seen.silent > 0 || seen.unnamed > 0)
          complaints.push(`${path}: ${JSON.stringify(seen)}`);
        await page.close();
      }
      expect(complaints).to.deep.equal([]);
    });
});
