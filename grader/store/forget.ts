/**
 * @file Forgets a person: name, addresses, what was handed in, what was said about it. What stays names nobody: points, times and the
 * kinds of failures, so that the statistics of a class are as they were; and the log, without the name.
 */

import type { Database } from "./database.ts";
import { happened } from "./events.ts";

/** What was taken away. */
export interface Forgotten {
  /** what the learner is called in the store now */
  readonly as: string;
  readonly submissions: number;
  /** files that only this learner had handed in */
  readonly files: number;
}

/** Forgets a learner for good; afterwards not even the free pages of the file hold a word. */
export function forget(db: Database, learner: string): Forgotten {
  const done = db.transaction((): Forgotten => {
    db.exec("pragma defer_foreign_keys = on");
    const last = db
      .prepare<{ n: number | null }>(
        "select max(cast(substr(id, 11) as integer)) n from learner where id like 'forgotten-%'",
      )
      .get();
    const as = `forgotten-${(last?.n ?? 0) + 1}`;
    db.prepare(
      "update learner set id = ?, name = '', email = '', section = '', external = '{}', active = 0 where id = ?",
    ).run(as, learner);
    db.prepare("update grade set comment = '', learner = ? where learner = ?").run(as, learner);
    const rows = db
      .prepare<{ id: number; sha256: string }>("select id, sha256 from submission where learner = ?")
      .all(learner);
    const others = db.prepare("select 1 from submission where sha256 = ? and learner <> ?");
    let files = 0;
    for (const { id, sha256 } of rows) {
      const blank = `${as}:${id}`;
      db.prepare("insert into blob (sha256, size, deflated) values (?, 0, x'')").run(blank);
      db.prepare("update submission set learner = ?, sha256 = ?, name = 'forgotten' where id = ?").run(as, blank, id);
      if (!others.get(sha256, learner))
        files += db
          .prepare("delete from blob where sha256 = ? and not exists (select 1 from submission where sha256 = ?)")
          .run(sha256, sha256).changes;
      // a seed is made of the learner's name, messages quote the learner's code
      db.prepare("update run set seed = 'forgotten-' || id, message = null, warnings = '[]' where submission = ?").run(
        id,
      );
      db.prepare(
        "update test_result set public_message = '', private_message = null where run in (select id from run where submission = ?)",
      ).run(id);
      db.prepare(
        "update job set state = 'done', reason = null, worker = null, lease_until = null where submission = ?",
      ).run(id);
    }
    db.prepare("update event set learner = ?, detail = '{}' where learner = ?").run(as, learner);
    happened(db, { what: "forgotten", learner: as });
    return { as, submissions: rows.length, files };
  });
  db.exec("vacuum");
  db.prepare("pragma wal_checkpoint(truncate)").get();
  return done;
}
