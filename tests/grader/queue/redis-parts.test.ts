/** @file What goes through Redis, without a Redis. */

import { redisAddress } from "@cryolab/grader/internal/queue/redis-connection";
import { jobId, packJob, type RemoteJob, readOutcome, unpackJob } from "@cryolab/grader/internal/queue/redis-job";
import { expect } from "chai";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const job: RemoteJob = {
  name: "ps1.ts",
  bytes: encode("export const x = 1;"),
  exercise: "fourier/dft",
  seed: "s3cret",
  testsSha: "t",
  learner: "ada",
};
const rejection = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "no error",
    (error: Error) => error.message,
  );

describe("redisAddress", () => {
  it("takes a URL apart, and never shows its password", () => {
    const { options, shown } = redisAddress("redis://us%40er:p%3Aw@queue.example.edu:7000/3");
    expect(shown).to.equal("redis://queue.example.edu:7000/3");
    expect(options).to.include({ host: "queue.example.edu", port: 7000, db: 3, username: "us@er", password: "p:w" });
    expect(redisAddress("rediss://h").options).to.include({ port: 6379, db: 0 }).and.to.have.property("tls");
    expect(redisAddress("redis://[::1]:1").options.host).to.equal("::1");
  });

  it("refuses what is no Redis, without repeating it", () => {
    for (const url of ["", "queue", "http://:p4ss@h", "redis://", "redis://:p4ss@h/x"])
      expect(() => redisAddress(url), url)
        .to.throw(RangeError, /^--redis: must be redis:/)
        .and.not.match(/p4ss/);
  });
});

describe("jobId", () => {
  it("is the same for the same bytes, exercise, tests and seed, and for nothing else", () => {
    const ids = [
      job,
      { ...job, name: "ps1.ipynb" },
      { ...job, bytes: encode("export const x = 2;") },
      { ...job, exercise: "fourier/fft" },
      { ...job, seed: "other" },
      { ...job, testsSha: "u" },
    ].map(jobId);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(jobId({ ...job, learner: "bob" })).to.equal(ids[0]);
    expect(ids[0]).to.match(/^[0-9a-f]{64}$/); // BullMQ allows no colon in an id
  });
});

describe("packJob, unpackJob", () => {
  it("carry bytes and seed, and no name of a learner", async () => {
    const packed = await packJob(job, 5);
    expect(JSON.stringify(packed)).not.to.include("ada");
    const { bytes, seed, exercise, perMinute } = await unpackJob(JSON.parse(JSON.stringify(packed)));
    expect({ text: new TextDecoder().decode(bytes), seed, exercise, perMinute }).to.deep.equal({
      text: "export const x = 1;",
      seed: "s3cret",
      exercise: "fourier/dft",
      perMinute: 5,
    });
  });

  it("leave out of a notebook what grading does not read, and leave alone what is none", async () => {
    const output = { output_type: "stream", text: "x".repeat(100_000) };
    const code = { cell_type: "code", id: "a", metadata: { tags: ["t"] }, source: "1", outputs: [output] };
    const cells = [{ cell_type: "markdown", source: "long" }, code, 7, null];
    const kept = [{ cell_type: "code", id: "a", metadata: { tags: ["t"] }, source: "1" }];
    const through = async (content: string) => {
      const packed = await packJob({ ...job, name: "ps1.ipynb", bytes: encode(content) }, 0);
      return new TextDecoder().decode((await unpackJob(packed)).bytes);
    };
    expect(JSON.parse(await through(JSON.stringify({ nbformat: 4, cells })))).to.deep.equal({
      nbformat: 4,
      cells: kept,
    });
    const old = JSON.parse(await through(JSON.stringify({ nbformat: 3, worksheets: [{ cells }, null] })));
    expect(old).to.deep.equal({ nbformat: 3, worksheets: [{ cells: kept }, null] });
    for (const text of ["{ no", "", '"a text"', "null", "[1]"]) expect(await through(text)).to.equal(text);
  });

  it("refuse what is no job: another version, a path for a name, a bomb", async () => {
    const packed = await packJob(job, 0);
    expect(await rejection(unpackJob({ ...packed, protocol: 99 }))).to.match(/version 99.*update the older one/);
    expect(await rejection(unpackJob(undefined))).to.match(/version undefined/);
    expect(await rejection(unpackJob({ ...packed, name: "../../etc/x.ts" }))).to.match(/^no job: name/);
    expect(await rejection(unpackJob({ ...packed, exercise: "../x" }))).to.match(/^no job: exercise/);
    const bomb = await packJob({ ...job, bytes: new Uint8Array(33 << 20) }, 0);
    expect(await rejection(unpackJob(bomb))).to.match(/larger than/);
  });
});

describe("readOutcome", () => {
  const result = {
    submission: "ps1.ts",
    exercise: "fourier/dft",
    status: "graded",
    warnings: [],
    points: 1,
    max: 5,
    isolation: "A",
    tests: [],
  };
  const outcome = { result, worker: "w", engine: "e", node: "20", started: 1, ms: 2 };

  it("gives back what it was given", () => {
    expect(readOutcome(outcome, "fourier/dft")).to.deep.equal(outcome);
  });

  it("refuses what is no outcome, and an outcome of something else", () => {
    const read = (data: unknown) => () => readOutcome(data, "fourier/dft");
    expect(read(null)).to.throw(/^no outcome/);
    expect(read({ ...outcome, result: { ...result, points: -1 } })).to.throw(/result.points/);
    expect(read({ ...outcome, result: { ...result, points: Number.NaN } })).to.throw(/^no outcome/);
    expect(read({ ...outcome, result: { ...result, status: "infrastructure" } })).to.throw(/result.status/);
    expect(read({ ...outcome, result: { ...result, exercise: "fourier/fft" } })).to.throw(/fourier\/fft/);
  });
});
