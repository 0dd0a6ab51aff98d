/**
 * @file Every lesson, executed whole through the real kernel by nbclient, as CI and a learner's "run all" do: no error,
 * no warning, in time, small enough to save. What ran before and has not changed is not run again, as by `npm run docs`.
 */

import { statSync } from "node:fs";
import { expect } from "chai";
import { executed } from "#site/execute";
import { joined, readCells } from "#site/lessons";
import { jupyterFromRun } from "../support/ci.js";
import { filesBelow, root } from "../support/root.js";

/** The longest a lesson may take, in seconds on two cores; 46-first-map is a whole pipeline. */
const limit = (lesson: string) => (lesson.includes("46-first-map") ? 120 : 45);

describe("lessons, executed whole", function () {
  this.timeout(200_000);
  const found = jupyterFromRun();
  for (const lesson of filesBelow("notebooks", ".ipynb"))
    it(`${lesson} runs without error or warning`, async function () {
      if (found === undefined) {
        console.log("      skipped: no JupyterLab (npm run test:long sets it up)");
        return this.skip();
      }
      const id = lesson.slice("notebooks/".length, -".ipynb".length);
      const start = performance.now();
      const jupyter = { program: found.jupyter, prefix: found.prefix };
      const file = (await executed([id], root, jupyter, () => undefined)).get(id)!;
      const seconds = (performance.now() - start) / 1000;
      for (const cell of readCells(file))
        for (const output of cell.outputs ?? []) {
          const where = joined(cell.source).slice(0, 80);
          expect(output.output_type, where).not.to.equal("error");
          if (output.output_type === "stream")
            expect(output.name, `${where}\n${joined(output.text)}`).to.equal("stdout");
        }
      expect(statSync(file).size, "bytes saved").to.be.below(2_000_000);
      expect(seconds, "seconds").to.be.below(limit(lesson));
      console.log(`      ${seconds.toFixed(1)} s, ${Math.round(statSync(file).size / 1000)} kB`);
      return undefined;
    });
});
