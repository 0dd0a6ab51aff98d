/** @file Whether this is CI, where a missing browser or JupyterLab is a failure and not a reason to skip. */

export const inCi = !["", "0", "false", undefined].includes(process.env.CI);

/** What `npm run test:long` found or installed; undefined when mocha was started by hand. */
export function jupyterFromRun(): { jupyter: string; prefix: string } | undefined {
  const { CRYOLAB_JUPYTER: jupyter, CRYOLAB_PREFIX: prefix } = process.env;
  if (jupyter !== undefined && prefix !== undefined) return { jupyter, prefix };
  if (inCi) throw new Error("no JupyterLab: run these tests by `npm run test:long`, which sets it up");
  return undefined;
}
