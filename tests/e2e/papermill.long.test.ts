/** @file papermill on our kernel: a lesson run as it is, a notebook with parameters, a failing cell. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { root } from "../support/root.js";
import type { Output } from "./browser.js";
import { type Bench, startBench } from "./jupyter-tools.js";
import { code, notebookFile } from "./notebook-file.js";

interface Executed {
  readonly cells: readonly {
    readonly source: string | string[];
    readonly outputs?: readonly Output[];
    readonly metadata: { readonly tags?: readonly string[] };
  }[];
  readonly metadata: { readonly papermill: { readonly exception: boolean | null } };
}

describe("papermill on the kernel", function () {
  this.timeout(400_000);
  let bench: Bench;
  const read = (name: string): Executed => JSON.parse(readFileSync(join(bench.folder, name), "utf8"));
  const put = (name: string, text: string): void => writeFileSync(join(bench.folder, name), text);
  before(() => {
    bench = startBench();
  });
  after(() => bench?.end());

  it("executes a lesson, with its figures", () => {
    bench.run("papermill", "--no-progress-bar", join(root, "notebooks", "01-fourier.ipynb"), "out.ipynb");
    const { cells, metadata } = read("out.ipynb");
    expect(metadata.papermill.exception).to.not.equal(true);
    const outputs = cells.flatMap((cell) => cell.outputs ?? []);
    expect(outputs.filter(({ output_type }) => output_type === "error")).to.deep.equal([]);
    const figures = outputs.filter(({ data }) => data?.["application/vnd.plotly.v1+json"] !== undefined);
    expect(figures.length).to.be.greaterThan(2);
    for (const { data } of figures) expect([data!["image/svg+xml"]].flat().join("")).to.match(/^<svg/);
  });

  it("sets parameters of every kind, each of its TypeScript type", () => {
    const cells = [
      code("p", `let n = 3;\nlet name = "none";\nlet list: number[] = [];\nlet fine = false;`, {
        tags: ["parameters"],
      }),
      code("use", "console.log(n.toFixed(1), name.toUpperCase(), list.map((v) => 2 * v).join(), !fine)"),
    ];
    put("in.ipynb", notebookFile(cells));
    const script = join(root, "tests", "jupyter", "papermill_typescript.py");
    const yaml = '{n: 64, name: "a\\"b\\\\c é", list: [1, 2.5], fine: true}';
    bench.run("python", script, "--no-progress-bar", "-y", yaml, "in.ipynb", "set.ipynb");
    const done = read("set.ipynb").cells;
    expect(done[1].metadata.tags).to.deep.equal(["injected-parameters"]);
    expect([done[2].outputs![0].text].flat().join("")).to.equal('64.0 A"B\\C É 2,5 false\n');
  });

  it("stops at a failing cell and says which", () => {
    put(
      "fails.ipynb",
      notebookFile([code("bad", `throw new RangeError("too far")`), code("after", `console.log("ran")`)]),
    );
    expect(() => bench.run("papermill", "--no-progress-bar", "fails.ipynb", "failed.ipynb")).to.throw(
      "RangeError: too far",
    );
    const { cells, metadata } = read("failed.ipynb");
    expect(metadata.papermill.exception).to.equal(true);
    expect(cells.at(-1)!.outputs).to.deep.equal([]);
  });
});
