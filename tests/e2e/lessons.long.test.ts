/**
 * @file Every lesson, executed whole through the real kernel by nbclient, as CI and a learner's "run all" do: no error,
 * no warning, in time, small enough to save. Cells that a lesson leaves to the learner are not in the way.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { jupyterFromRun } from "../support/ci.js";
import { filesBelow, root } from "../support/root.js";
import type { Output } from "./browser.js";

interface Cell {
  readonly cell_type: string;
  readonly source: string | string[];
  readonly outputs?: readonly Output[];
}

/** The longest a lesson may take, in seconds on two cores; 46-first-map is a whole pipeline. */
const limit = (lesson: string) => (lesson.includes("46-first-map") ? 120 : 45);

describe("lessons, executed whole", function () {
  this.timeout(200_000);
  const found = jupyterFromRun();
  for (const lesson of filesBelow("notebooks", ".ipynb"))
    it(`${lesson} runs without error or warning`, function () {
      if (found === undefined) {
        console.log("      skipped: no JupyterLab (npm run test:long sets it up)");
        return this.skip();
      }
      const out = mkdtempSync(join(tmpdir(), "cryolab-lesson-"));
      try {
        const path = join(found.prefix, "share", "jupyter");
        const start = performance.now();
        const { status, stderr } = spawnSync(
          found.jupyter,
          ["nbconvert", "--to", "notebook", "--execute", "--output-dir", out, join(root, lesson)],
          {
            encoding: "utf8",
            env: { ...process.env, JUPYTER_PATH: [path, process.env.JUPYTER_PATH].filter(Boolean).join(delimiter) },
          },
        );
        const seconds = (performance.now() - start) / 1000;
        expect(status, stderr).to.equal(0);
        const file = join(out, lesson.split("/").at(-1)!);
        const cells: Cell[] = JSON.parse(readFileSync(file, "utf8")).cells;
        for (const cell of cells)
          for (const output of cell.outputs ?? []) {
            const where = [cell.source].flat().join("").slice(0, 80);
            expect(output.output_type, where).not.to.equal("error");
            if (output.output_type === "stream")
              expect((output as { name?: string }).name, `${where}\n${output.text}`).to.equal("stdout");
          }
        expect(statSync(file).size, "bytes saved").to.be.below(2_000_000);
        expect(seconds, "seconds").to.be.below(limit(lesson));
        console.log(`      ${seconds.toFixed(1)} s, ${Math.round(statSync(file).size / 1000)} kB`);
        return undefined;
      } finally {
        rmSync(out, { recursive: true, force: true });
      }
    });
});
