/**
 * @file One session: the cells that ran, their variables, their output. It knows nothing of sockets; what it wants to say it
 * hands to `publish` as the type and the content of a message.
 */

import type { Cell } from "@cryolab/grader";
import { type Completions, complete, type Inspection, inspect } from "./assist.ts";
import type { Bundle } from "./bundle.ts";
import { writeCellFile } from "./cell-file.ts";
import type { Comms } from "./comms.ts";
import { createEngine, type Engine, Interrupted, type Outcome } from "./compiler/engine.ts";
import { beginRun } from "./compiler/stopping.ts";
import { bundleOf, encodeBundle } from "./display.ts";
import { type ErrorReport, reportProblems, reportThrown } from "./errors.ts";
import { type Grader, knownExercises } from "./grading.ts";
import { GuardState, phase } from "./guard-state.ts";
import { History } from "./history.ts";
import { type Host, setHost } from "./host.ts";
import { checkMagic, magicOf, withoutMagic } from "./magics.ts";
import { exerciseIdFile, packages, preloadCell } from "./preload.ts";
import { elapsed } from "./timing.ts";
import type { Fields } from "./wire/message.ts";
import type { Question } from "./wire/stdin.ts";

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
  /** which TypeScript compiles: ours, or `tslab`'s */
  readonly compiler?: string | undefined;
}

/** Asks the learner for a line; the signal lets the question go. */
export type Ask = (question: Question, signal: AbortSignal) => Promise<string>;

