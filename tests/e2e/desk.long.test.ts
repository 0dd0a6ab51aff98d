/**
 * @file The desk and the report in a real browser: opened, searched, marked by keyboard, commented, graded and watched,
 * regraded and published; hostile names as text; the first view of a thousand learners; light, dark and narrow.
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { markByHand } from "@cryolab/grader/internal/course/mark";
import { type Desk, type DeskOptions, openDesk } from "@cryolab/grader/internal/desk/server";
import { report } from "@cryolab/grader/internal/report/index";
import { readRows } from "@cryolab/grader/internal/report/rows";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { quickGrader } from "../grader/desk/grader.js";
import { type Synthetic, syntheticClass } from "../grader/desk/synthetic.js";
import { findBrowser, launchBrowser } from "./browser.js";

const executable = findBrowser();

describe("the desk in a browser", function () {
  this.timeout(120_000);
  let browser: Browser;
  let made: Synthetic;
  let desk: Desk;
  let page: Page;
  let complaints: string[];

  before(async function () {
    if (executable === undefined) return this.skip();
    browser = await launchBrowser(executable);
  });
  after(() => browser?.close());

  /** A page that notes whatever the console says: a broken policy, an error of ours, a script that ran. */
  async function open(learners: number, options: DeskOptions = {}): Promise<void> {
    made = syntheticClass(learners);
    desk = await openDesk(made.cls, { marker: "ida", ...options });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    complaints = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(desk.url);
    await page.waitForSelector("#class-table tbody tr");
  }
  afterEach(async () => {
    await page?.close();
    await desk?.close();
    made?.remove();
    const conflict = /status of 409|ERR_CONNECTION_REFUSED/; // the browser's own word for a refused mark
    expect(complaints?.filter((text) => !conflict.test(text)) ?? []).to.deep.equal([]);
  });
  const rows = (): Promise<number> => page.locator("#class-table tbody tr").count();
  const grade = (learner: string): { manual: number | null; comment: string; version: number } | undefined =>
    made.cls.db
      .prepare<{ manual: number | null; comment: string; version: number }>(
        "select manual, comment, version from grade where learner = ? and exercise = 'classification/em-step-1d'",
      )
      .get(learner);

  it("shows a thousand learners, the first of them within a second on a quiet machine", async () => {
    await open(1000);
    await page.waitForFunction(() => performance.getEntriesByName("first view").length > 0);
    const ms = await page.evaluate(() => performance.getEntriesByName("first view")[0].startTime);
    expect(ms).to.be.below(3000); // 0.3 s alone; this machine may be doing other things
    await page.waitForFunction(() => document.querySelectorAll("#class-table tbody tr").length === 1000);
    const typing = await page.evaluate(async () => {
      const search = document.querySelector<HTMLInputElement>("#search")!;
      const started = performance.now();
      search.value = "Learner 12";
      search.dispatchEvent(new Event("input"));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      return performance.now() - started;
    });
    expect(typing).to.be.below(1000);
    expect(await rows()).to.be.within(1, 200);
    expect(page.url()).not.to.include("token");
  });

  it("shows hostile names, code and errors as text, and what would not be seen as code points", async () => {
    await open(8);
    expect(await page.locator("#class-table").innerText()).to.include("<script>window.hacked");
    await page.locator('tr[data-learner="l0000"] td a').nth(1).click();
    await page.waitForSelector("#work");
    const text = await page.locator("#work").innerText();
    expect(text).to.include("<img src=x onerror=").and.include("\\u{202e} }\\u{2066} if (admin)\\u{2069}");
    for (const { id } of readRows(made.cls, "ps1").exercises) {
      await page.goto(`${new URL(page.url()).origin}/#/ps1/l0000/${encodeURIComponent(id)}`);
      await page.waitForFunction((name) => document.title.endsWith(name), id);
    }
    expect(await page.evaluate(() => (window as { hacked?: string }).hacked)).to.equal(undefined);
    expect(await page.locator("#work script, #work img, #class-table script").count()).to.equal(0);
    const raw = await page.locator("#work").evaluate((element) => element.textContent ?? "");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(raw).not.to.match(/[\u001b\u202e\u2066]/);
  });

  it("marks and comments by keyboard alone", async () => {
    await open(12);
    await page.keyboard.press("/");
    await page.keyboard.type("l000");
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#work");
    const learner = decodeURIComponent(new URL(page.url()).hash.split("/")[2]);
    await page.keyboard.press("m");
    await page.keyboard.type("7,5");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#standing")?.textContent?.includes("7.5 of 10"));
    await page.keyboard.press("c");
    await page.keyboard.type("A fine idea.\nSecond line: j k m ?");
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction(() => document.activeElement === document.body);
    expect(grade(learner)).to.include({ manual: 7.5, comment: "A fine idea.\nSecond line: j k m ?" });

    await page.locator(".feedback summary").click();
    await page.waitForFunction(() => document.querySelector(".feedback pre")?.textContent?.includes("A fine idea."));

    await page.keyboard.press("j");
    await page.waitForFunction((before) => !location.hash.includes(before), learner);
    await page.keyboard.press("l");
    await page.waitForFunction(() => location.hash.endsWith("fourier%2Fdft"));
    await page.keyboard.press("?");
    expect(await page.locator("#keys").innerText()).to.include("next, previous learner");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.waitForSelector("#class-table");
    expect(await page.locator(`tr[data-learner="${learner}"] a.manual`).innerText()).to.include("7.5");
  });

  it("keeps what is typed and not saved when one moves on, and when somebody else marks", async () => {
    await open(6);
    await page.locator('tr[data-learner="l0003"] th a').click();
    await page.waitForSelector("#work");
    await page.keyboard.press("c");
    await page.keyboard.type("mine");
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    expect(await page.locator("#mark .note").innerText()).to.include("not saved yet");
    expect(page.url()).to.include("l0003");
    await page.goBack();
    expect(await page.locator("#comment").inputValue()).to.equal("mine");

    const marked = { problemSet: "ps1", learner: "l0003", exercise: "classification/em-step-1d" };
    markByHand(made.cls, { ...marked, points: 2, comment: "theirs <b>", marker: "otto" });
    await page.waitForTimeout(1500); // longer than the desk takes to see it
    expect(await page.locator("#comment").inputValue()).to.equal("mine");
    await page.locator("#comment").press("Control+Enter");
    await page.waitForSelector("#mark blockquote");
    expect(await page.locator("#mark blockquote").innerText()).to.equal("2 points by otto: theirs <b>");
    expect(grade("l0003")).to.include({ manual: 2, comment: "theirs <b>" });
    await page.locator("text=save mine over it").click();
    await page.waitForFunction(() => document.querySelector("#mark blockquote") === null);
    expect(grade("l0003")).to.include({ manual: null, comment: "mine" });
  });

  it("starts a grading, shows it live in table and strip, and in a second desk", async () => {
    await open(6, { grader: quickGrader(() => 4, 60), workers: 1 });
    const second = await browser.newPage();
    await second.goto(desk.url);
    await second.waitForSelector("#class-table tbody tr");
    await page.click("#grade");
    await page.waitForSelector("#task progress");
    await second.waitForSelector("#task progress");
    await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 1);
    await page.waitForFunction(() => document.querySelector("#task")?.textContent?.includes(" graded, "), null, {
      timeout: 60_000,
    });
    await page.waitForFunction(() => document.querySelectorAll("#class-table a.waiting").length === 0);
    expect(await page.locator('tr[data-learner="l0003"] td.total').innerText()).to.match(/^[\d.]+$/);
    await second.close();
  });

  it("stops a grading, and closes cleanly while one runs", async () => {
    await open(6, { grader: quickGrader(() => 4, 80), workers: 1 });
    await page.click("#grade");
    await page.locator("#task button", { hasText: "stop" }).click();
    await page.waitForFunction(() => document.querySelector("#task")?.textContent?.includes("stopped"));
    await page.click("#grade");
    await page.waitForSelector("#task progress");
    await desk.close();
    const { n } = made.cls.db.prepare<{ n: number }>("select count(*) n from job where state = 'running'").get()!;
    expect(n).to.equal(0);
    await page.waitForFunction(() => document.querySelector("#problem")?.textContent?.includes("does not answer"));
    complaints = complaints.filter((text) => !/Failed to load resource|ERR_/.test(text)); // the desk is gone, as it should be
    desk = await openDesk(made.cls);
  });

  it("regrades, shows who gains and who loses, and publishes what was read", async () => {
    await open(6, { grader: quickGrader((learner) => (learner === "l0003" ? 0 : 4)), workers: 2 });
    const before = readRows(made.cls, "ps1").grades.map(({ auto }) => auto);
    await page.click("#regrade");
    await page.locator("#task button", { hasText: "read the differences" }).click();
    await page.waitForSelector("#regrade-page table");
    expect(readRows(made.cls, "ps1").grades.map(({ auto }) => auto)).to.deep.equal(before);
    expect(await page.locator("#regrade-page td.gains").count()).to.be.above(0);
    expect(await page.locator("#regrade-page").innerText()).to.include("case 1: new -> ");
    await page.locator("#regrade-page button.primary").click();
    await page.waitForFunction(() => document.querySelector("#task")?.textContent?.includes("grades changed"));
    const after = readRows(made.cls, "ps1").grades;
    expect(after.filter(({ learner }) => learner === "l0004").every(({ auto }) => auto === 10)).to.equal(true);
  });

  it("is readable in light and dark, wide and narrow: nothing wider than the page, and ink that stands out", async () => {
    await open(30);
    for (const colorScheme of ["light", "dark"] as const)
      for (const width of [1280, 390]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${new URL(page.url()).origin}/#/ps1/l0003/fourier%2Fdft`);
        await page.waitForSelector("#work");
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, `${colorScheme} ${width}`).to.be.at.most(width);
        const [ink, ground] = await page.evaluate(() => {
          const { color, backgroundColor } = getComputedStyle(document.body);
          return [color, backgroundColor].map((text) => text.match(/\d+/g)!.slice(0, 3).map(Number));
        });
        expect(contrast(ink, ground)).to.be.above(7); // WCAG AAA
      }
  });
});

