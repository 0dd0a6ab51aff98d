/** @file Verify as a whole: silent on a sound exercise, and loud on each thing that is wrong. */

import { type Manifest, readManifest } from "@cryolab/grader";
import { withCanary } from "@cryolab/grader/internal/release/canary";
import { planFlaws, readPlan } from "@cryolab/grader/internal/verify/plan";
import { verify } from "@cryolab/grader/internal/verify/verify";
import { expect } from "chai";
import {
  type Course,
  course,
  files,
  hiddenTest,
  manifest,
  readme,
  right,
  solution,
  starter,
  wrong,
} from "../course.ts";

describe("verify", function () {
  this.timeout(240_000);
  const labs: Course[] = [];
  after(() => {
    for (const made of labs) made.remove();
  });

  it("finds every flaw of an unsound one", async () => {
    const folder = "tests/hidden/fourier/tiny";
    const { "tests/hidden/fourier/tiny/wrong/calls-library.ts": _, ...others } = files();
    const made = course({
      ...others,
      "exercises/fourier/tiny/README.md": readme.replace("Source", "From"),
      "exercises/fourier/tiny/tiny.ts": solution,
      "exercises/fourier/tiny/notes.txt": "mine",
      "exercises/fourier/tiny/exercise.json": JSON.stringify({
        ...manifest,
        needs: ["fourier/unknown", "fourier/planned"],
        time: "3 h",
      }),
      [`${folder}/wrong/unread.ts`]: withCanary("// It does not end.\nexport function tiny("),
      "solutions/fourier/tiny/tiny.ts": wrong.conjugated.replace("const n =", "const m: string = 1;\n  const n ="),
      [`${folder}/wrong/conjugated.ts`]: right["other-order"].replace(/^.*\n/, "\n"),
      [`${folder}/right/other-order.ts`]: wrong["one-off"],
      [`${folder}/tiny.hidden.test.ts`]: `${hiddenTest}\nexport const noise = Math.random();\n`,
    });
    labs.push(made);
    let last = "";
    const onProgress = (done: number, total: number, id: string) => {
      last = `${done}/${total} ${id}`;
    };
    const [{ flaws }] = await verify(["fourier/tiny"], { root: made.root, onProgress });
    expect(last).to.match(/^\d+\/17 fourier\/tiny$/);
    const text = flaws.join("\n");
    for (const part of [
      /README\.md: .*Source.* is missing/,
      /tiny\.ts: the starter must hold a \/\/ TODO/,
      /the starter must run and score 0, got 7 of 7/,
      /notes\.txt does not belong there/,
      /needs fourier\/unknown, which does not exist/,
      /needs fourier\/planned, which is planned, not built/,
      /needs must be \[\] as the course plans/,
      /time must be 20 min as the course plans, got 3 h/,
      /solutions.fourier.tiny.tiny\.ts:\d+: Type 'number' is not assignable to type 'string'/,
      /the solution must score all points, got 4 of 7; "equals the slow sum for 8 samples" fail: [\s\S]*expected/,
      /wrong\/unread\.ts: .*expected/,
      /wrong\/conjugated\.ts: the first line must be a comment/,
      /wrong\/conjugated\.ts must lose a hidden test or be refused, got 5 of 5/,
      /right\/other-order\.ts must score all points/,
      /no Math\.random in a test/,
      /wrong\/ must hold an answer that calls the nearest library function/,
      /tiny\.ts: holds text of the solution/,
    ])
      expect(text, text).to.match(part);
  });

  it("asks for all six files", async () => {
    const made = course({ "exercises/fourier/tiny/tiny.ts": starter, "package.json": "{}" });
    labs.push(made);
    const [{ flaws }] = await verify(["fourier/tiny"], { root: made.root });
    for (const name of [
      "README.md",
      "tiny.test.ts",
      "exercise.json",
      "solutions/fourier/tiny/tiny.ts",
      "tiny.hidden.test.ts",
    ])
      expect(flaws.join("\n").replaceAll("\\", "/")).to.include(`${name} is missing`);
  });
});

describe("planFlaws", () => {
  it("finds points that are not those of the plan, and needs that go in a circle", () => {
    const other = JSON.stringify({ ...manifest, needs: ["fourier/tiny"] });
    const made = course({ ...files(), "exercises/fourier/other/exercise.json": other });
    try {
      const tiny: Manifest = {
        ...readManifest("fourier/tiny", made.root),
        needs: ["fourier/other"],
        points: { visible: 2, hidden: 6 },
      };
      made.write("exercises/fourier/tiny/exercise.json", JSON.stringify(tiny));
      const flaws = planFlaws("fourier/tiny", tiny, readPlan(made.root), made.root);
      expect(flaws.join("\n")).to.include("needs go in a circle: fourier/tiny → fourier/other → fourier/tiny");
      expect(flaws.join("\n")).to.include("points must sum to 7 as the course plans, got 2 + 6");
    } finally {
      made.remove();
    }
  });
});
