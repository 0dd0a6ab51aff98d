/** @file `npm start` and `npm test` of a release: each is the set-up it needs, then one program. */

import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { main, root, run, SetupError } from "./child.js";
import { modules } from "./modules.js";
import { jupyter, setUp } from "./setup.js";

const [goal, ...rest] = process.argv.slice(2);

/** Registers the kernel and the chart renderer where JupyterLab looks; each time, since Node may be another one now. */
const kernel = {
  name: "kernel",
  ready: () => undefined,
  async work() {
    const { installKernel } = await import("@cryolab/kernel/internal/installer");
    installKernel({ prefix: jupyter.prefix });
    return `registered in ${relative(root, jupyter.prefix)}`;
  },
};

const goals = {
  async start() {
    await setUp(process.stdout, [modules, jupyter, kernel]);
    const { labCommand } = await import("@cryolab/kernel/internal/launcher/lab");
    const { id } = JSON.parse(readFileSync(join(root, "problem-set.json"), "utf8"));
    const lab = labCommand({
      jupyter: jupyter.command,
      prefix: jupyter.prefix,
      notebooks: join(root, "notebooks"),
      open: `${id}.ipynb`,
      state: join(root, ".cryolab", "jupyter"),
      args: ["--KernelManager.shutdown_wait_time=0.5", ...rest], // Ctrl-C does not wait for kernels that are busy
    });
    return (await run(lab.program, lab.args, { env: lab.env, untilStopped: true })).status;
  },
  async test() {
    await setUp(process.stdout, [modules]);
    return (await run(process.execPath, [join(root, "bin", "cryolab.js"), "check", ...rest])).status;
  },
};

await main(() => {
  if (!Object.hasOwn(goals, goal)) throw new SetupError(`usage: node bin/run.js ${Object.keys(goals).join(" | ")}`);
  return goals[goal]();
});
