/**
 * @file The command line that opens JupyterLab on the course: every file that Jupyter writes goes into one folder of
 * the checkout, the kernel is the default one, and no page asks the network for anything.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** What to open, and where. */
export interface LabOptions {
  /** the `jupyter` command: a path, or a name on the PATH */
  readonly jupyter: string;
  /** where kernelspec and labextension were installed (see installer.ts) */
  readonly prefix: string;
  /** folder that JupyterLab serves */
  readonly notebooks: string;
  /** notebook to open, relative to that folder */
  readonly open: string;
  /** folder for configuration, settings, workspaces and run-time files of Jupyter */
  readonly state: string;
  /** further options for `jupyter lab`; they come last and win */
  readonly args?: readonly string[];
  /** settings of front-end plugins, by plugin id, for this state folder */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A program to start, with the environment it needs beside the caller's. */
export interface LabCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Defaults for every page, below the learner's own settings. */
const settingOverrides = {
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
};

/** Plugins that would ask the network. */
const pageConfig = {
  disabledExtensions: {
    "@jupyterlab/extensionmanager-extension": true,
    "@jupyterlab/apputils-extension:announcements": true,
  },
};

function writeJson(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

/**
 * Writes the settings that keep JupyterLab to itself and answers with the command that starts it. Start it with
 * standard input closed and stop it by SIGTERM: on a terminal Jupyter would ask before it ends.
 *
 * @param options - what to open, and where
 */
export function labCommand({
  jupyter,
  prefix,
  notebooks,
  open,
  state,
  args = [],
  settings = {},
}: LabOptions): LabCommand {
  const config = join(state, "config");
  const userSettings = join(config, "lab", "user-settings");
  writeJson(join(config, "labconfig", "default_setting_overrides.json"), settingOverrides);
  writeJson(join(config, "labconfig", "page_config.json"), pageConfig);
  for (const [plugin, value] of Object.entries(settings)) {
    const [extension, id] = plugin.split(":");
    writeJson(join(userSettings, extension, `${id}.jupyterlab-settings`), value);
  }
  const paths = [join(prefix, "share", "jupyter"), process.env.JUPYTER_PATH];
  return {
    program: jupyter,
    args: [
      "lab",
      "--ip=127.0.0.1",
      `--ServerApp.root_dir=${notebooks}`,
      `--LabApp.default_url=/lab/tree/${open.split("/").map(encodeURIComponent).join("/")}`,
      "--MultiKernelManager.default_kernel_name=cryolab",
      "--LabApp.news_url=None",
      "--LabApp.extension_manager=readonly",
      "--LanguageServerManager.autodetect=False", // it would run npm, which writes to the home folder
      "--log-level=WARN",
      ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
      ...args,
    ],
    env: {
      JUPYTER_PATH: paths.filter((path) => path !== undefined && path !== "").join(delimiter),
      JUPYTER_CONFIG_DIR: config,
      JUPYTER_DATA_DIR: join(state, "data"),
      JUPYTER_RUNTIME_DIR: join(state, "runtime"),
      JUPYTERLAB_SETTINGS_DIR: userSettings,
      JUPYTERLAB_WORKSPACES_DIR: join(config, "lab", "workspaces"),
      IPYTHONDIR: join(state, "ipython"),
      PYDEVD_DISABLE_FILE_VALIDATION: "1",
    },
  };
}
