import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exerciseIds, findRoot, readManifest } from "@cryolab/grader";
import { exercisePaths, parseId, topics } from "@cryolab/grader/internal/registry/index";
import { minutes } from "@cryolab/grader/internal/registry/manifest";
import { expect } from "chai";
import { type Course, course, manifest } from "../course.ts";

describe("registry", () => {
  let lab: Course;
  before(() => {
    lab = course();
  });
  after(() => lab.remove());

  it("finds exercises by their folders, in the order of topics, then by name", () => {
    lab.write("exercises/formats/read-x/exercise.json", "{}");
    lab.write("exercises/fourier/alpha/exercise.json", "{}");
    lab.write("exercises/fourier/.hidden/exercise.json", "{}");
    lab.write("exercises/nonsense/alpha/exercise.json", "{}");
    expect(exerciseIds(lab.root)).to.deep.equal(["fourier/alpha", "fourier/tiny", "formats/read-x"]);
  });

  it("reads a manifest and fills in what may be left out", () => {
    const { uses: _, ...short } = manifest;
    lab.write("exercises/fourier/tiny/exercise.json", JSON.stringify(short));
    expect(readManifest("fourier/tiny", lab.root)).to.deep.equal({
      ...manifest,
      uses: [],
      slow: false,
      allOrNothing: false,
    });
  });

  it("names every field that is wrong in a manifest", () => {
    const wrong = { ...manifest, points: { visible: 1.5, hidden: -1 }, hints: ["one"], time: "soon", color: "red" };
    lab.write("exercises/fourier/alpha/exercise.json", JSON.stringify(wrong));
    const read = () => readManifest("fourier/alpha", lab.root);
    expect(read).to.throw(/points\.visible must be a whole number/);
    expect(read).to.throw(/points\.hidden must not be negative/);
    expect(read).to.throw(/hints must hold at least three hints/);
    expect(read).to.throw(/time must be a time such as "20 min" or "2 h"/);
    expect(read).to.throw(/color/);
    lab.write("exercises/fourier/alpha/exercise.json", "{");
    expect(read).to.throw(/alpha.exercise\.json: not JSON/);
    lab.write("exercises/fourier/alpha/exercise.json", JSON.stringify({ ...manifest, uses: ["fftfreq"] }));
    expect(read).to.throw(/uses\.0 must name a library function as room\.function/);
    lab.write("exercises/fourier/alpha/exercise.json", JSON.stringify({ ...manifest, needs: ["cooking/soup"] }));
    expect(read).to.throw(/unknown topic in cooking\/soup/);
    expect(() => readManifest("fourier/none", lab.root)).to.throw(/no exercise fourier\/none/);
  });

  it("refuses an id that is not topic/slug, also one that would leave the course", () => {
    for (const id of ["dft", "fourier/", "fourier/DFT", "../etc/passwd", "fourier/../../x", "fourier/a/b", ""])
      expect(() => parseId(id), id).to.throw(RangeError, /topic\/slug/);
    expect(() => parseId("cooking/soup")).to.throw(RangeError, /unknown topic "cooking"; the topics are fourier, /);
    expect(parseId("optics/ctf-1d")).to.deep.equal({ topic: "optics", slug: "ctf-1d" });
    expect(topics).to.have.length(15);
  });

  it("lays the six files out in three mirrored trees", () => {
    const paths = exercisePaths("optics/ctf-1d", "/course");
    expect(paths.starter).to.equal(join("/course/exercises/optics/ctf-1d/ctf-1d.ts"));
    expect(paths.solution).to.equal(join("/course/solutions/optics/ctf-1d/ctf-1d.ts"));
    expect(paths.hiddenTest).to.equal(join("/course/tests/hidden/optics/ctf-1d/ctf-1d.hidden.test.ts"));
  });

  it("counts minutes", () => {
    expect(["20 min", "1 h", "2 h"].map(minutes)).to.deep.equal([20, 60, 120]);
  });

  it("finds the course by CRYOLAB_ROOT, upwards from the working folder, or from its own package", () => {
    const here = process.cwd();
    const nowhere = mkdtempSync(join(tmpdir(), "cryolab-nowhere-"));
    try {
      process.env.CRYOLAB_ROOT = lab.root;
      expect(findRoot()).to.equal(lab.root);
      process.env.CRYOLAB_ROOT = nowhere;
      expect(() => findRoot()).to.throw(`CRYOLAB_ROOT: must be a folder with exercises/, got ${nowhere}`);
      delete process.env.CRYOLAB_ROOT;
      process.chdir(join(lab.root, "tests/hidden"));
      expect(realpathSync(findRoot())).to.equal(realpathSync(lab.root));
    } finally {
      delete process.env.CRYOLAB_ROOT;
      process.chdir(here);
      rmSync(nowhere, { recursive: true });
    }
  });
});
