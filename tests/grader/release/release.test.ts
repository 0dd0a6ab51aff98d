/** @file A release as it is written: what is in it, what is not, the same bytes twice, and nothing at all when a secret is. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exerciseIds } from "@cryolab/grader";
import { closure } from "@cryolab/grader/internal/release/closure";
import { forbidden, leaks } from "@cryolab/grader/internal/release/leaks";
import { learnerPackages, type Packed } from "@cryolab/grader/internal/release/packages";
import { LeakError, release, releaseFiles } from "@cryolab/grader/internal/release/release";
import { expect } from "chai";
import { unzipSync } from "fflate";
import { root as repository } from "../../support/root.ts";
import { type Course, course, files, solution } from "../course.ts";
import { set } from "../learner/released.ts";

describe("release", function () {
  this.timeout(240_000);
  let lab: Course;
  let packages: Packed[];
  const into = () => join(lab.root, "class", "release");
  before(async () => {
    lab = course();
    packages = await learnerPackages();
  });
  after(() => lab.remove());

  it("writes a folder and a zip of the same files, and no secret file", async () => {
    const { files: count, zip, secrets } = await release(set, { root: lab.root, into: into(), packages });
    const entries = unzipSync(readFileSync(zip));
    const names = Object.keys(entries).map((name) => name.replace(/^ps1\//, ""));
    expect(names).to.have.length(count);
    expect(secrets).to.equal(12);
    for (const [name, bytes] of Object.entries(entries))
      expect(Buffer.compare(readFileSync(join(into(), name)), bytes), name).to.equal(0);
    expect(names.filter((name) => /hidden|solutions|wrong|right/.test(name))).to.deep.equal([]);
    expect(names).to.include.members([
      "exercises/fourier/tiny/tiny.ts",
      "exercises/fourier/tiny/tiny.test.ts",
      "exercises/fourier/tiny/exercise.json",
      "starters/fourier/tiny.ts",
      "notebooks/ps1.ipynb",
      "package-lock.json",
      "README.md",
    ]);
    const lock = readFileSync(join(into(), "ps1", "package-lock.json"), "utf8");
    expect(lock).not.to.match(/https?:\/\/[^"]*registry/);
    expect(lock).to.include('"resolved": "file:packages/cryolab-lib-');
  });

  it("is the same bytes when it is made again, and takes the old one's place", async () => {
    const one = await release(set, { root: lab.root, into: into(), packages });
    const two = await release(set, { root: lab.root, into: into(), packages });
    expect(one.sha256).to.equal(two.sha256);
    expect(readdirSync(into()).sort()).to.deep.equal(["ps1", "ps1.zip"]);
  });

  it("makes a notebook of statement, starter, check for each exercise, and submit at the end", () => {
    const { cells, nbformat } = JSON.parse(readFileSync(join(into(), "ps1", "notebooks", "ps1.ipynb"), "utf8"));
    const texts = cells.map(({ source }: { source: string[] }) => source.join(""));
    expect(nbformat).to.equal(4);
    expect(texts[1])
      .to.match(/^## The transform of a short line\n\n\*`fourier\/tiny` · 14 points · 20 min/)
      .and.to.include("F[k] = Σ f[j]");
    expect(texts[2]).to.match(/^%%exercise fourier\/tiny\n[\s\S]*\/\/ TODO/);
    expect(texts[3]).to.equal('check("fourier/tiny")');
    expect(texts.at(-1)).to.equal('submit("ps1")');
    expect(new Set(cells.map(({ id }: { id: string }) => id)).size).to.equal(cells.length);
  });

  it("refuses to write when a secret was planted, and leaves the old release", async () => {
    const old = readFileSync(join(into(), "ps1.zip"));
    const plants: Record<string, string> = {
      "exercises/fourier/tiny/README.md": `${files()["exercises/fourier/tiny/README.md"]}\n    ${solution.slice(solution.indexOf("let sum"))}`,
      "exercises/fourier/tiny/tiny.test.ts": readFileSync(
        join(lab.root, "tests/hidden/fourier/tiny/tiny.hidden.test.ts"),
        "utf8",
      ),
      "exercises/fourier/tiny/tiny.ts": `const secret = "${readFileSync(join(lab.root, "solutions/fourier/tiny/tiny.ts")).toString("base64")}";`,
    };
    for (const [name, text] of Object.entries(plants)) {
      lab.write(name, text);
      const error = await release(set, { root: lab.root, into: into(), packages }).then(String, (e: unknown) => e);
      lab.write(name, files()[name]);
      expect(error, name).to.be.instanceOf(LeakError);
      expect((error as LeakError).message).to.match(/nothing was written[\s\S]* holds (solutions|tests)\//);
    }
    expect(Buffer.compare(readFileSync(join(into(), "ps1.zip")), old)).to.equal(0);
    const fresh = join(lab.root, "other");
    lab.write("solutions/fourier/tiny/tiny.ts", solution);
    const bare = await release(set, { root: lab.root, into: fresh, packages }).then(String, String);
    lab.write("solutions/fourier/tiny/tiny.ts", files()["solutions/fourier/tiny/tiny.ts"]);
    expect(bare).to.include("no canary of their own (solutions/fourier/tiny/tiny.ts); npx cryolab canary first");
    expect(existsSync(fresh)).to.equal(false);
  });

  it("carries no canary and no trace of this course's secrets in what npm packs for learners", () => {
    const tarballs = new Map(packages.map(({ file, bytes }) => [file, bytes]));
    expect([...tarballs.keys()].map((name) => name.replace(/-\d.*/, ""))).to.deep.equal([
      "cryolab-lib",
      "cryolab-grader",
      "cryolab-kernel",
    ]);
    expect(leaks(tarballs, forbidden(repository))).to.deep.equal([]);
  });

  it("carries none in a release of every exercise of this course: each problem set can be released", () => {
    const exercises = exerciseIds(repository).map((id) => ({ id, points: 1 }));
    const all = releaseFiles({ id: "all", title: "Every exercise", due: null, exercises }, repository, packages);
    expect(leaks(all, forbidden(repository))).to.deep.equal([]);
  });

  it("gives learners of the grader what their commands reach, all that the kernel asks for, and nothing that grades a class", () => {
    const grader = packages.find(({ workspace }) => workspace === "grader") as Packed;
    const names = [...grader.contents.keys()];
    expect(names).to.include.members(["dist/learner/index.js", "dist/runner/main.js", "dist/sandbox/guest/main.js"]);
    expect(names.filter((name) => /\/(course|store|similarity|release|queue|desk|report)\//.test(name))).to.deep.equal(
      [],
    );
    expect(Object.keys(grader.json.dependencies ?? {})).not.to.include("libsql");
    const index = new TextDecoder().decode(grader.contents.get("dist/learner/index.js"));
    const kernel = packages.find(({ workspace }) => workspace === "kernel-ext") as Packed;
    const asked = [...kernel.contents]
      .filter(([name]) => name.endsWith(".js"))
      .flatMap(([, bytes]) =>
        [...new TextDecoder().decode(bytes).matchAll(/import \{([^}]*)\} from "@cryolab\/grader"/g)].flatMap(
          ([, list]) => list.split(",").map((name) => name.trim()),
        ),
      );
    expect(asked).to.include("gradeCells");
    for (const name of asked.filter((one) => one !== "")) expect(index, name).to.match(new RegExp(`\\b${name}\\b`));
  });
});

describe("closure", () => {
  it("follows imports, started files and folders, and names the packages", () => {
    const lab = course({
      "dist/a.js":
        'import x from "./b.js";\nimport { y } from "@scope/pkg/deep";\nfork(new URL("./main.js", import.meta.url));\nawait import("ora");',
      "dist/a.d.ts": 'import type { T } from "./types.ts";\nexport {};',
      "dist/types.d.ts": "export type T = 1;",
      "dist/types.js": "export {};",
      "dist/b.js":
        'const fs = require("node:fs"); createRequire(import.meta.url)("typescript");\nnew URL("./guest/", import.meta.url)',
      "dist/main.js": 'import "node:os";',
      "dist/guest/g.js": 'import "./h.js";',
      "dist/guest/h.js": "",
      "dist/other.js": 'import "libsql";',
    });
    try {
      expect(closure(join(lab.root, "dist"), ["a.js"])).to.deep.equal({
        files: ["a.d.ts", "a.js", "b.js", "guest/g.js", "guest/h.js", "main.js", "types.d.ts"],
        packages: ["@scope/pkg", "ora", "typescript"],
      });
    } finally {
      lab.remove();
    }
  });
});
