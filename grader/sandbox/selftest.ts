/** @file The attacks of attacks.ts against the walls of this machine, each with targets outside that tell if it got there. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Attack, attacks, frameOf, type Targets } from "./attacks.ts";
import { denoUnderLimits, denoWatched } from "./deno.ts";
import { jail } from "./jail.ts";
import { childLauncher, guestArguments, type Launched, type Launcher } from "./launcher.ts";
import { askedLevel, levels } from "./levels.ts";
import { openBehind } from "./open.ts";
import { bootstrap } from "./program.ts";
import { InfrastructureError, type Isolation, SandboxError } from "./types.ts";

const PROGRAM_MS = 8000;
const LOAD_MS = 1000;
const CALL_MS = 500;
/** A call that has to fill the memory first. */
const FILL_MS = 8000;
const MEMORY_MB = 128;
const AT_ONCE = 3;
/** Characters of what an attack says that are kept. */
const TOLD_LIMIT = 200;

/** What became of an attack; `not claimed` was not tried, since the level does not promise to contain it. */
export interface AttackResult {
  readonly name: string;
  readonly class: Attack["class"];
  readonly outcome: "contained" | "got through" | "not claimed";
  /** how it ended, or what it got */
  readonly how: string;
  readonly ms: number;
}

/** The walls of this machine. */
export interface Walls {
  readonly level: Isolation;
  /** why they are not stronger: a sentence for each level that cannot be had */
  readonly missing: readonly string[];
  /** of guests */
  readonly guests: Launcher;
  /** of a Node that takes any program; without the permission model where that is not a part of the wall */
  readonly programs: Launcher;
  /** of guests with another bootstrap in the place of ours */
  readonly impostors: (bootstrap: string) => Promise<Launcher>;
}

/** Node's options without any belt: it runs the program that it is sent. */
export const bareArguments = (): string[] => ["--no-warnings", "--eval", bootstrap];

/** Launchers of a level: for guests, for programs, and for an impostor with a bootstrap of its own. */
const launchers: Readonly<Record<Isolation, () => Promise<Omit<Walls, "level" | "missing">>>> = {
  A: async () => ({
    guests: await jail(),
    programs: await jail(bareArguments),
    impostors: (script) => jail(() => [...guestArguments(MEMORY_MB).slice(0, -1), script]),
  }),
  B: async () => ({ guests: await denoUnderLimits(), programs: await denoUnderLimits(), impostors: denoUnderLimits }),
  C: async () => ({ guests: await denoWatched(), programs: await denoWatched(), impostors: denoWatched }),
  D: async () => ({
    guests: childLauncher,
    programs: childLauncher,
    impostors: async (script) => () => ({
      isolation: "D",
      child: spawn(process.execPath, [...guestArguments(MEMORY_MB).slice(0, -1), script], {
        env: {},
        stdio: ["pipe", "pipe", "pipe", "pipe"],
      }),
    }),
  }),
};

/**
 * Finds the walls of this machine.
 *
 * @param asked - a level, to have that and no other
 * @throws InfrastructureError if what is asked for cannot be had
 */
export async function wallsHere(asked: string | undefined): Promise<Walls> {
  const only = askedLevel(asked);
  const missing: string[] = [];
  for (const level of only ? [only] : levels)
    try {
      const walls = await launchers[level]();
      await (await openBehind(walls.guests, { code: "" })).close();
      return { level, ...walls, missing };
    } catch (error) {
      const { message } = error as Error;
      if (only)
        throw new InfrastructureError(`isolation level ${only} cannot be had here: ${message}`, { cause: error });
      missing.push(`no level ${level}: ${message}`);
    }
  throw new InfrastructureError(`no sandbox starts here: ${missing.join("; ")}`);
}

/** Things outside that an attack may not reach, and what it has done to them. */
interface Range {
  readonly targets: Targets;
  /** what an attack has left behind, if anything */
  traces(): Promise<string | undefined>;
  close(): Promise<void>;
}

