/**
 * @file The tables of a class: one SQLite file is the source of truth, folders are its inbox and outbox. Times are whole
 * milliseconds since 1970 (UTC), points are numbers, lists and records are JSON text. What was handed in is kept by its
 * sha256, so a grade can always be traced to the bytes, the tests, the seed and the wall that made it.
 */

/** Each entry takes the file from the version of its index to the next; never edited once released, only added to. */
export const migrations: readonly string[] = [
  `
  create table setting (key text primary key, value text not null) strict;

  create table learner (
    id text primary key,                 -- as the instructor writes it: a login, a number
    name text not null default '',
    email text not null default '',
    section text not null default '',
    external text not null default '{}', -- ids of other systems: {"canvas": "1234", "moodle": "Participant 17"}
    active integer not null default 1
  ) strict;

  create table problem_set (
    id text primary key,                 -- ps1
    title text not null,
    position integer not null,
    released_at integer,
    due integer,                         -- null: no due date
    late text not null,                  -- {"graceMinutes", "perDay", "floor", "untilDays"}: see course/late.ts
    attempts integer,                    -- null: as many as one likes
    keep text not null check (keep in ('best', 'last'))
  ) strict;

  create table set_exercise (
    problem_set text not null references problem_set (id),
    exercise text not null,              -- fourier/dft
    points real not null,                -- what it is worth in this set; the tests' points are scaled to it
    position integer not null,
    primary key (problem_set, exercise)
  ) strict;

  create table blob (sha256 text primary key, size integer not null, deflated blob not null) strict;

  create table submission (
    id integer primary key,
    learner text not null references learner (id),
    problem_set text not null references problem_set (id),
    sha256 text not null references blob (sha256),
    name text not null,                  -- file name, with its extension: it says notebook or .ts
    exercise text,                       -- a .ts answers one exercise; null: a notebook, which may answer all
    attempt integer not null,            -- 1, 2, ... by time, of notebooks or of this exercise; over the set's limit it does not count
    submitted_at integer not null,
    time_source text not null,           -- where the time comes from: receipt, canvas, moodle, git, file, given
    collected_at integer not null,
    late_seconds integer not null default 0,
    unique (learner, problem_set, sha256)
  ) strict;

  -- one job: one exercise of one submission. Leased, never deleted: a lease that ran out is taken by the next worker.
  create table job (
    id integer primary key,
    submission integer not null references submission (id),
    exercise text not null,
    state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
    worker text,
    lease_until integer,
    tries integer not null default 0,
    not_before integer not null default 0,
    reason text,                         -- why the last try was no grade: the grader's failure, never the learner's
    unique (submission, exercise)
  ) strict;
  create index job_waiting on job (state, not_before);

  -- one grading. The same bytes, tests and seed give the same row: writing it twice is writing it once.
  create table run (
    id integer primary key,
    submission integer not null references submission (id),
    exercise text not null,
    tests_sha text not null,             -- of manifest, visible and hidden tests
    seed text not null,
    level text not null,                 -- A, B, C, D; - when nothing ran
    engine text not null,                -- versions of cryolab, mocha and the wall's engine
    node text not null,
    started integer not null,
    ms integer not null,
    status text not null,                -- graded, missing, unreadable, not-gradable, ...
    message text,
    points real not null,
    max real not null,
    warnings text not null default '[]',
    unique (submission, exercise, tests_sha, seed)
  ) strict;

  create table test_result (
    run integer not null references run (id) on delete cascade,
    position integer not null,
    title text not null,
    hidden integer not null,
    status text not null,                -- pass, fail, threw, timeout, memory, died, bad-value, skipped
    class text not null default '',      -- in what way it failed: wrong-value, assertion, ...
    points real not null,
    max real not null,
    ms integer not null,
    diagnosis text,
    public_message text not null,
    private_message text,
    primary key (run, position)
  ) strict, without rowid;

  -- what counts: one row for a learner and an exercise of a set
  create table grade (
    learner text not null references learner (id),
    problem_set text not null references problem_set (id),
    exercise text not null,
    run integer references run (id),     -- the grading that counts; null: nothing handed in, or only marked by hand
    auto real,                           -- points of that grading, scaled to the set, before lateness
    late_factor real not null default 1, -- 1 is on time
    manual real,                         -- points by hand: replaces auto, untouched by lateness and by a regrade
    comment text not null default '',
    marker text not null default '',     -- who marked by hand
    needs_review integer not null default 0,
    version integer not null default 1,  -- raised by every change: who writes on an old version is refused
    published_at integer,                -- when the learner was shown it
    updated_at integer not null,
    primary key (learner, problem_set, exercise)
  ) strict;

  -- what happened, in order; nothing is changed or taken away (only forget(learner) blanks names)
  create table event (
    id integer primary key,
    at integer not null,
    who text not null,                   -- instructor, worker, cli
    what text not null,                  -- collected, graded, regraded, marked, published, forgotten, ...
    learner text,
    problem_set text,
    exercise text,
    detail text not null default '{}'
  ) strict;
  create index event_learner on event (learner);
  create trigger event_is_kept before delete on event begin select raise(abort, 'events are never deleted'); end;
  create trigger event_is_final before update on event
    when new.at is not old.at or new.what is not old.what or new.id is not old.id
    begin select raise(abort, 'events are never changed'); end;
  `,
];
