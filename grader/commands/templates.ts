/**
 * @file The files of a new exercise: a small one that runs, y[j] = 2 x[j], in the form that every exercise has. An
 * author changes it piece by piece; `cryolab verify` asks for more wrong and right answers until it is a real one.
 */

/** What the plan of the course says, or what is usual. */
export interface Planned {
  readonly points: number;
  readonly time: string;
  readonly needs: readonly string[];
}

/** The texts of all files; wrong and right answers by file name. */
export interface ExerciseTexts {
  readonly readme: string;
  readonly starter: string;
  readonly visibleTest: string;
  readonly manifest: string;
  readonly solution: string;
  readonly hiddenTest: string;
  readonly wrong: Readonly<Record<string, string>>;
  readonly right: Readonly<Record<string, string>>;
}

/** The texts for an exercise. */
export function templates(id: string, { points, time, needs }: Planned): ExerciseTexts {
  const slug = id.split("/")[1];
  const name = slug.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/^\d/, "f$&");
  const visible = Math.max(1, Math.round(points / 3));
  const hidden = Math.max(2, points - visible);
  const signature = `export function ${name}(x: Float64Array): Float64Array`;
  const doc = `/**
 * Every value doubled.
 *
 * y[j] = 2 x[j]
 *
 * @param x - samples, shape [n]
 * @returns y, shape [n]
 */`;
  return {
    readme: `# Twice a line

Doubling a line of samples keeps its shape and multiplies its energy by four.

    y[j] = 2 x[j]

Write \`${name}(x)\`.

| name    | meaning            | unit |
|---------|--------------------|------|
| \`x\`     | samples, shape [n] | –    |
| returns | y, shape [n]       | –    |

Check yourself: twice zero is zero.
Source: where the formula stands, with a DOI.
`,
    starter: `/** @file ${name}: see README.md. */

${doc}
${signature} {
  // TODO: a new array first, then one loop.
  throw new Error(\`TODO: ${name} (\${x.length} samples)\`);
}
`,
    visibleTest: `import { expectClose } from "@cryolab/grader/testing";
import { ${name} } from "./${slug}.js";

describe("${name}", () => {
  it("[${visible}] doubles three samples", async () => {
    expectClose(await ${name}(Float64Array.of(1, -2, 0)), Float64Array.of(2, -4, 0), { abs: 1e-12 });
  });
});
`,
    manifest: `${JSON.stringify(
      {
        title: "Twice a line",
        exports: [name],
        points: { visible, hidden },
        needs,
        time,
        uses: [],
        hints: [
          "A nudge: what has the shape of the answer?",
          "The step: which loop fills it?",
          "Nearly the answer: the first value, worked out with numbers.",
        ],
      },
      null,
      2,
    )}
`,
    solution: `/** @file The reference for ${slug}: one loop. */

${doc}
${signature} {
  const y = new Float64Array(x.length);
  for (let j = 0; j < x.length; j++) y[j] = 2 * x[j];
  return y;
}
`,
    hiddenTest: `/** @file Hidden tests: the sum of two equal lines is the slow, obvious twin. Inputs come from the learner's seed. */

import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { random } from "@cryolab/lib";
import type * as answer from "./${slug}.ts";

const { ${name} } = await submission<typeof answer>("${id}");

/** n numbers from the seed. */
function samples(n: number): Float64Array {
  const rng = draws(\`samples \${n}\`);
  return Float64Array.from({ length: n }, () => random.normal(rng));
}

describe("${name}", () => {
  it("[${hidden - 1}] equals the line added to itself, for every length", async () => {
    for (const n of [1, 2, 7, 64]) {
      const x = samples(n);
      expectClose(await ${name}(x), x.map((value) => value + value), { abs: 1e-12, says: "Compare with x + x." });
    }
  });

  it("[1] leaves its argument alone and returns a new array", async () => {
    await expectUntouched(${name}, samples(5));
  });
});
`,
    wrong: {
      "calls-library.ts": `// Calls the library in place of writing the function: refused.
import { core } from "@cryolab/lib";

export function ${name}(x: Float64Array): Float64Array {
  return core.mapReal({ shape: [x.length], data: x }, (value) => 2 * value).data;
}
`,
      "mutates-input.ts": `// Doubles the argument itself and returns it.
export function ${name}(x: Float64Array): Float64Array {
  for (let j = 0; j < x.length; j++) x[j] *= 2;
  return x;
}
`,
    },
    right: {
      "by-map.ts": `/** The same by map. */
export function ${name}(x: Float64Array): Float64Array {
  return x.map((value) => value + value);
}
`,
    },
  };
}
