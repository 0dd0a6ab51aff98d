/** @file The story of a person and a notebook (story.ts), in JupyterLab 4 and in Notebook 7. */

import { jupyterFromRun } from "../support/ci.js";
import { type Bench, startBench, tool } from "./jupyter-tools.js";
import { tellStory } from "./story.js";

describe("a notebook in JupyterLab 4", function () {
  this.timeout(180_000);
  tellStory(() => {
    const found = jupyterFromRun();
    return found && { front: "JupyterLab", ...found };
  });
});

describe("a notebook in Notebook 7", function () {
  this.timeout(400_000); // the first time, pip installs it
  let bench: Bench;
  tellStory(() => {
    bench = startBench();
    return { front: "Notebook", jupyter: tool("jupyter"), prefix: bench.prefix };
  });
  after(() => bench?.end());
});
