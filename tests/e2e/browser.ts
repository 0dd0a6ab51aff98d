/**
 * @file A real JupyterLab or Notebook 7 in a real browser, for tests: state is read from `window.jupyterapp` and from the
 * notebook's model, the DOM is used for what a person sees. Nothing waits for a time, everything for a state.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { labCommand } from "@cryolab/kernel/internal/launcher/lab";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { inCi } from "../support/ci.js";

/** Where Chromium may be, most common first. */
const browsers = [
  process.env.CRYOLAB_BROWSER,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Chromium's path; in CI its absence is a failure, elsewhere undefined. */
export function findBrowser(): string | undefined {
  const found = browsers.find((path) => path !== undefined && existsSync(path));
  if (found === undefined && inCi) throw new Error("no Chromium: apt install chromium, or set CRYOLAB_BROWSER");
  return found;
}

/** A browser that asks nothing of the network. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
  return chromium.launch({
    executablePath,
    args: [...args, "--disable-background-networking", "--disable-component-update"],
  });
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

/** The page that shows notebooks. */
export type Front = "JupyterLab" | "Notebook";

/** A running server of notebooks. */
export interface Lab {
  readonly url: string;
  readonly token: string;
  readonly front: Front;
  readonly log: () => string;
  stop(): Promise<void>;
}

/** Which page, and what it looks like. */
export interface LabSettings {
  readonly front?: Front;
  readonly theme?: "light" | "dark";
  /** a front-end extension that this page goes without, although the environment has it */
  readonly without?: string;
}

/** Notebook 7 is told what JupyterLab is, under its own name; it has no news and no extension manager. */
function forFront(front: Front, args: readonly string[]): string[] {
  if (front === "JupyterLab") return [...args, "--LabApp.expose_app_in_browser=True"];
  const kept = args.filter((arg) => !arg.startsWith("--LabApp."));
  return ["notebook", ...kept.slice(1), "--JupyterNotebookApp.expose_app_in_browser=True"];
}

/** Starts JupyterLab, or Notebook, on a folder, as `npm start` does, with all its state in a folder of its own. */
export async function startLab(
  notebooks: string,
  jupyter: string,
  prefix: string,
  { front = "JupyterLab", theme = "light", without }: LabSettings = {},
): Promise<Lab> {
  const state = mkdtempSync(join(tmpdir(), "cryolab-lab-"));
  const port = await freePort();
  const token = `test-${Math.random().toString(36).slice(2)}`;
  const lab = labCommand({
    jupyter,
    prefix,
    notebooks,
    open: "",
    state,
    args: ["--no-browser", `--port=${port}`, "--port-retries=0", `--IdentityProvider.token=${token}`],
    settings: {
      "@jupyterlab/notebook-extension:tracker": { windowingMode: "none" }, // every cell is in the DOM
      "@jupyterlab/docmanager-extension:plugin": { autosave: false },
      "@jupyterlab/apputils-extension:themes": { theme: theme === "dark" ? "JupyterLab Dark" : "JupyterLab Light" },
    },
  });
  if (without !== undefined) {
    const file = join(state, "config", "labconfig", "page_config.json");
    const config = JSON.parse(readFileSync(file, "utf8"));
    config.disabledExtensions[without] = true;
    writeFileSync(file, JSON.stringify(config));
  }
  const child: ChildProcess = spawn(lab.program, forFront(front, lab.args), {
    env: { ...process.env, ...lab.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const pipe of [child.stdout, child.stderr]) pipe?.on("data", (text) => (log += text));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(timer);
    rmSync(state, { recursive: true, force: true });
  };
  for (let tries = 0; ; tries++) {
    if (child.exitCode !== null || tries > 600) {
      await stop();
      throw new Error(`${front} did not start:\n${log}`);
    }
    const answer = await fetch(`${url}/api/status?token=${token}`).catch(() => undefined);
    if (answer?.ok) return { url, token, front, log: () => log, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** An output of a cell as the notebook file would hold it. */
export interface Output {
  readonly output_type: string;
  readonly data?: Record<string, unknown>;
  readonly text?: string;
  readonly ename?: string;
  readonly traceback?: string[];
}

/** What the page's script sees: it runs in the browser and reaches JupyterLab's own objects by name. */
declare global {
  interface Window {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's own objects
    jupyterapp: any;
    // biome-ignore lint/suspicious/noExplicitAny: what open() keeps for the other methods
    nb: any;
  }
}

/** One notebook, open in a page. */
export class NotebookPage {
  readonly page: Page;
  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens a notebook and answers when its kernel is idle. */
  static async open(page: Page, lab: Lab, file: string): Promise<NotebookPage> {
    const path = lab.front === "Notebook" ? `notebooks/${file}?` : `lab/tree/${file}?reset&`;
    await page.goto(`${lab.url}/${path}token=${lab.token}`);
    await page.waitForFunction(() => window.jupyterapp?.shell?.currentWidget?.sessionContext, null, {
      timeout: 60_000,
    });
    await page.evaluate(async () => {
      const app = window.jupyterapp;
      await app.restored;
      const panel = app.shell.currentWidget;
      await panel.context.ready;
      await panel.sessionContext.ready;
      window.nb = { app, panel, notebook: panel.content, session: panel.sessionContext };
      await panel.sessionContext.session.kernel.info; // the status is "unknown" until the kernel has answered
    });
    const notebook = new NotebookPage(page);
    await notebook.idle();
    return notebook;
  }

  /** Waits until the kernel rests and no cell runs. */
  async idle(timeout = 60_000): Promise<void> {
    await this.page.waitForFunction(
      () =>
        window.nb.session.session?.kernel?.status === "idle" &&
        [...window.nb.notebook.model.cells].every(
          (c: { type: string; executionState: string }) => c.type !== "code" || c.executionState !== "running",
        ),
      null,
      { timeout },
    );
  }

  /** Runs every cell, as the menu does. */
  async runAll(timeout = 90_000): Promise<void> {
    await this.page.evaluate(() => window.nb.app.commands.execute("notebook:run-all-cells"));
    await this.idle(timeout);
  }

  /** Selects a cell, so that it is in view. */
  async select(index: number): Promise<void> {
    await this.page.evaluate((i) => {
      window.nb.notebook.activeCellIndex = i;
      window.nb.notebook.mode = "command";
      window.nb.app.shell.activateById(window.nb.panel.id);
    }, index);
  }

  /** Runs one cell and waits for its end. */
  async run(index: number): Promise<void> {
    await this.select(index);
    await this.page.evaluate(() => window.nb.app.commands.execute("notebook:run-cell"));
    await this.idle();
  }

  /** Replaces a cell's text by typing: selected, cleared, and written key by key as a learner would. */
  async type(index: number, text: string): Promise<void> {
    await this.page.evaluate((i) => {
      const { notebook } = window.nb;
      notebook.activeCellIndex = i;
      notebook.mode = "edit";
      notebook.widgets[i].editor.focus();
    }, index);
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.insertText(text);
  }

  /** A cell as drawn. */
  cell(index: number): Locator {
    return this.page.locator(".jp-Notebook .jp-Cell").nth(index);
  }

  /** Source of every cell. */
  sources(): Promise<string[]> {
    return this.page.evaluate(() =>
      window.nb.notebook.model.toJSON().cells.map((c: { source: string | string[] }) => [c.source].flat().join("")),
    );
  }

  /** Presses a button of the notebook's toolbar, and accepts the dialog that some of them open. */
  async press(button: "interrupt" | "restart" | "restart-and-run", accept = false): Promise<void> {
    await this.page.locator(`[data-jp-item-name="${button}"] jp-button:visible`).first().click();
    if (accept) await this.page.locator(".jp-Dialog .jp-mod-accept").click();
  }

  /** Outputs of a cell as the file would hold them. */
  outputs(index: number): Promise<Output[]> {
    return this.page.evaluate((i) => window.nb.notebook.model.cells.get(i).outputs.toJSON(), index);
  }

  /** Saves the notebook. */
  async save(): Promise<void> {
    await this.page.evaluate(() => window.nb.panel.context.save());
  }
}
