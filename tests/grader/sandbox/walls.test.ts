import { execFile, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Attack, attacks } from "@cryolab/grader/internal/sandbox/attacks";
import { InfrastructureError, openSandbox } from "@cryolab/grader/internal/sandbox/index";
import { countsThreadsApart, jail } from "@cryolab/grader/internal/sandbox/jail";
import { childLauncher, type Launcher } from "@cryolab/grader/internal/sandbox/launcher";
import { behindWall } from "@cryolab/grader/internal/sandbox/levels";
import { openBehind } from "@cryolab/grader/internal/sandbox/open";
import { bareArguments, selfTest, type Walls, wallsHere } from "@cryolab/grader/internal/sandbox/selftest";
import { expect } from "chai";
import { needLevel, needLevelA } from "./guests.js";

const execute = promisify(execFile);
const program = fileURLToPath(new URL("../program.js", import.meta.url));
const ofKind = (...kinds: Attack["kind"][]): Attack[] => attacks.filter(({ kind }) => kinds.includes(kind));

describe("the walls of level A", () => {
  let walls: Walls;
  before(async function () {
    this.timeout(20_000);
    await needLevelA(this);
    walls = await wallsHere("A");
  });
  for (const attack of ofKind("program", "guest"))
    it(`contain the attack: ${attack.name}`, async () => {
      const [{ outcome, how }] = await selfTest(walls, { corpus: [attack] });
      expect(outcome, how).to.equal("contained");
    }).timeout(15_000);
  it("leave nothing behind when a guest is ended while it starts", async () => {
    const launcher = await jail();
    const started = Array.from({ length: 10 }, () => launcher({ memoryMb: 64 }).child);
    await Promise.all(
      started.map(async (child, i) => {
        await new Promise((resolve) => setTimeout(resolve, i));
        const closed = new Promise((resolve) => child.once("close", resolve));
        child.kill("SIGKILL");
        await closed; // the pipes close when the last of its processes has gone
      }),
    );
  }).timeout(10_000);
  it("stop a guest at its memory, whatever kind of array it takes it in", async () => {
    const box = await openBehind(
      await jail(),
      {
        code: "export const f = () => { const a = []; for (;;) a.push(new Float64Array(1 << 20)) }; export const g = (n) => new Float64Array(n).length",
      },
      { memoryMb: 96 },
    );
    expect(await box.call("g", [8 << 20])).to.equal(8 << 20); // 64 MB
    const error = await box.call("f", []).catch((e: unknown) => e);
    expect(error).to.include({ status: "memory" });
    await box.close();
  });
});

describe("the walls of level D", () => {
  it("contain what they claim to", async () => {
    const claimed = ofKind("program", "guest").filter(({ from }) => from === "D");
    const results = await selfTest(await wallsHere("D"), { corpus: claimed });
    expect(results.filter(({ outcome }) => outcome !== "contained")).to.deep.equal([]);
    expect(results.length).to.be.greaterThan(10);
  }).timeout(30_000);
  it("are not tried with what they do not claim to contain", async () => {
    const [attack] = attacks.filter(({ from }) => from === "B");
    const [{ outcome }] = await selfTest(await wallsHere("D"), { corpus: [attack] });
    expect(outcome).to.equal("not claimed");
  });
});

describe("the attacks", () => {
  // these would harm the machine, or need what it does not have
  const spared = new Set([
    "read a secret in the environment",
    "read a file by a database",
    "find out who and where it is",
    "change Node itself",
    "hold many files open",
    "become root",
    "make a hundred threads",
    "lift the limit of the heap and fill it",
    "keep a note for the next answer",
    "read a file by Node's insides",
  ]);
  const nothing: Launcher = () => ({
    isolation: "D",
    child: spawn(process.execPath, bareArguments(), { stdio: ["pipe", "pipe", "pipe", "pipe"] }),
  });

  it("get through where there is no wall, so that containing them says something", async function () {
    if (process.platform !== "linux") this.skip();
    const corpus = ofKind("program").filter(({ name }) => !spared.has(name));
    const results = await selfTest({ ...(await wallsHere("D")), level: "A", programs: nothing }, { corpus });
    expect(results.filter(({ outcome }) => outcome !== "got through")).to.deep.equal([]);
    expect(results.length).to.be.greaterThan(18);
  }).timeout(30_000);
  it("are seventy, each with a name of its own", () => {
    expect(new Set(attacks.map(({ name }) => name)).size).to.equal(attacks.length);
    expect(attacks.length).to.be.at.least(70);
  });
});

describe("behindWall", () => {
  const level = (launcher: Launcher): Promise<string> => {
    const { child, isolation } = launcher({ memoryMb: 64 });
    child.kill("SIGKILL");
    return Promise.resolve(isolation);
  };
  it("gives level D to who asks for it", async () => {
    expect(await behindWall("D", level)).to.equal("D");
  });
  it("gives level A to who asks for it", async function () {
    await needLevelA(this);
    expect(await behindWall("A", level)).to.equal("A");
  });
  it("gives Deno to who asks for it", async function () {
    for (const asked of ["B", "C"] as const) {
      await needLevel(asked, this);
      expect(await behindWall(asked, level)).to.equal(asked);
    }
  }).timeout(10_000);
  it("does not lower a level that is asked for", async () => {
    const fails = (launcher: Launcher): Promise<string> =>
      launcher === childLauncher ? Promise.resolve("D") : Promise.reject(new InfrastructureError("no namespaces"));
    const error = await behindWall("A", fails).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(InfrastructureError);
    expect((error as Error).message).to.match(/^isolation level A cannot be had here: /);
  });
  it("knows no other levels", async () => {
    const error = await behindWall("E", level).catch((e: unknown) => e);
    expect((error as Error).message).to.equal('CRYOLAB_ISOLATION must be A, B, C or D, got "E"');
  });
  it("chooses the best that starts, and says which", async function () {
    await needLevelA(this);
    const box = await openSandbox({ code: "" });
    expect(box.isolation).to.equal(process.env.CRYOLAB_ISOLATION || "A");
    await box.close();
  }).timeout(10_000);
});

describe("countsThreadsApart", () => {
  it("is so since Linux 5.14", () => {
    for (const old of ["4.18.0-553.el8_10.x86_64", "5.10.0-28-amd64", "5.13.19"])
      expect(countsThreadsApart(old), old).to.equal(false);
    for (const recent of ["5.14.0-427.el9.x86_64", "5.15.153.1-microsoft-standard-WSL2", "6.18.44"])
      expect(countsThreadsApart(recent), recent).to.equal(true);
  });
});

describe("cryolab selftest", () => {
  it("prints one line an attack and the level, as an ordinary user reads it", async () => {
    const { stdout } = await execute(process.execPath, [program, "selftest"], {
      env: { ...process.env, CRYOLAB_ISOLATION: "D", NO_COLOR: "1" },
    });
    const lines = stdout.trimEnd().split("\n");
    expect(lines).to.have.length(attacks.length + 1);
    expect(lines.filter((line) => /^[✓–] /.test(line))).to.have.length(attacks.length);
    expect(lines.at(-1)).to.match(/^level D · \d+ attacks · \d+ contained, 0 got through, \d+ not claimed/);
  }).timeout(40_000);
});
