/**
 * @file One session: the cells that ran, their variables, their output. It knows nothing of sockets; what it wants to say it
 * hands to `publish` as the type and the content of a message.
 */

import type { Cell } from "@cryolab/grader";
import { type Completions, complete, type Inspection, inspect } from "./assist.ts";
import type { Bundle } from "./bundle.ts";
import type { Comms } from "./comms.ts";
import { createEngine, type Engine, Interrupted, type Outcome } from "./compiler/engine.ts";
import { bundleOf, encodeBundle } from "./display.ts";
import { type ErrorReport, reportProblems, reportThrown } from "./errors.ts";
import { type Grader, knownExercises } from "./grading.ts";
import { GuardState, phase } from "./guard-state.ts";
import { History } from "./history.ts";
import { type Host, setHost } from "./host.ts";
import { checkMagic, magicOf, withoutMagic } from "./magics.ts";
import { exerciseIdFile, packages, preloadCell } from "./preload.ts";
import type { Fields } from "./wire/message.ts";

/** What a session is made of. */
export interface SessionOptions {
  /** tests answers for `check`, and knows the exercises */
  readonly grader: Grader;
  /** takes the messages that cells cause, by type and content */
  readonly publish: (type: string, content: Fields) => void;
  /** channels to the front ends */
  readonly comms?: Comms | undefined;
  /** folder of the notebook */
  readonly directory?: string;
  /** the saved notebook, as Jupyter names it */
  readonly notebook?: string | undefined;
  /** shared with the guard */
  readonly state?: GuardState;
}

/** A cell to run. */
export interface ExecuteRequest {
  readonly code: string;
  /** run without output and without a count */
  readonly silent?: boolean;
  readonly storeHistory?: boolean;
  /** the notebook's id of the cell, if the front end gives it */
  readonly cellId?: string | undefined;
}

/** Content of an `execute_reply`. */
export type ExecuteReply =
  | { readonly status: "ok"; readonly execution_count: number; readonly payload: []; readonly user_expressions: Fields }
  | ({ readonly status: "error"; readonly execution_count: number } & ErrorReport);

/** A session. */
export interface Session {
  /** version of TypeScript */
  readonly typescript: string;
  readonly history: History;
  execute(request: ExecuteRequest): Promise<ExecuteReply>;
  /** Lets go of the running cell, if there is one. */
  interrupt(): void;
  complete(code: string, cursor: number): Completions;
  inspect(code: string, cursor: number): Inspection;
  /** An error that no cell caught, as lines of text. */
  describe(error: unknown): string;
  close(): void;
}

