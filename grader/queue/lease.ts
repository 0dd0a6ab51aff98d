/**
 * @file The queue in the class's own file. A job is leased: a worker that dies loses it when the lease runs out, and the next
 * one takes it. Finishing a job and writing its result are one transaction, so no kill can part them.
 */

import type { Database } from "../store/database.ts";
import type { Claim, Counts, Outcome, Queue, Task } from "./types.ts";

/** How the lease table behaves. */
export interface LeaseOptions {
  /** how long a worker holds a task without a sign of life, ms */
  readonly leaseMs?: number;
  /** tries until a job fails for good */
  readonly maxTries?: number;
  /** wait before the second try, doubled with each further one, ms */
  readonly backoffMs?: number;
  /** only jobs of this set, this learner, this exercise */
  readonly only?: { readonly problemSet?: string; readonly learner?: string; readonly exercise?: string };
  /** completes a task from its row: seed and tests as they are now */
  readonly task: (row: JobRow) => Task;
  /** writes a result; runs inside the transaction that ends the job; false if it is not wanted any more */
  readonly record: (task: Task, outcome: Outcome) => boolean;
  readonly now?: () => number;
}

/** What the store knows of a job. */
export interface JobRow {
  readonly id: number;
  readonly submission: number;
  readonly exercise: string;
  readonly tries: number;
  readonly learner: string;
  readonly problem_set: string;
  readonly sha256: string;
  readonly name: string;
}

/** The lease table as a queue. */
export function leaseQueue(db: Database, options: LeaseOptions): Queue {
  const { leaseMs = 60_000, maxTries = 5, backoffMs = 1000, only = {}, task, record, now = Date.now } = options;
  const filters = [
    only.problemSet === undefined ? [] : ["s.problem_set = ?", only.problemSet],
    only.learner === undefined ? [] : ["s.learner = ?", only.learner],
    only.exercise === undefined ? [] : ["j.exercise = ?", only.exercise],
  ].filter((filter) => filter.length > 0);
  const where = filters.map(([condition]) => ` and ${condition}`).join("");
  const values = filters.map(([, value]) => value);
  const from = "from job j join submission s on s.id = j.submission";
  const columns = "j.id, j.submission, j.exercise, j.tries, s.learner, s.problem_set, s.sha256, s.name";
  const row = (condition: string, order: string) =>
    db.prepare<JobRow>(`select ${columns} ${from} where ${condition}${where} order by ${order} limit 1`);
  const waiting = row("j.state = 'waiting' and j.not_before <= ?", "j.not_before, j.id");
  const expired = row("j.state = 'running' and j.lease_until < ?", "j.id");
  const mine = "where id = ? and worker = ? and tries = ? and state = 'running'";

  const queue: Queue = {
    async add(tasks) {
      return db.transaction(() => {
        const insert = db.prepare(
          `insert into job (submission, exercise) values (?, ?)
           on conflict (submission, exercise) do update
           set state = 'waiting', tries = 0, not_before = 0, reason = null, worker = null, lease_until = null
           where state in ('done', 'failed')`,
        );
        return tasks.reduce((sum, { submission, exercise }) => sum + insert.run(submission, exercise).changes, 0);
      });
    },

    async claim(worker) {
      return db.transaction(() => {
        for (;;) {
          const dead = expired.get(now(), ...values);
          if (dead && dead.tries >= maxTries) {
            db.prepare(
              "update job set state = 'failed', worker = null, lease_until = null, reason = ? where id = ?",
            ).run(`the grader ended ${dead.tries} times while it graded this`, dead.id);
            continue;
          }
          const found = dead ?? waiting.get(now(), ...values);
          if (!found) return undefined;
          const tries = found.tries + 1;
          db.prepare("update job set state = 'running', worker = ?, lease_until = ?, tries = ? where id = ?").run(
            worker,
            now() + leaseMs,
            tries,
            found.id,
          );
          return { task: task(found), id: String(found.id), worker, tries };
        }
      });
    },

    async extend({ id, worker, tries }) {
      const extended = db.prepare(`update job set lease_until = ? ${mine}`);
      return extended.run(now() + leaseMs, Number(id), worker, tries).changes > 0;
    },

    async finish(claim, outcome) {
      return db.transaction(() => {
        // a result is as good when its lease was lost: the same task gives the same row
        const written = record(claim.task, outcome);
        const done = "update job set state = 'done', worker = null, lease_until = null, reason = null where id = ?";
        db.prepare(done).run(Number(claim.id));
        return written;
      });
    },

    async retry(claim, reason) {
      const state = claim.tries >= maxTries ? "failed" : "waiting";
      const later = now() + backoffMs * 2 ** (claim.tries - 1);
      db.prepare(`update job set state = ?, worker = null, lease_until = null, not_before = ?, reason = ? ${mine}`).run(
        state,
        later,
        reason.slice(0, 2000),
        Number(claim.id),
        claim.worker,
        claim.tries,
      );
      return state;
    },

    async counts() {
      const counts = { waiting: 0, running: 0, done: 0, failed: 0 };
      const rows = db
        .prepare<{ state: keyof Counts; n: number }>(
          `select j.state, count(*) n ${from} where 1${where} group by j.state`,
        )
        .all(...values);
      for (const { state, n } of rows) counts[state] = n;
      return counts;
    },

    async next() {
      const soonest = db.prepare<{ at: number | null }>(
        `select min(case j.state when 'waiting' then j.not_before else j.lease_until end) at ${from}
         where j.state in ('waiting', 'running')${where}`,
      );
      return soonest.get(...values)?.at ?? undefined;
    },

    async close() {},
  };
  return queue;
}

/** Gives back what a worker of this process holds, at once and without a try spent: it was asked to stop. */
export function release(db: Database, claim: Claim): void {
  db.prepare(
    `update job set state = 'waiting', worker = null, lease_until = null, tries = tries - 1
     where id = ? and worker = ? and tries = ? and state = 'running'`,
  ).run(Number(claim.id), claim.worker, claim.tries);
}
