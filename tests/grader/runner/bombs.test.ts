/** @file Texts made to ruin parsers and compilers: each is a result with a reason, and the answer after it is graded as ever. */

import { execFileSync } from "node:child_process";
import { type ExerciseResult, gradeFile, openPool, type Pool } from "@cryolab/grader";
import { expect } from "chai";
import { type Course, course, notebook, solution, withBody } from "../course.ts";
import { descendantsOf } from "../processes.ts";

const ID = "fourier/tiny";
const repeat = (text: string, n: number) => text.repeat(n);
const unions = Array.from({ length: 7 }, (_, i) => `type D${i} = ${[..."0123456789"].map((d) => `"${d}"`).join("|")};`);

const bombs: Readonly<Record<string, string>> = {
  "a literal type of ten million members": `${unions.join("\n")}\ntype All = \`${repeat(`$${"{D0}"}`, 7)}\`;\nexport const a: All = "0000000";`,
  "types that nest": `type T<N> = N extends [infer A, ...infer B] ? T<[...B, A, A]> : never;\nexport const a: T<[1, 2]> = 1 as never;`,
  "parentheses, 60,000 deep": `export const a = ${repeat("(", 60_000)}1${repeat(")", 60_000)};`,
  "brackets, 60,000 deep": `export const a = ${repeat("[", 60_000)}${repeat("]", 60_000)};`,
  "brackets, two million deep": `export const a = ${repeat("[", 2_000_000)}${repeat("]", 2_000_000)};`,
  "an array of 40 MB": `export const a = [${repeat("1,", 20_000_000)}];`,
  "async arrows in arguments, 30 deep": `${repeat("async(a=", 30)}1${repeat(")=>1", 30)};`,
  "type arguments without end": `const a = ${repeat("f<", 40_000)}x;`,
  "an enum that doubles": `enum E { ${Array.from({ length: 60 }, (_, i) => `a${i} = \`\${${i ? `a${i - 1}}\${a${i - 1}` : '"x"'}}\``).join(", ")} }\nexport const a = E.a59;`,
  "templates in templates": `export const a = ${repeat("`${", 20_000)}1${repeat("}`", 20_000)};`,
  "a chain of calls": `export const a = f${repeat("()", 60_000)};`,
  "blocks, 60,000 deep": `${repeat("{", 60_000)}${repeat("}", 60_000)}`,
  "a comment that does not end": `/*${repeat("*", 100_000)}`,
  "a pattern that does not end": `export const a = /${repeat("(a+)+", 20_000)}`,
};

describe("answers that are bombs", function () {
  this.timeout(180_000);
  let lab: Course;
  let pool: Pool;
  before(() => {
    lab = course();
    pool = openPool({ workers: 1 });
  });
  after(async () => {
    await pool.close();
    lab.remove();
  });
  const grade = (path: string): Promise<ExerciseResult> => gradeFile(path, ID, { root: lab.root, pool });

  for (const [name, text] of Object.entries(bombs))
    it(`gives a result and a reason for ${name}`, async () => {
      for (const path of [
        lab.write("inbox/bomb.ts", `${text}\n${withBody("return x;")}`),
        lab.write("inbox/bomb.ipynb", notebook([`%%exercise ${ID}\n${text}\n${withBody("return x;")}`])),
      ]) {
        const result = await grade(path);
        expect(result.status).to.be.oneOf(["unreadable", "unparsable", "not-gradable", "missing", "graded"]);
        expect(result.points).to.be.below(2);
        if (result.status !== "graded")
          expect(result.message)
            .to.match(/\S/)
            .and.not.match(/\n {4}at /);
      }
    });
  it("grades the next as ever, in the same processes", async () => {
    expect((await grade(lab.write("inbox/next.ts", solution))).points).to.equal(2);
  });
  it("asks again when the process that reads is ended", async function () {
    if (process.platform === "win32") return this.skip();
    const readers = () => descendantsOf(process.pid).filter(({ args }) => /runner.preparer\.js/.test(args));
    for (const { pid } of readers()) process.kill(pid, "SIGKILL");
    expect((await grade(lab.write("inbox/again.ts", solution))).points).to.equal(2);
    expect(readers()).to.have.length(1);
  });
  it("limits memory and time of the process that reads, where the system can", async function () {
    if (process.platform !== "linux") return this.skip();
    await grade(lab.write("inbox/limits.ts", solution));
    const [reader] = descendantsOf(process.pid).filter(({ args }) => /runner.preparer\.js/.test(args));
    const limits = execFileSync("cat", [`/proc/${reader.pid}/limits`], { encoding: "utf8" });
    expect(limits)
      .to.match(/Max data size +3221225472 /)
      .and.match(/Max cpu time +600 /);
  });
});
