/** @file `submit("ps1")` in a notebook: what is packed, and what a learner is told that is not in the file. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cell } from "@cryolab/grader";
import { runSubmit } from "@cryolab/kernel/internal/submit";
import { expect } from "chai";
import { unzipSync } from "fflate";
import { type Course, solution, wrong } from "../grader/course.ts";
import { answeredNotebook, released } from "../grader/learner/released.ts";
import { fakeHost } from "./fake-host.ts";

describe("submit", function () {
  this.timeout(60_000);
  let lab: Course;
  let before: string | undefined;
  beforeEach(() => {
    lab = released();
    before = process.env.CRYOLAB_ROOT;
    process.env.CRYOLAB_ROOT = lab.root;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.CRYOLAB_ROOT;
    else process.env.CRYOLAB_ROOT = before;
    lab.remove();
  });

  /** The cells that ran, as a notebook's file has them. */
  const ran = (answer: string): Cell[] => [{ source: `%%exercise fourier/tiny\n${answer}`, label: "cell 2", id: "x" }];

  it("packs the saved file, shows points, the sha256 and the way to hand in, and warns of nothing", async () => {
    const notebook = answeredNotebook(lab, solution);
    const host = fakeHost({ notebook, cells: () => ran(solution) });
    await runSubmit(host, "ps1");
    const [{ bundle }] = host.shown;
    expect(bundle["text/plain"]).to.match(
      /^fourier\/tiny {2}2 of 2\n.*ps1-submission\.zip holds ps1\.ipynb\nsha256 [0-9a-f]{64}\nat 2/,
    );
    const zip = unzipSync(readFileSync(join(lab.root, "notebooks", "ps1-submission.zip")));
    expect(new TextDecoder().decode(zip["ps1.ipynb"])).to.equal(readFileSync(notebook, "utf8"));
  });

  it("says that what ran is not in the file, and grades the file", async () => {
    const notebook = answeredNotebook(lab, wrong["scaled-by-n"]);
    const host = fakeHost({ notebook, cells: () => ran(solution) });
    await runSubmit(host, "ps1");
    const text = String(host.shown[0].bundle["text/plain"]);
    expect(text).to.match(
      /^! NOT in the zip: the saved notebook differs from what ran \(cell 2\): save it.*, then submit again\n/,
    );
    expect(text).to.include("fourier/tiny  1 of 2  turns a lone 1 into ones");
    expect(host.shown[0].bundle["text/html"]).to.include("<strong>⚠ NOT in the zip");
  });

  it("says to save when the file holds no answer yet, and the way out where there is no file", async () => {
    const fails = (part: object, id = "ps1") => runSubmit(fakeHost(part), id).then(String, String);
    const notebook = join(lab.root, "notebooks", "ps1.ipynb");
    expect(await fails({ notebook, cells: () => ran(solution) })).to.match(
      /is answered yet; .*differs from what ran.*save it/,
    );
    expect(await fails({})).to.include("in a terminal: npx cryolab submit ps1 NOTEBOOK");
    expect(await fails({ notebook: join(lab.root, "no.ipynb") })).to.include("cannot be read; save the notebook");
    expect(await fails({ notebook }, "ps7")).to.include('no problem set "ps7": the one here is ps1');
  });
});
