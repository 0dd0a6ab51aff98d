/**
 * @file Names the known mistake that an answer behaves like: one of the exercise's `wrong/` files gives the same values for the
 * hidden inputs of the calls that failed, and the reference does not. Only the sentence at the head of that file is said,
 * never a value. Several files that fit are all said up to two; more, or numbers too few to tell, and it stays quiet.
 */

import { readFileSync } from "node:fs";
import type { Bundle } from "../bundle/types.ts";
import type { prepare as prepareHere } from "../prepare.ts";
import { exercisePaths, type Manifest } from "../registry/index.ts";
import { openSandbox } from "../sandbox/index.ts";
import { type Sandbox, SandboxError } from "../sandbox/types.ts";
import { answers } from "../verify/files.ts";
import { agree, variety } from "./agree.ts";

/** A call of a test that came back. */
export interface Call {
  readonly fn: string;
  readonly args: readonly unknown[];
  readonly value: unknown;
}

/** What is asked: the calls of each test that failed. */
export interface Question {
  readonly exercise: string;
  readonly root: string;
  readonly manifest: Manifest;
  /** makes a file ready to run */
  readonly prepare: typeof prepareHere;
  readonly failed: readonly (readonly Call[])[];
}

const ALL_MS = 10_000; // for all files and tests: what is not found by then is not said
const CALL_MS = 500;
const ENOUGH = 3; // numbers of different size
const SAID = 2;

const made = new Map<string, Promise<Bundle | undefined>>();

/** The bundle of one of our files, made once for a text. */
function bundleOf(path: string, { exercise, manifest, prepare }: Question): Promise<Bundle | undefined> {
  const key = JSON.stringify([readFileSync(path, "utf8"), exercise, manifest.exports, manifest.uses]);
  const known =
    made.get(key) ??
    prepare({ path }, exercise, manifest).then((prepared) => ("status" in prepared ? undefined : prepared.bundle));
  made.set(key, known);
  return known;
}

/**
 * The mistakes that explain the failures.
 *
 * @returns for each test what to say, or nothing
 */
export async function likeWrong(question: Question): Promise<(string | undefined)[]> {
  const { exercise, root, failed } = question;
  const open = failed.map((calls) => calls.length > 0 && variety(calls.map(({ value }) => value)) >= ENOUGH);
  const said: string[][] = failed.map(() => []);
  if (!open.includes(true)) return failed.map(() => undefined);
  const paths = exercisePaths(exercise, root);
  const { wrong } = answers(paths);
  for (const path of [paths.solution, ...wrong]) await bundleOf(path, question); // once for a class
  const until = performance.now() + ALL_MS;
  let box: Sandbox | undefined;

  /** Which of the open tests a file explains. */
  async function explains(path: string): Promise<boolean[]> {
    const bundle = await bundleOf(path, question);
    const alike = failed.map(() => false);
    if (!bundle) return alike;
    try {
      if (box) await box.load(bundle.code);
      else box = await openSandbox(bundle);
      for (const [i, calls] of failed.entries()) alike[i] = open[i] && (await replays(box, calls));
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      await box?.close();
      box = undefined;
    }
    return alike;
  }

  try {
    const reference = await explains(paths.solution);
    for (const [i, same] of reference.entries()) if (same) open[i] = false; // right values: it failed by something else
    for (const path of wrong) {
      if (performance.now() > until || !open.includes(true)) break;
      const alike = await explains(path);
      for (const [i, same] of alike.entries()) if (same) said[i].push(headOf(path));
    }
    if (performance.now() > until) return failed.map(() => undefined); // others might fit as well
  } finally {
    await box?.close();
  }
  return said.map((heads) =>
    heads.length === 0 || heads.length > SAID ? undefined : `it behaves like a known mistake: ${heads.join(" Or: ")}`,
  );
}

/** Whether a file gives the same values; the last call failed, and is asked first. */
async function replays(box: Sandbox, calls: readonly Call[]): Promise<boolean> {
  for (const { fn, args, value } of [...calls].reverse())
    try {
      if (!agree(await box.call(fn, args, { timeoutMs: CALL_MS }), value)) return false;
    } catch (error) {
      if (error instanceof SandboxError && (error.status === "threw" || error.status === "bad-value")) return false;
      throw error;
    }
  return true;
}

/** The sentence at the head of a wrong answer. */
export function headOf(path: string): string {
  const [first] = readFileSync(path, "utf8").split("\n");
  return first
    .replace(/^\/[/*]+\s*(?:@file\s*)?/, "")
    .replace(/\s*\*\/\s*$/, "")
    .trim();
}
