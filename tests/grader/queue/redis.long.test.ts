/**
 * @file A class graded by workers elsewhere: a real Redis, workers as processes of their own, one of them killed in the middle, the
 * server killed in the middle. Every submission is graded once. The course is that of one small exercise.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { testsSha } from "@cryolab/grader/internal/course/tests-sha";
import { openRemote, type RemoteGrader } from "@cryolab/grader/internal/queue/redis-client";
import { redisAddress } from "@cryolab/grader/internal/queue/redis-connection";
import type { Task } from "@cryolab/grader/internal/queue/types";
import { expect } from "chai";
import { hasRedis, type RedisServer, redisServer } from "../../support/redis.ts";
import { handIn, lab, plainSet } from "../class.ts";
import { type Course, course, solution, wrong } from "../course.ts";
import { descendantsOf, gone, until } from "../processes.ts";

const PROGRAM = fileURLToPath(new URL("../program.js", import.meta.url));
const EXERCISE = "fourier/tiny";
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A notebook, right for even k. */
const cells = (k: number): string => {
  const source = `%%exercise ${EXERCISE}\n// ${k}\n${k % 2 === 0 ? solution : wrong.conjugated}`;
  return JSON.stringify({ nbformat: 4, cells: [{ cell_type: "code", metadata: {}, source }] });
};

/** `cryolab worker` as a process, and what it has printed. */
interface Worker {
  readonly process: ChildProcess;
  printed: string;
}

