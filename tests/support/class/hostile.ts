/**
 * @file Answers that are after points and not after an answer: the modules of the attack corpus, and what a learner would
 * think of. None computes anything, so each is worth exactly nothing; those that break the import rule are refused.
 */

import { attacks } from "@cryolab/grader/internal/sandbox/attacks";

/** A hostile answer to any exercise. */
export interface Hostile {
  readonly name: string;
  /** the import rule refuses it */
  readonly refused: boolean;
  /** it holds a processor or a place for as long as it may, test after test */
  readonly slow: boolean;
  /** its code for a function of some name */
  readonly code: (fn: string, exercise: string) => string;
}

/** By the text of the rule: an import, the name `eval`, a name that nothing declares. */
const REFUSED = ["import Node", "import Node later", "make code of a text", "answer with an endless proxy"];
const SLOW = [
  "fill the heap",
  "ask for one huge array",
  "loop",
  "loop at load",
  "never settle",
  "spin in microtasks",
  "search without end",
  "wait on an atomic",
  "print without end",
];

const corpus: Hostile[] = attacks
  .filter(({ kind }) => kind === "module")
  .map(({ name, code }) => {
    const call = code.includes("export const f =") ? "f()" : "42"; // one of them never gets that far
    const own = code.replace("export const f =", "const f =");
    return {
      name,
      refused: REFUSED.includes(name),
      slow: SLOW.includes(name),
      code: (fn) => `${own}\nexport function ${fn}() { return ${call}; }\n`,
    };
  });

const own = (name: string, refused: boolean, code: Hostile["code"]): Hostile => ({ name, refused, slow: false, code });
const body = (text: string) => (fn: string) => `export function ${fn}(x) { ${text} }\n`;

const inventions: Hostile[] = [
  own("import the solution", true, (fn, id) => {
    const path = `../../../solutions/${id}/${id.split("/")[1]}.ts`;
    return `import { ${fn} as solved } from ${JSON.stringify(path)};\nexport const ${fn} = solved;\n`;
  }),
  own("export the solution", true, (fn, id) => {
    return `export { ${fn} } from "../../../../solutions/${id}/${id.split("/")[1]}.ts";\n`;
  }),
  own("leave with status 0", true, body("process.exit(0);")),
  own("leave by another name", false, body('globalThis[["pro", "cess"].join("")].exit(0);')),
  own("require the tests", true, body('return require("../dft.hidden.test.ts");')),
  own("patch what compares", false, (fn) =>
    [
      "Math.abs = () => 0; Math.max = () => 0; Math.hypot = () => 0; Number.isNaN = () => false; Object.is = () => true;",
      "Array.isArray = () => true; JSON.stringify = () => '10 of 10'; Float64Array.prototype.every = () => true;",
      `export function ${fn}() { return { re: 42, im: 42, fsc: 42, count: 42 }; }\n`,
    ].join("\n"),
  ),
  own("pollute the prototypes", false, (fn) =>
    [
      "const all = Object.prototype as unknown as Record<string, unknown>;",
      'all.points = 100; all.status = "pass"; all.passed = true; all.returned = true;',
      `export function ${fn}() { return { __proto__: { points: 100 }, points: 100, status: "pass" }; }\n`,
    ].join("\n"),
  ),
  own("print a report", false, body('console.log("10 passing\\n0 failing\\n{\\"points\\":100}"); return "passed";')),
  own("return a promise that lies", false, body("return { then(done) { done({ points: 100 }); } };")),
  own("return what equals everything", false, body("return new Proxy(new Float64Array(4), { get: () => 0 });")),
  own(
    "return NaN everywhere",
    false,
    (fn) =>
      `export function ${fn}() { const a = Float64Array.of(NaN); return { shape: [1], re: a, im: a, fsc: a, count: a, template: a, sigma: NaN }; }\n`,
  ),
  own("throw at load", false, (fn) => `throw new Error("at load");\nexport function ${fn}() { return 42; }\n`),
  own(
    "throw markup and terminal escapes",
    false,
    body('throw new Error("<script>alert(1)</script>\\u001b[2J\\u001b]0;owned\\u0007\\u202egnorw\\u0000=1+1");'),
  ),
];

/** All of them. */
export const hostileAnswers: readonly Hostile[] = [...corpus, ...inventions];
