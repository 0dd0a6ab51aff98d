/**
 * @file A course of one small exercise in a folder of its own, so that the grader is tested without the course's
 * exercises: `fourier/tiny` asks for a DFT that refuses an empty line. Two visible points, five hidden.
 */

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withCanary } from "@cryolab/grader/internal/release/canary";

/** The folder of the repository: this file runs in tests/dist/grader. */
const repository: string = fileURLToPath(new URL("../../..", import.meta.url));

const signature = "export function tiny(x: LineSpectrum): LineSpectrum";
const types = 'import type { LineSpectrum } from "@cryolab/lib";\n';

/** A DFT with a place for a mistake. */
function answer(first: string, changes: Readonly<Record<string, string>> = {}): string {
  let text = `${first}
${types}
${signature} {
  const n = x.shape[0];
  if (n < 1) throw new RangeError("tiny: at least one sample is needed, got 0");
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let sum = 0;
    let imaginary = 0;
    for (let j = 0; j < n; j++) {
      const angle = (-2 * Math.PI * k * j) / n;
      sum += x.re[j] * Math.cos(angle) - x.im[j] * Math.sin(angle);
      imaginary += x.re[j] * Math.sin(angle) + x.im[j] * Math.cos(angle);
    }
    re[k] = sum;
    im[k] = imaginary;
  }
  return { shape: [n], re, im };
}
`;
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`fixture: ${from} is not in the answer`);
    text = text.replace(from, to);
  }
  return text;
}

export const solution: string = answer("/** @file The reference: the sum as it stands. */");

/** An answer with a body of its own. */
export function withBody(body: string, before = ""): string {
  return `${types}${before}\n${signature} {\n${body}\n}\n`;
}

export const wrong: Readonly<Record<string, string>> = {
  "calls-library": `// Calls the library's own transform.\n${types}\n${signature} {\n  return cryo.fourier.dft(x);\n}\n`,
  conjugated: answer("// The exponent has the wrong sign.", { "(-2 * Math.PI": "(2 * Math.PI" }),
  "scaled-by-n": answer("// 1/n is carried by the forward transform.", {
    "re[k] = sum": "re[k] = sum / n",
    "im[k] = imaginary": "im[k] = imaginary / n",
  }),
  "real-only": answer("// The imaginary part of the input is dropped.", {
    "- x.im[j] * Math.sin(angle)": "",
    "+ x.im[j] * Math.cos(angle)": "",
  }),
  "no-check": answer("// An empty line is accepted.", { "n < 1": "n < 0" }),
  "one-off": answer("// Frequencies begin at 1.", { "k * j": "(k + 1) * j" }),
  "single-precision": answer("// Works in single precision.", {
    "re[k] = sum": "re[k] = Math.fround(sum)",
    "im[k] = imaginary": "im[k] = Math.fround(imaginary)",
  }),
};

export const right: Readonly<Record<string, string>> = {
  "other-order": answer("/** Samples in the opposite order. */", {
    "let j = 0; j < n; j++": "let j = n - 1; j >= 0; j--",
  }),
  "angle-modulo-n": answer("/** The angle of k·j modulo n. */", { "k * j) / n": "((k * j) % n)) / n" }),
  "whole-turns": answer("/** Starts one turn earlier. */", {
    "(-2 * Math.PI * k * j) / n": "(-2 * Math.PI * (k - n) * j) / n",
  }),
};

export const starter = `/** @file tiny: see README.md. */

${types}
/** The DFT of a line. */
${signature} {
  // TODO: one sum for every k.
  throw new Error(\`TODO: tiny (\${x.shape[0]} samples)\`);
}
`;

export const readme = `# The transform of a short line

A line of samples is a sum of waves.

    F[k] = Σ f[j] e^(−2πi k j / n)

Write \`tiny(x)\`.

| name    | meaning                          | unit |
|---------|----------------------------------|------|
| \`x\`     | samples, shape [n], n at least 1 | –    |
| returns | F, zero frequency first          | –    |

Check yourself: a lone 1 at index 0 gives ones.
Source: Cooley & Tukey (1965), doi:10.1090/S0025-5718-1965-0178586-1.
`;

export const visibleTest = `import { expectClose, expectUntouched } from "@cryolab/grader/testing";
import { tiny } from "./tiny.js";

describe("tiny", () => {
  it("[1] turns a lone 1 into ones", async () => {
    const delta = { shape: [4] as const, re: Float64Array.of(1, 0, 0, 0), im: new Float64Array(4) };
    const ones = { shape: [4], re: Float64Array.of(1, 1, 1, 1), im: new Float64Array(4) };
    expectClose(await tiny(delta), ones, { abs: 1e-12 });
  });
  it("[1] leaves its argument alone", async () => {
    await expectUntouched(tiny, { shape: [3] as const, re: Float64Array.of(1, 2, 3), im: Float64Array.of(0, 1, 0) });
  });
});
`;

