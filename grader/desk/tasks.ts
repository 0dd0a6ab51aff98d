/**
 * @file The long work of a desk: grading, a regrade, its publication. One at a time; watched by every page; ended cleanly,
 * so that what was graded counts and the rest waits. A regrade is published only as it was read: its differences have a
 * seal, and what has another seal meanwhile is shown again instead of written.
 */

import type { Class } from "../course/class.ts";
import { gradeClass } from "../course/grade-class.ts";
import type { Grader } from "../course/grade-task.ts";
import { type Regraded, regrade } from "../course/regrade.ts";
import { sha256 } from "../sha256.ts";
import type { DifferenceView, Happening, TaskView } from "./page/wire.ts";

/** How gradings are made. */
export interface TaskOptions {
  readonly workers?: number;
  readonly unsafe?: boolean;
  /** runners on this machine when left out */
  readonly grader?: Grader;
}

/** What to do. */
export interface Order {
  readonly kind: TaskView["kind"];
  readonly set: string;
  readonly learner?: string;
  readonly exercise?: string;
  /** of the differences that were read; a publication needs it */
  readonly seal?: string;
}

/** The long work of a desk. */
export interface Tasks {
  current(): TaskView | undefined;
  /** Begins; throws when something runs already. */
  start(order: Order): TaskView;
  stop(): void;
  /** Calls with everything that happens; gives the way to leave. */
  watch(listener: (happening: Happening) => void): () => void;
  /** Stops and waits for the end. */
  close(): Promise<void>;
}

/** Another work runs; the page says so. */
export class Busy extends Error {
  override readonly name = "Busy";
}

/** The desk's work on a class. */
export function newTasks(cls: Class, options: TaskOptions = {}): Tasks {
  const listeners = new Set<(happening: Happening) => void>();
  let task: TaskView | undefined;
  let stop: AbortController | undefined;
  let ended: Promise<void> = Promise.resolve();
  let told = 0;

  const tell = (next: TaskView): void => {
    task = next;
    const now = Date.now();
    if (next.state === "running" && next.done < next.total && now - told < 100) return; // ten a second are enough to see
    told = now;
    for (const listener of listeners) listener({ kind: "task", task: next });
  };
  const progress = (done: number, total: number, last: string): void => {
    if (task?.state === "running") tell({ ...task, done, total, last });
  };

  async function work(order: Order, signal: AbortSignal): Promise<Partial<TaskView>> {
    const { kind, set } = order;
    const only = {
      ...(order.learner === undefined ? {} : { learner: order.learner }),
      ...(order.exercise === undefined ? {} : { exercise: order.exercise }),
    };
    const how = { problemSet: set, ...options, ...only, signal };
    if (kind === "grade") {
      const onProgress = (now: { done: number; total: number; last: string }): void =>
        progress(now.done, now.total, now.last);
      const { graded, before, failed } = await gradeClass(cls, { ...how, onProgress });
      return { message: `${graded} graded, ${before} had their grade already, ${failed.length} failed` };
    }
    const read = await regrade(cls, { ...how, onProgress: progress });
    const view = differences(cls, read);
    if (kind === "regrade" || view.seal !== order.seal) {
      const moved = `${view.differences.length} grades would change, ${read.same} stay`;
      const failed =
        read.failed.length > 0 ? `; ${read.failed.length} could not be graded, so nothing can be published` : "";
      const again = kind === "publish" ? "Something has changed since you read it, so nothing was written: " : "";
      return { kind: "regrade", ...view, message: again + moved + failed };
    }
    const { written, same } = await regrade(cls, { ...how, write: true });
    if (!written) throw new Error("nothing was written: some gradings failed");
    return { message: `${view.differences.length} grades changed, ${same} stayed` };
  }

  return {
    current: () => task,
    start(order) {
      if (task?.state === "running") throw new Busy(`another work is running: ${task.kind} of ${task.set}`);
      const controller = new AbortController();
      stop = controller;
      const begun: TaskView = {
        kind: order.kind,
        set: order.set,
        state: "running",
        done: 0,
        total: 0,
        last: "",
        message: "",
      };
      tell(begun);
      ended = work(order, controller.signal).then(
        (result) => tell({ ...(task ?? begun), ...result, state: "done" }),
        (error: unknown) => {
          const stopped = controller.signal.aborted;
          const message = stopped
            ? "stopped; what was graded counts"
            : error instanceof Error
              ? error.message
              : String(error);
          tell({ ...(task ?? begun), state: stopped ? "stopped" : "failed", message });
        },
      );
      return begun;
    },
    stop: () => stop?.abort(new Error("stopped")),
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      stop?.abort(new Error("the desk is closed"));
      await ended;
    },
  };
}

/** The differences with the learners' names, and the seal that names exactly these. */
function differences(
  cls: Class,
  { differences: found, same, failed }: Regraded,
): Required<Pick<TaskView, "differences" | "same" | "seal">> {
  const name = cls.db.prepare<{ name: string }>("select name from learner where id = ?");
  const view = found.map((one): DifferenceView => ({ ...one, name: name.get(one.learner)?.name ?? "" }));
  return { differences: view, same, seal: sha256(JSON.stringify([found, failed])) };
}
