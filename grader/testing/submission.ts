/**
 * @file The door to a submission: its functions, called behind the wall. Under the grader the submission is that of
 * the job; under plain mocha it is the file or notebook in SUBMISSION, and without it the reference.
 */

import { existsSync } from "node:fs";
import { relative } from "node:path";
import type { Bundle } from "../bundle/types.ts";
import { exercisePaths, findRoot, readManifest } from "../registry/index.ts";
import { InfrastructureError } from "../sandbox/types.ts";
import { createSession, type Session, scope } from "./session.ts";
import type { AnyFunction, Walled, WalledFunction } from "./types.ts";

const CALL_MS = 10_000;

interface Given {
  readonly exercise: string;
  readonly exports: readonly string[];
  readonly session: Session;
  /** the course; under plain mocha it is found */
  readonly root?: string;
}

let job: Given | undefined;
const opened = new Map<string, Given>();

/** Under the grader: the submission that tests will ask for. */
export function provide(given: Given): void {
  job = given;
}

/**
 * The functions of the submission at hand for one exercise. Nothing is read or started before the first call.
 *
 * @param id - the exercise, such as "fourier/dft"
 * @example
 * const { dft } = await submission<typeof import("./dft.js")>("fourier/dft");
 */
export async function submission<T = Record<string, AnyFunction>>(id: string): Promise<Walled<T>> {
  // with the compiler, which a grader's runner does without; here, so that no test's clock runs meanwhile
  if (job === undefined) await import("../prepare.ts");
  const { exports, session } = job ?? fromEnvironment(id);
  if (job !== undefined && job.exercise !== id)
    throw new Error(`submission: the tests of ${job.exercise} ask for ${id}; a test asks for its own exercise`);
  const walled: Record<string, WalledFunction<AnyFunction>> = {};
  for (const name of exports) walled[name] = wall(session, name, CALL_MS);
  return walled as Walled<T>;
}

function wall(session: Session, name: string, timeoutMs: number): WalledFunction<AnyFunction> {
  return Object.assign((...args: unknown[]) => session.call(name, args, { timeoutMs }) as Promise<never>, {
    within: (ms: number) => wall(session, name, ms),
    probe: (...args: unknown[]) => session.call(name, args, { timeoutMs, probe: true }) as Promise<never>,
  });
}

const references = new Map<string, Session>();

/**
 * The functions of the reference for an exercise, in a sandbox of their own behind the same wall as the submission's: what a
 * performance test compares with. It has the same interface; if the reference fails, that is our failure.
 *
 * @param id - the exercise, such as "fourier/dft"
 */
export async function reference<T = Record<string, AnyFunction>>(id: string): Promise<Walled<T>> {
  const root = job?.root ?? findRoot();
  const manifest = readManifest(id, root);
  const { solution: path } = exercisePaths(id, root);
  const ours = (error: unknown): never => {
    throw new InfrastructureError(`the reference of ${id} fails: ${(error as Error).message}`, { cause: error });
  };
  const load = async (): Promise<Bundle> => {
    const { prepare } = await import("../prepare.ts");
    const prepared = await prepare({ path }, id, manifest);
    return "status" in prepared ? ours(new Error(prepared.message)) : prepared.bundle;
  };
  const session = references.get(id) ?? createSession(load);
  references.set(id, session);
  const guarded: Session = { ...session, call: (fn, args, options) => session.call(fn, args, options).catch(ours) };
  return Object.fromEntries(manifest.exports.map((name) => [name, wall(guarded, name, CALL_MS)])) as Walled<T>;
}

/** Ends the processes of references. */
export async function closeReferences(): Promise<void> {
  const open = [...references.values()];
  references.clear();
  await Promise.all(open.map((session) => session.close()));
}

/** Plain mocha: SUBMISSION, else the reference. */
function fromEnvironment(id: string): Given {
  const known = opened.get(id);
  if (known !== undefined) return known;
  const root = findRoot();
  const manifest = readManifest(id, root);
  const { solution } = exercisePaths(id, root);
  const path = process.env.SUBMISSION || solution;
  if (path === solution) {
    const where = relative(process.cwd(), solution);
    if (!existsSync(solution)) throw new Error(`submission: set SUBMISSION to a .ts or .ipynb; there is no ${where}`);
    process.stderr.write(`no SUBMISSION given: grading the reference, ${where}\n`);
  }
  const load = async (): Promise<Bundle> => {
    const { prepare } = await import("../prepare.ts");
    const prepared = await prepare({ path }, id, manifest);
    if ("status" in prepared) throw new Error(`${path}: ${prepared.status}: ${prepared.message}`);
    return prepared.bundle;
  };
  const given: Given = { exercise: id, exports: manifest.exports, session: createSession(load) };
  opened.set(id, given);
  return given;
}

// Under plain mocha this module is loaded by a test file, at the root suite: a test is a scope, and the last hook
// ends the processes so that mocha exits. Under the grader there are no globals yet, and it does both itself.
const mocha = globalThis as {
  beforeEach?: (hook: () => void) => void;
  after?: (hook: () => Promise<void>) => void;
};
mocha.beforeEach?.(() => {
  for (const { session } of opened.values()) session.enter(scope());
});
mocha.after?.(async () => {
  for (const { session } of opened.values()) await session.close();
  opened.clear();
  await closeReferences();
});