/** The ratio of two colours' luminances by WCAG 2. */
function contrast(one: number[], two: number[]): number {
  const luminance = (colour: number[]): number => {
    const [r, g, b] = colour.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark, light] = [luminance(one), luminance(two)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe("the report in a browser", function () {
  this.timeout(120_000);
  let browser: Browser;
  before(async function () {
    if (executable === undefined) return this.skip();
    browser = await launchBrowser(executable);
  });
  after(() => browser?.close());

  it("draws its figures without a network, lets nothing hostile run, and prints whole on white", async () => {
    const made = syntheticClass(60);
    const folder = mkdtempSync(join(tmpdir(), "cryolab-report-"));
    try {
      const path = join(folder, "ps1.html");
      writeFileSync(path, report(readRows(made.cls, "ps1")).html);
      const page = await browser.newPage({ colorScheme: "dark", viewport: { width: 900, height: 800 } });
      const complaints: string[] = [];
      const asked: string[] = [];
      page.on("console", (message) => complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("request", (request) => asked.push(request.url().slice(0, 5)));
      await page.goto(`file://${path}`);
      await page.waitForFunction(() => document.querySelectorAll("figure.drawn svg.main-svg").length >= 5);
      expect(complaints).to.deep.equal([]); // a policy that was broken would be said here
      expect(asked.filter((scheme) => scheme !== "file:" && scheme !== "data:")).to.deep.equal([]);
      expect(await page.evaluate(() => (window as { hacked?: string }).hacked)).to.equal(undefined);
      expect(await page.locator("figure img:not([alt])").count()).to.equal(0);
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      const pictures = await page
        .locator("figure img")
        .evaluateAll((all) =>
          all.map((one) => (one as HTMLImageElement).naturalWidth * Number(getComputedStyle(one).display !== "none")),
        );
      expect(pictures.every((width) => width > 0)).to.equal(true);
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).to.equal("rgb(255, 255, 255)");
      await page.close();
    } finally {
      made.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