/** Starts a session and runs the hidden first cell; it takes a second or two. */
export async function createSession({
  grader,
  publish,
  comms,
  directory = process.cwd(),
  notebook,
  state = new GuardState(),
}: SessionOptions): Promise<Session> {
  const exercises = knownExercises(grader);
  const engine: Engine = createEngine({ directory, packages, files: exerciseIdFile(exercises), state });
  const history = new History();
  const cells = new Map<string, Cell>(); // by id or by source; the latest run is last
  let count = 0;

  /** What belongs to the cell that runs. */
  interface Run {
    readonly controller: AbortController;
    readonly pending: Set<Promise<unknown>>;
    readonly stopped: Promise<never>;
    stop(): void;
  }
  let run: Run | undefined;

  function startRun(): Run {
    const controller = new AbortController();
    let stop = (): void => {};
    const stopped = new Promise<never>((_, reject) => {
      stop = () => {
        controller.abort();
        reject(new Interrupted());
      };
    });
    stopped.catch(() => {}); // it is only ever raced with
    return { controller, pending: new Set(), stopped, stop };
  }

  const host: Host = {
    show(bundle, { id, update = false } = {}) {
      const transient = id === undefined ? {} : { display_id: id };
      const type = update ? "update_display_data" : "display_data";
      publish(type, { data: encodeBundle(bundle), metadata: {}, transient });
    },
    clear: (wait) => publish("clear_output", { wait }),
    track(work) {
      const { pending } = run ?? {};
      if (pending === undefined) return;
      pending.add(work);
      work.catch(() => {}); // its error becomes the cell's, when the cell has waited for it
    },
    updates: true,
    cells: () => [...cells.values()],
    notebook,
    signal: () => run?.controller.signal ?? new AbortController().signal,
    grader: () => Promise.resolve(grader),
    hintsShown: new Map(),
    comms,
    later: runLater,
    describe: (error) => reportThrown(error, engine.locate).traceback.join("\n"),
  };
  setHost(host);
  engine.display.lastWriteDisplayData = ({ data, metadata, transient }, update) =>
    publish(update ? "update_display_data" : "display_data", { data: encodeBundle(data), metadata, transient });

  /** How a cell ended, and what there is to show of its value. */
  type Shown = { readonly kind: "shown"; readonly bundle: Bundle } | Exclude<Outcome, { readonly kind: "value" }>;

  /** Runs code, waits for a promised value and for what the cell started, and lets the value say how it looks. */
  async function runCell(code: string, label: string): Promise<Shown> {
    run = startRun();
    if (state.phase !== phase.starting) state.phase = phase.running;
    const { stopped, pending } = run;
    // A turn of its own: ending the JavaScript of a cell unwinds all of the turn, and its promises never settle.
    const inTurn = <T>(call: () => T | Promise<T>): Promise<T> => {
      const turn = new Promise<T>((resolve, reject) => {
        setImmediate(() => Promise.resolve().then(call).then(resolve, reject));
      });
      return Promise.race([turn, stopped]);
    };
    try {
      const outcome = await inTurn(() => engine.run(code, label));
      if (outcome.kind !== "value") return outcome;
      const value: unknown = await Promise.race([outcome.value, stopped]);
      while (pending.size > 0) {
        const works = [...pending];
        await Promise.race([Promise.all(works), stopped]);
        for (const work of works) pending.delete(work);
      }
      if (value === undefined || value === null) return { kind: "shown", bundle: {} };
      return { kind: "shown", bundle: encodeBundle(await inTurn(() => bundleOf(value))) };
    } catch (error) {
      return { kind: "thrown", error };
    } finally {
      run = undefined;
      if (state.phase !== phase.starting) state.phase = phase.idle;
    }
  }

  /** Runs a function that a cell left behind. Its turn is its own, as a cell's is. */
  async function runLater<T>(call: () => T | Promise<T>): Promise<T> {
    run = startRun();
    state.phase = phase.running;
    try {
      const turn = new Promise<T>((resolve, reject) => {
        setImmediate(() => Promise.resolve().then(call).then(resolve, reject));
      });
      return await Promise.race([turn, run.stopped]);
    } finally {
      run = undefined;
      state.phase = phase.idle;
    }
  }

  /** Keeps a cell for `check`; a later run of the same cell takes the place of the earlier one. */
  function remember(code: string, cellId: string | undefined): void {
    const key = cellId ?? code;
    cells.delete(key);
    cells.set(key, { source: code, label: `cell [${count}]`, ...(cellId === undefined ? {} : { id: cellId }) });
  }

  async function outcomeOf(code: string, label: string): Promise<Shown> {
    const magic = magicOf(code);
    try {
      if (magic !== undefined) checkMagic(magic, exercises);
    } catch (error) {
      return { kind: "thrown", error };
    }
    return code.trim() === "" ? { kind: "shown", bundle: {} } : runCell(withoutMagic(code), label);
  }

  const preloaded = await runCell(preloadCell, "preload");
  if (preloaded.kind === "problems")
    throw new Error(`preload: ${reportProblems(preloaded.problems, "preload").traceback.join("\n")}`);
  if (preloaded.kind === "thrown") throw preloaded.error;
  state.phase = phase.idle;

  return {
    typescript: engine.typescript,
    history,

    async execute({ code, silent = false, storeHistory = true, cellId }) {
      if (!silent && storeHistory) history.add(++count, code);
      const label = `cell [${count}]`;
      if (!silent) {
        publish("execute_input", { code, execution_count: count });
        if (code.trim() !== "") remember(code, cellId);
      }
      let outcome = await outcomeOf(code, label);
      if (outcome.kind === "shown")
        try {
          if (!silent && Object.keys(outcome.bundle).length > 0)
            publish("execute_result", { data: outcome.bundle, metadata: {}, execution_count: count });
          return { status: "ok", execution_count: count, payload: [], user_expressions: {} };
        } catch (error) {
          outcome = { kind: "thrown", error }; // a bundle that is not JSON
        }
      const report =
        outcome.kind === "problems"
          ? reportProblems(outcome.problems, label)
          : reportThrown(outcome.error, engine.locate);
      if (!silent) publish("error", { ...report });
      return { status: "error", execution_count: count, ...report };
    },

    interrupt() {
      if (run === undefined) return;
      engine.interrupt();
      run.stop();
    },

    complete: (code, cursor) => complete(engine, code, cursor, exercises),
    inspect: (code, cursor) => inspect(engine, code, cursor),
    describe: (error) => reportThrown(error, engine.locate).traceback.join("\n"),
    close: () => engine.close(),
  };
}