export const hiddenTest = `/** @file The slow sum by complex powers, linearity, and the border. */

import { draws, expectClose, expectRejects, submission } from "@cryolab/grader/testing";
import { type LineSpectrum, random } from "@cryolab/lib";
import { expect } from "chai";
import fc from "fast-check";

const { tiny } = await submission<typeof import("./tiny.js")>("fourier/tiny");
const quick = tiny.within(1000);

function samples(n: number): LineSpectrum {
  const rng = draws(\`samples \${n}\`);
  const normals = () => Float64Array.from({ length: n }, () => random.normal(rng));
  return { shape: [n], re: normals(), im: normals() };
}

function slow({ shape: [n], re, im }: LineSpectrum): LineSpectrum {
  const F = { shape: [n] as const, re: new Float64Array(n), im: new Float64Array(n) };
  for (let k = 0; k < n; k++)
    for (let j = 0; j < n; j++) {
      const [c, s] = [Math.cos((2 * Math.PI * k * j) / n), Math.sin((2 * Math.PI * k * j) / n)];
      F.re[k] += re[j] * c + im[j] * s;
      F.im[k] += im[j] * c - re[j] * s;
    }
  return F;
}

describe("tiny", () => {
  it("[3] equals the slow sum for 8 samples", async () => {
    expectClose(await quick(samples(8)), slow(samples(8)), { abs: 1e-10, says: "Look at the exponent." });
  });
  it("[1] is n times the mean at k = 0", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 7 }), async (n) => {
        const x = samples(n);
        const F = await quick(x);
        expect(F.re[0]).to.be.closeTo(x.re.reduce((a, b) => a + b), 1e-10);
      }),
      { numRuns: 5 },
    );
  });
  it("[1] refuses an empty line", async () => {
    const empty = { shape: [0] as const, re: new Float64Array(0), im: new Float64Array(0) };
    await expectRejects(quick, [empty], { name: "RangeError", message: /at least one/ });
  });
});
`;

export const manifest = {
  title: "The transform of a short line",
  exports: ["tiny"],
  points: { visible: 2, hidden: 5 },
  needs: [],
  time: "20 min",
  uses: [],
  hints: ["How many sums are there?", "One angle for every pair k, j.", "The angle is −2π k j / n."],
};

/** The hidden inputs and results of the first hidden test, as a text would show them: what must never leak. */
export type Texts = Readonly<Record<string, string>>;

/** The files of the exercise by path. */
export function files(): Record<string, string> {
  const named = (folder: string, answers: Texts) =>
    Object.fromEntries(
      Object.entries(answers).map(([name, text]) => [
        `tests/hidden/fourier/tiny/${folder}/${name}.ts`,
        withCanary(text),
      ]),
    );
  return {
    "package.json": '{ "type": "module" }\n',
    ".mocharc.json": '{ "extension": ["ts"], "node-option": ["import=tsx"], "timeout": 30000 }\n',
    "tests/golden/course.json": JSON.stringify({
      exercises: [
        { id: "fourier/planned", points: 5, needs: [], time: "15 min" },
        { id: "fourier/tiny", points: 7, needs: [], time: "20 min" },
      ],
    }),
    "exercises/fourier/tiny/README.md": readme,
    "exercises/fourier/tiny/tiny.ts": starter,
    "exercises/fourier/tiny/tiny.test.ts": visibleTest,
    "exercises/fourier/tiny/exercise.json": JSON.stringify(manifest, null, 2),
    "solutions/fourier/tiny/tiny.ts": withCanary(solution),
    "tests/hidden/fourier/tiny/tiny.hidden.test.ts": withCanary(hiddenTest),
    ...named("wrong", wrong),
    ...named("right", right),
  };
}

/** A course on disk. */
export interface Course {
  readonly root: string;
  /** Writes a file below the root and gives its path. */
  write(path: string, text: string): string;
  remove(): void;
}

/** Writes a course into a folder of its own. */
export function course(texts: Texts = files()): Course {
  const root = mkdtempSync(join(tmpdir(), "cryolab-course-"));
  const write = (path: string, text: string): string => {
    const full = join(root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    return full;
  };
  for (const [path, text] of Object.entries(texts)) write(path, text);
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"), "junction");
  return { root, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** A notebook of code cells. */
export function notebook(cells: readonly string[]): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "cryolab", display_name: "Cryo-EM (TypeScript)", language: "typescript" } },
    cells: cells.map((source, i) => ({
      cell_type: "code",
      id: `c${i}`,
      metadata: {},
      source,
      outputs: [],
      execution_count: null,
    })),
  });
}