/** A cell to run. */
export interface ExecuteRequest {
  readonly code: string;
  /** run without a count, and without any output */
  readonly silent?: boolean;
  /** give it a number, and remember it */
  readonly storeHistory?: boolean;
  /** expressions to evaluate after the cell, by name */
  readonly userExpressions?: Fields;
  /** asks the learner; absent where the front end takes no questions */
  readonly ask?: Ask;
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
  /** Lets go of the running cell, if there is one, which ends with the reason; by default, that the learner stopped it. */
  interrupt(reason?: Error): void;
  complete(code: string, cursor: number): Completions;
  inspect(code: string, cursor: number, detail?: number): Inspection;
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
  compiler: base = "typescript",
}: SessionOptions): Promise<Session> {
  if (base !== "typescript" && base !== "tslab")
    throw new Error(`CRYOLAB_COMPILER: must be typescript or tslab, got ${base}`);
  const exercises = knownExercises(grader);
  const engine: Engine = createEngine({
    base,
    directory,
    packages,
    files: exerciseIdFile(exercises),
    preload: preloadCell,
    state,
  });
  let { fault } = engine; // told once, under the first cell
  const history = new History();
  let quiet = false; // a silent cell runs: nothing of it is published
  const say: typeof publish = (type, content) => {
    if (!quiet) publish(type, content);
  };
  const print = (text: string): void => say("stream", { name: "stdout", text });
  const cells = new Map<string, Cell>(); // by the id of the cell, or by its text; the latest run is last
  let count = 0;
  const left = new Map<string, (() => void)[]>(); // what cells left behind, by the same keys
  let leaving: (() => void)[] | undefined; // of the cell that runs

  /** What belongs to the cell that runs. */
  interface Run {
    readonly ask: Ask | undefined;
    readonly controller: AbortController;
    readonly pending: Set<Promise<unknown>>;
    readonly stopped: Promise<never>;
    stop(reason: Error): void;
  }
  let run: Run | undefined;

  function startRun(ask: Ask | undefined): Run {
    const controller = new AbortController();
    const awaiting = beginRun();
    state.beginRun();
    let stop = (_: Error): void => {};
    const stopped = new Promise<never>((_, reject) => {
      stop = (reason) => {
        awaiting.reason = reason;
        controller.abort(reason);
        reject(reason);
      };
    });
    stopped.catch(() => {}); // it is only ever raced with
    return { ask, controller, pending: new Set(), stopped, stop };
  }

  const host: Host = {
    show(bundle, { id, update = false } = {}) {
      const transient = id === undefined ? {} : { display_id: id };
      const type = update ? "update_display_data" : "display_data";
      say(type, { data: encodeBundle(bundle), metadata: {}, transient });
    },
    clear: (wait) => say("clear_output", { wait }),
    leave: (close) => leaving?.push(close),
    track(work) {
      const { pending } = run ?? {};
      if (pending === undefined) return;
      pending.add(work);
      work.catch(() => {}); // its error becomes the cell's, when the cell has waited for it
    },
    ask(question) {
      if (run === undefined) throw new Error("input: no cell is running that could ask");
      if (run.ask === undefined)
        throw new Error("input: nobody is there to ask; this front end runs cells without taking input (allow_stdin)");
      return run.ask(question, run.controller.signal);
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
    say(update ? "update_display_data" : "display_data", { data: encodeBundle(data), metadata, transient });

  /** How a cell ended, and what there is to show of its value. */
  type Shown = { readonly kind: "shown"; readonly bundle: Bundle } | Exclude<Outcome, { readonly kind: "value" }>;

  /** Runs code, waits for a promised value and for what the cell started, and lets the value say how it looks. */
  async function runCell(code: string, label: string, ask?: Ask): Promise<Shown> {
    run = startRun(ask);
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
    run = startRun(undefined);
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

  async function outcomeOf(code: string, label: string, ask: Ask | undefined): Promise<Shown> {
    const magic = magicOf(code);
    try {
      if (magic !== undefined) checkMagic(magic, exercises);
      if (magic?.name === "file") {
        print(writeCellFile(directory, magic.argument, code));
        return { kind: "shown", bundle: {} };
      }
    } catch (error) {
      return { kind: "thrown", error };
    }
    return code.trim() === "" ? { kind: "shown", bundle: {} } : runCell(withoutMagic(code), label, ask);
  }

  /** What the front end wants to know after a cell, each a bundle or an error of its own. */
  async function evaluated(expressions: Fields): Promise<Fields> {
    const found: Record<string, unknown> = {};
    for (const [name, expression] of Object.entries(expressions)) {
      const label = `expression ${name}`;
      // In brackets, so that it is an expression, and an object rather than a block.
      const outcome = await runCell(`(${expression}\n)`, label);
      if (outcome.kind === "shown") {
        const data = Object.keys(outcome.bundle).length > 0 ? outcome.bundle : { "text/plain": "null or undefined" };
        found[name] = { status: "ok", data, metadata: {} };
      } else if (outcome.kind === "problems")
        found[name] = { status: "error", ...reportProblems(outcome.problems, label) };
      else found[name] = { status: "error", ...reportThrown(outcome.error, engine.locate) };
    }
    return found;
  }

  const preloaded = await engine.preload();
  if (preloaded.kind === "thrown") throw preloaded.error;
  state.phase = phase.idle;

  return {
    typescript: engine.typescript,
    history,

    async execute({ code, silent = false, storeHistory = true, userExpressions = {}, ask, cellId }) {
      const counted = !silent && storeHistory;
      if (counted) history.add(++count, code);
      const label = counted ? `cell [${count}]` : "code without a number";
      const magic = magicOf(code)?.name;
      quiet = silent;
      try {
        say("execute_input", { code, execution_count: count });
        if (fault !== undefined && !quiet) {
          say("stream", { name: "stderr", text: `${fault}\n` });
          fault = undefined;
        }
        if (counted && code.trim() !== "" && magic !== "file") remember(code, cellId);
        const key = cellId ?? code;
        for (const close of left.get(key) ?? []) close();
        left.delete(key);
        leaving = [];
        let outcome = await outcomeOf(code, label, ask);
        if (leaving.length > 0) left.set(key, leaving);
        leaving = undefined;
        const began = magic === "time" ? engine.began : undefined;
        if (outcome.kind === "shown")
          try {
            if (Object.keys(outcome.bundle).length > 0)
              say("execute_result", { data: outcome.bundle, metadata: {}, execution_count: count });
            if (began !== undefined) print(elapsed(began));
            const user_expressions = await evaluated(userExpressions);
            return { status: "ok", execution_count: count, payload: [], user_expressions };
          } catch (error) {
            outcome = { kind: "thrown", error }; // a bundle that is not JSON
          }
        const report =
          outcome.kind === "problems"
            ? reportProblems(outcome.problems, label)
            : reportThrown(outcome.error, engine.locate);
        say("error", { ...report });
        if (began !== undefined) print(elapsed(began));
        return { status: "error", execution_count: count, ...report };
      } finally {
        quiet = false;
      }
    },

    interrupt(reason = new Interrupted()) {
      if (run === undefined) return;
      run.stop(reason);
      engine.interrupt();
    },

    complete: (code, cursor) => complete(engine, code, cursor, exercises),
    inspect: (code, cursor, detail = 0) => inspect(engine, code, cursor, detail),
    describe: (error) => reportThrown(error, engine.locate).traceback.join("\n"),
    close: () => engine.close(),
  };
}
