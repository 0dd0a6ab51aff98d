/**
 * @file Answers to the exercises of the course, each with what grading must say of it: the reference and the `right/` files earn all points;
 * `wrong/` files fewer; starters, constants and attacks none; half a text does not parse. `wrong/library-function.ts` breaks the
 * import rule.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exercisePaths, readManifest } from "@cryolab/grader/internal/registry/index";
import { below, type Expected, exactly } from "./expected.ts";
import { hostileAnswers } from "./hostile.ts";

/** What sort of learner gives such an answer. */
export type AnswerKind = "right" | "wrong" | "lazy" | "hostile" | "unparsable" | "missing";

/** One answer to one exercise. */
export interface Answer {
  readonly kind: AnswerKind;
  readonly name: string;
  /** "" when there is none */
  readonly code: string;
  readonly expected: Expected;
  /** tens of seconds: few of these are enough */
  readonly slow: boolean;
}

/**
 * What exactly a mistake in `fourier/dft` costs, by reading its five tests: two visible ones (a wave forward, a constant back), hidden
 * forward, hidden back, hidden forward once more with the arguments watched.
 */
const DFT: Readonly<Record<string, number>> = {
  conjugated: 1, // the constant comes back whatever the sign
  "drops-imaginary": 1, // the constant is real
  "frequency-off-by-one": 1, // only X(0) is not 0 there
  "mutates-input": 4, // all but the watched one
  "no-inverse-scale": 3, // all that is forward
  orthonormal: 0,
  "scaled-twice": 2, // all that is back
};

/** Half-typed texts, none of which is TypeScript. */
const BROKEN: Readonly<Record<string, (fn: string) => string>> = {
  "cut off": (fn) => `export function ${fn}(x) {\n  for (let k = 0; k <`,
  "a bracket too many": (fn) => `export function ${fn}(x) { return [x]]; }\n`,
  "another language": (fn) => `def ${fn}(x):\n    return [v for v in x]\n`,
  "a merge conflict": (fn) => `<<<<<<< mine\nexport function ${fn}() {}\n=======\n>>>>>>> theirs\n${fn}(`,
};

/** A file of the course as a learner might have written it: without the line by which leaks are found. */
const text = (path: string): string => readFileSync(path, "utf8").replace(/^.*canary [0-9a-f]{32}.*$/gm, "");

const sources = (folder: string): [string, string][] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => [name.replace(/\.ts$/, ""), text(join(folder, name))]);

/** Every answer there is to an exercise. */
export function answersTo(exercise: string, root: string): Answer[] {
  const paths = exercisePaths(exercise, root);
  const { points, exports } = readManifest(exercise, root);
  const max = points.visible + points.hidden;
  const fn = exports[0];
  const constant = (value: string) => `export function ${fn}() {\n  return ${value};\n}\n`;
  const make = (kind: AnswerKind, name: string, code: string, expected: Expected, slow = false): Answer => ({
    kind,
    name: `${kind}: ${name}`,
    code,
    expected,
    slow,
  });
  const wrong = (name: string): Expected => {
    if (name === "library-function") return { status: "not-gradable" };
    return exercise === "fourier/dft" && name in DFT ? exactly(DFT[name]) : below(max);
  };
  return [
    make("right", "the reference", text(paths.solution), exactly(max)),
    ...sources(paths.right).map(([name, code]) => make("right", name, code, exactly(max))),
    ...sources(paths.wrong).map(([name, code]) =>
      make("wrong", name, code, wrong(name), exercise === "fourier/fft" && SLOW_FFT.includes(name)),
    ),
    make("lazy", "the starter", text(paths.starter), exactly(0)),
    make("lazy", "42", constant("42"), exactly(0)),
    make("lazy", "nothing", constant("undefined"), exactly(0)),
    make("lazy", "a record of 42", constant(FORTY_TWO), exactly(0)),
    ...hostileAnswers.map(({ name, refused, slow, code }) =>
      make("hostile", name, code(fn, exercise), refused ? { status: "not-gradable" } : exactly(0), slow),
    ),
    ...Object.entries(BROKEN).map(([name, code]) => make("unparsable", name, code(fn), { status: "unparsable" })),
    make("missing", "no cell", "", { status: "missing" }),
  ];
}

const SLOW_FFT = ["quadratic-base", "power-of-two-only"]; // sums of n² terms for a prime of five digits
const FORTY_TWO =
  "{ shape: [1], re: [42], im: [42], fsc: [42], count: [42], template: [42], sigma: 42, shiftMean: 42, shiftSigma: 42, maxShift: -1, logLikelihood: 42 }";