async function openRange(): Promise<Range> {
  const folder = await mkdtemp(join(tmpdir(), "cryolab-selftest-"));
  await chmod(folder, 0o777);
  const secret = join(folder, "secret.txt");
  await writeFile(secret, "the expected values\n");
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.destroy();
  }).listen(0, "127.0.0.1");
  const decoy = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1e6)"], { stdio: "ignore" });
  decoy.unref();
  await Promise.all([once(server, "listening"), once(decoy, "spawn")]);
  const { port } = server.address() as AddressInfo;
  return {
    targets: { secret, folder, port, decoy: decoy.pid ?? 0 },
    async traces() {
      if (connections > 0) return `${connections} connections`;
      if (decoy.exitCode !== null || decoy.signalCode !== null) return "another process has ended";
      const files = await readdir(folder);
      return files.length === 1 ? undefined : files.join();
    },
    async close() {
      decoy.kill("SIGKILL");
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** How a process ended, and what it said on descriptor 3. */
async function listen({ child, frames }: Launched, ms: number): Promise<{ said: string; end: string }> {
  let said = "";
  let late = false;
  child.stdio[frames ?? 3]?.on("data", (chunk: Buffer) => {
    if (said.length < 1 << 16) said += chunk.toString("utf8");
  });
  for (const stream of child.stdio) stream?.on("error", () => {});
  if (frames === undefined) child.stdout?.resume();
  child.stderr?.resume();
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, ms);
  const [code, signal] = await once(child, "close");
  clearTimeout(timer);
  return { said, end: late ? `ended after ${ms} ms` : `the process ended (${signal ?? `status ${code}`})` };
}

/** Runs a program; what it got, or how it ended. */
async function runProgram(launched: Launched, code: string, targets: Targets): Promise<{ got?: string; how: string }> {
  const text = Buffer.from(`const ctx = ${JSON.stringify(targets)};
    const say = (what) => { require("node:fs").writeSync(3, JSON.stringify(what)); process.exit(0) };
    (async () => { ${code} })().then((got) => say({ got: String(got) }), (error) => say({ how: String(error.code ?? error.message) }));`);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  launched.child.stdin?.write(Buffer.concat([length, text]));
  const { said, end } = await listen(launched, PROGRAM_MS);
  if (said === "") return { how: end };
  const { got, how } = JSON.parse(said) as { got?: string; how?: string };
  return got === undefined ? { how: String(how) } : { got, how: "" };
}

/** Node's bootstrap for a program in the place of the guest's: it says hello, reads the module, and does what it likes. */
function impostor(code: string): string {
  const frame = Buffer.from(frameOf(["hello"])).toString("base64");
  return `const write = (bytes) => require("node:fs").writeSync(3, bytes);
    write(Buffer.from("${frame}", "base64")); setTimeout(() => {}, 1e6); setTimeout(() => { ${code} }, 50);`;
}

/** Opens a module and calls it; what it got, or how it ended. */
async function runModule(launcher: Launcher, code: string, ms: number): Promise<{ got?: string; how: string }> {
  try {
    const box = await openBehind(launcher, { code }, { loadTimeoutMs: LOAD_MS, memoryMb: MEMORY_MB });
    try {
      const value = await box.call("f", [], { timeoutMs: ms });
      return value === "got" ? { got: value, how: "" } : { how: "a value like any other" };
    } finally {
      await box.close();
    }
  } catch (error) {
    if (error instanceof SandboxError) return { how: `${error.status}: ${error.detail.message}` };
    throw error;
  }
}

async function run(attack: Attack, walls: Walls, targets: Targets): Promise<{ got?: string; how: string }> {
  if (attack.kind === "program") return runProgram(walls.programs({ memoryMb: MEMORY_MB }), attack.code, targets);
  if (attack.kind === "module")
    return runModule(walls.guests, attack.code, attack.class === "memory" ? FILL_MS : CALL_MS);
  return runModule(await walls.impostors(impostor(attack.code)), "", CALL_MS);
}

/** Runs one attack, which leaves nothing behind. */
async function attempt(attack: Attack, walls: Walls): Promise<AttackResult> {
  const { name } = attack;
  if (walls.level > attack.from)
    return { name, class: attack.class, outcome: "not claimed", how: `level ${attack.from} contains it`, ms: 0 };
  const range = await openRange();
  const start = performance.now();
  try {
    const { got, how } = await run(attack, walls, range.targets);
    const trace = got ?? (await range.traces());
    const outcome = trace === undefined ? "contained" : "got through";
    const told = (trace ?? how).slice(0, TOLD_LIMIT);
    return { name, class: attack.class, outcome, how: told, ms: Math.round(performance.now() - start) };
  } finally {
    await range.close();
  }
}

/**
 * Runs attacks, a few at a time: most of them wait.
 *
 * @param walls - against which walls
 * @param options - which attacks, all by default; who hears of each as it ends; what stops it between two
 * @returns the results in the order of the attacks
 */
export async function selfTest(
  walls: Walls,
  options: { corpus?: readonly Attack[]; onResult?: (result: AttackResult) => void; signal?: AbortSignal } = {},
): Promise<AttackResult[]> {
  const { corpus = attacks, onResult, signal } = options;
  const results: AttackResult[] = [];
  const queue = corpus.entries();
  const work = async (): Promise<void> => {
    for (const [i, attack] of queue) {
      signal?.throwIfAborted();
      results[i] = await attempt(attack, walls);
      onResult?.(results[i]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}
