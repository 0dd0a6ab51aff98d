/**
 * @file Where `check`, `hint` and `display` run: in this kernel, or in another program that imports them, such as a stock
 * tslab kernel, which shows one format at a time and knows no cells but those of the saved notebook.
 */

import type { Cell } from "@cryolab/grader";
import type { Bundle } from "./bundle.ts";
import type { Comms } from "./comms.ts";
import { formatValue } from "./format.ts";
import type { Grader } from "./grading.ts";
import type { Question } from "./wire/stdin.ts";

/** What the functions for cells ask of the kernel they run in. */
export interface Host {
  /** Shows a bundle; with `update`, in the place of the display of that id. */
  show(bundle: Bundle, options?: { readonly id?: string; readonly update?: boolean }): void;
  /** Removes the output of the running cell; with `wait`, when the next output comes. */
  clear(wait: boolean): void;
  /** Something that the running cell leaves behind, to be closed when the same cell runs again. */
  leave(close: () => void): void;
  /** Work that the running cell waits for, awaited there or not. */
  track(work: Promise<unknown>): void;
  /**
   * Asks the learner for a line of text.
   *
   * @throws Error where nobody can be asked
   */
  ask(question: Question): Promise<string>;
  /** Whether a display can be replaced. */
  readonly updates: boolean;
  /** The cells that ran, in order of running. */
  cells(): readonly Cell[];
  /** The saved notebook, if known. */
  readonly notebook: string | undefined;
  /** Fires when the learner stops the running cell. */
  signal(): AbortSignal;
  grader(): Promise<Grader>;
  /** how many hints of an exercise were shown */
  readonly hintsShown: Map<string, number>;
  /** channels to the front ends, if this kernel has them */
  readonly comms: Comms | undefined;
  /** Runs what a cell left behind, such as the call-back of a control, so that it can be stopped as a cell can. */
  later<T>(call: () => T | Promise<T>): Promise<T>;
  /** An error as a cell would report it. */
  describe(error: unknown): string;
}

let host: Host | undefined;

/** Says where cells run; a session calls it once. */
export function setHost(session: Host): void {
  host = session;
}

/** Where this code runs. */
export function currentHost(): Host {
  host ??= guestHost();
  return host;
}

/** tslab's own way to show things, when this is a tslab kernel. */
type TslabDisplay = Readonly<Record<"html" | "svg" | "markdown" | "text", (content: string) => void>>;

function guestHost(): Host {
  const { __tslab__: tslab } = globalThis as {
    readonly __tslab__?: { require(id: "tslab"): { display: TslabDisplay } };
  };
  const formats = [
    ["text/html", "html"],
    ["image/svg+xml", "svg"],
    ["text/markdown", "markdown"],
  ] as const;
  return {
    show(bundle) {
      for (const [type, method] of formats)
        if (tslab !== undefined && typeof bundle[type] === "string") {
          tslab.require("tslab").display[method](bundle[type]);
          return;
        }
      console.log(bundle["text/plain"] ?? formatValue(bundle));
    },
    clear() {},
    leave() {},
    track() {},
    ask() {
      throw new Error('input: this kernel cannot ask; choose the kernel "Cryo-EM (TypeScript)"');
    },
    updates: false,
    cells: () => [],
    notebook: process.env.JPY_SESSION_NAME,
    signal: () => new AbortController().signal,
    grader: async () => (await import("./load-grader.ts")).installedGrader,
    hintsShown: new Map(),
    comms: undefined,
    later: async (call) => call(),
    describe: String,
  };
}