describe("grading by Redis", function () {
  this.timeout(120_000);
  let server: RedisServer;
  let home: Course;
  const workers: Worker[] = [];
  let remote: RemoteGrader | undefined;

  before(function () {
    if (!hasRedis()) this.skip();
    home = course();
  });
  beforeEach(async () => {
    server = await redisServer();
    await server.start();
  });
  afterEach(async () => {
    await remote?.close();
    remote = undefined;
    for (const { process } of workers.splice(0)) {
      const family = descendantsOf(process.pid as number);
      process.kill("SIGKILL");
      await gone(family);
    }
    await server.kill();
  });
  after(() => home?.remove());

  const worker = (root: string = home.root, ...options: string[]): Worker => program(["worker", ...options], root);

  function program(args: readonly string[], root: string): Worker {
    const env = { ...process.env, CRYOLAB_ROOT: root, CRYOLAB_REDIS: server.url };
    const started = spawn(process.execPath, ["--enable-source-maps", PROGRAM, ...args], { env });
    const made: Worker = { process: started, printed: "" };
    for (const stream of [started.stdout, started.stderr])
      stream?.on("data", (text: Buffer) => {
        made.printed += text.toString("utf8");
      });
    started.once("exit", (status) => {
      if (status !== 0 && status !== null) process.stderr.write(made.printed); // else a test waits for nobody
    });
    workers.push(made);
    return made;
  }

  const open = async (options: Partial<Parameters<typeof openRemote>[1]> = {}): Promise<RemoteGrader> => {
    remote = await openRemote(redisAddress(server.url), { prefix: "cryolab", sweepMs: 500, pauseMs: 200, ...options });
    return remote;
  };

  /** Submission k: right for even k, wrong for odd k, no two alike. */
  function task(k: number, changes: Partial<Task> = {}): [Task, Uint8Array, number] {
    const bytes = encode(`// learner ${k}\n${k % 2 === 0 ? solution : wrong.conjugated}`);
    const made: Task = {
      submission: k,
      exercise: EXERCISE,
      problemSet: "ps1",
      learner: `learner ${k}`,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      name: "tiny.ts",
      testsSha: testsSha(EXERCISE, home.root),
      seed: `seed ${k}`,
      ...changes,
    };
    return [made, bytes, k % 2 === 0 ? 7 : 4];
  }

  /** Asks for n gradings at once, and gives how each fell out. */
  async function gradeAll(
    grader: RemoteGrader,
    n: number,
  ): Promise<{ points: number[]; expected: number[]; by: string[] }> {
    const signal = new AbortController().signal;
    const tasks = Array.from({ length: n }, (_, k) => task(k));
    const outcomes = await Promise.all(tasks.map(([one, bytes]) => grader.grade(one, bytes, signal)));
    return {
      points: outcomes.map(({ result }) => result.points),
      expected: tasks.map(([, , points]) => points),
      by: outcomes.map((outcome) => (outcome as { worker?: string }).worker ?? ""),
    };
  }

  it("shares the work among two workers", async () => {
    const [one, two] = [worker(home.root, "--concurrency", "1"), worker(home.root, "--concurrency", "1")];
    const { points, expected, by } = await gradeAll(await open(), 12);
    expect(points).to.deep.equal(expected);
    expect(new Set(by).size).to.equal(2);
    await until(() => [one, two].every(({ printed }) => printed.includes("of 7")));
    for (const { printed } of [one, two])
      expect(printed)
        .to.match(/level [A-D]/)
        .and.not.include("open-sesame");
  });

  it("gives what a killed worker held to another: every submission is graded once", async () => {
    const [one] = [
      worker(home.root, "--concurrency", "2", "--patience", "2"),
      worker(home.root, "--concurrency", "2", "--patience", "2"),
    ];
    const grader = await open();
    const all = gradeAll(grader, 16);
    await until(() => one.printed.includes("of 7")); // it has worked, and holds two more
    const family = descendantsOf(one.process.pid as number);
    one.process.kill("SIGKILL");
    await gone(family); // its runners and sandboxes too
    const { points, expected } = await all;
    expect(points).to.deep.equal(expected);
  });

  it("goes on when the server was away, and when it has forgotten everything", async () => {
    const working = worker(home.root, "--concurrency", "1", "--patience", "2");
    const troubles: string[] = [];
    const grader = await open({ onTrouble: (problem) => troubles.push(problem) });
    const all = gradeAll(grader, 8);
    await until(() => working.printed.includes("of 7"));
    await server.kill();
    await until(() => troubles.length > 0);
    await server.start();
    const { points, expected } = await all;
    expect(points).to.deep.equal(expected);
    expect(troubles.join()).not.to.include("open-sesame");
    expect(working.process.exitCode).to.equal(null);
  });

  it("refuses a job on a machine with other tests, and says so; another machine does it", async () => {
    const grader = await open({ tries: 2 });
    const other = course();
    try {
      other.write("tests/hidden/fourier/tiny/tiny.hidden.test.ts", "// an old one");
      const old = worker(other.root);
      const [one, bytes] = task(0);
      const signal = new AbortController().signal;
      const refused = await grader.grade(one, bytes, signal).catch((error: Error) => error.message);
      expect(refused).to.match(
        /has other tests of fourier\/tiny \(.{12}, asked for .{12}\): bring its course up to date/,
      );
      expect(old.printed).to.include("has other tests of fourier/tiny");
      worker();
      const patient = await openRemote(redisAddress(server.url), { prefix: "cryolab", tries: 20, pauseMs: 50 });
      expect((await patient.grade(one, bytes, signal)).result.points).to.equal(7);
      await patient.close();
    } finally {
      other.remove();
    }
  });

  it("lets a learner wait who asks too often, and nobody else", async () => {
    const grader = await open({ perMinute: 2 });
    worker(home.root, "--concurrency", "1");
    const stop = new AbortController();
    const ended: string[] = [];
    const asked = [0, 2, 4, 6, 8].map((k) => {
      const [one, bytes] = task(k, { learner: k < 8 ? "eager" : "calm" });
      return grader.grade(one, bytes, stop.signal).then(
        () => ended.push(one.learner),
        () => undefined,
      );
    });
    await until(() => ended.includes("calm"));
    expect(ended.filter((learner) => learner === "eager")).to.have.length(2);
    stop.abort(new Error("enough"));
    await Promise.all(asked);
  });

  it("takes up what was done for an asker who is gone, and asks once for what two want to know", async () => {
    const first = await open();
    const [one, bytes] = task(0);
    const stop = new AbortController();
    const left = first.grade(one, bytes, stop.signal).catch((error: Error) => error.message);
    await new Promise((resolve) => setTimeout(resolve, 300)); // it is in Redis now
    stop.abort(new Error("gone"));
    expect(await left).to.equal("gone");
    await first.close();
    const working = worker();
    await until(() => working.printed.includes("of 7")); // nobody listens
    const second = await open();
    const signal = new AbortController().signal;
    const [a, b] = await Promise.all([second.grade(one, bytes, signal), second.grade(one, bytes, signal)]);
    expect([a.result.points, b.result.points]).to.deep.equal([7, 7]);
    expect(working.printed.match(/of 7/g)).to.have.length(1);
  });

  it("finishes what is under way on Ctrl-C, and leaves the rest", async () => {
    const working = worker(home.root, "--concurrency", "1");
    const grader = await open();
    const stop = new AbortController();
    const asked = [0, 2, 4, 6, 8, 10].map((k) => {
      const [one, bytes] = task(k);
      return grader.grade(one, bytes, stop.signal).catch(() => undefined);
    });
    await until(() => working.printed.includes("of 7"));
    const ended = new Promise((resolve) => working.process.once("exit", resolve));
    working.process.kill("SIGINT");
    await ended;
    expect(working.printed).to.include("finishing what is under way");
    expect(working.printed.match(/of 7/g)?.length).to.be.within(1, 3);
    stop.abort(new Error("enough"));
    await Promise.all(asked);
  });

  it("says at once when there is no server, a wrong password, or no wall", async () => {
    await server.kill();
    const status = async (made: Worker) => new Promise((resolve) => made.process.once("exit", resolve));
    const alone = worker();
    expect(await status(alone)).to.equal(1);
    expect(alone.printed)
      .to.match(/no Redis at redis:\/\/127.0.0.1:\d+: .*ECONNREFUSED/)
      .and.not.include("open-sesame");
    const message = await openRemote(redisAddress(server.url), { prefix: "x" }).catch((error: Error) => error.message);
    expect(message).to.match(/^no Redis at/);
    await server.start();
    const wrongPassword = server.url.replace("open-sesame", "wr0ng");
    const refused = await openRemote(redisAddress(wrongPassword), { prefix: "x" }).catch((e: Error) => e.message);
    expect(refused)
      .to.match(/WRONGPASS/)
      .and.not.include("wr0ng");
  });

  it("grades a class by `grade --redis`: a worker is killed, then the command itself; every submission is written once", async () => {
    const ids = Array.from({ length: 20 }, (_, k) => `learner-${k}`);
    const one = lab(ids);
    try {
      plainSet(one.cls);
      for (const [k, id] of ids.entries()) handIn(one.cls, id, cells(k));
      const value = (sql: string) => Object.values(one.cls.db.prepare(sql).get() ?? {})[0];
      const [first] = [0, 1].map(() => worker(one.course.root, "--concurrency", "1", "--patience", "2"));
      const grade = () => program(["grade", "ps1", "--redis", "--class", one.folder], one.course.root);
      const killed = grade();
      await until(() => Number(value("select count(*) from run")) > 2);
      first.process.kill("SIGKILL");
      await until(() => Number(value("select count(*) from run")) > 6);
      killed.process.kill("SIGKILL");
      one.cls.db.exec("update job set lease_until = 0 where state = 'running'"); // a minute has gone by
      const second = grade();
      expect(await new Promise((resolve) => second.process.once("exit", resolve)), second.printed).to.equal(0);
      expect(second.printed)
        .to.match(/\d+ gradings written in .* 0 failed/)
        .and.not.include("open-sesame");
      expect(value("select count(*) from run")).to.equal(20);
      expect(value("select count(distinct submission) from run")).to.equal(20);
      expect(value("select count(*) from event where what = 'graded'")).to.equal(20);
      const points = one.cls.db.prepare<{ points: number }>("select points from run order by submission").all();
      expect(points.map((run) => run.points)).to.deep.equal(ids.map((_, k) => (k % 2 === 0 ? 7 : 4)));
    } finally {
      one.remove();
    }
  });
});
