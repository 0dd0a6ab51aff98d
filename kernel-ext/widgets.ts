/**
 * @file Objects that kernel and page share, by the Jupyter widgets protocol 2.1: one comm a model, its state as JSON. The
 * page draws them where the `jupyterlab_widgets` package is; no Python takes part.
 * Source: https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md.
 */

import type { Comm, Comms } from "./comms.ts";
import type { Fields } from "./wire/message.ts";

/** One shared object. */
export interface Model {
  readonly comm: Comm;
  /** how the state of another model names this one */
  readonly reference: string;
  /** Changes a part of the state, here and on the page. */
  set(part: Fields): void;
  /** Takes it from the page. */
  close(): void;
}

/** What a model is: its class on the page, and its state. */
export interface ModelKind {
  readonly module: "base" | "controls" | "output";
  /** name of the class without "Model": `FloatSlider` */
  readonly name: string;
  /** name of the class that draws it, if it is not `name` with "View" */
  readonly view?: string;
}

/** What the page asks for a reopened notebook. */
const controlTarget = "jupyter.widget.control";
const versions = { base: "2.0.0", controls: "2.0.0", output: "1.0.0" };

/** The shared objects of a session. */
export class Widgets {
  readonly #comms: Comms;
  readonly #states = new Map<string, Record<string, unknown>>();
  /** how often a page asked for all there is: it was opened after they were */
  reopened = 0;

  constructor(comms: Comms) {
    this.#comms = comms;
    comms.register(controlTarget, (comm) => {
      comm.onMessage = ({ method }) => {
        if (method !== "request_states") return;
        this.reopened++;
        comm.send({ method: "update_states", states: this.#all(), buffer_paths: [] });
      };
    });
  }

  /** Opens a model. `changed` hears of every message about it, with the part of the state that changed. */
  open({ module, name, view = `${name}View` }: ModelKind, state: Fields, changed?: (part: Fields) => unknown): Model {
    const drawnBy = view === "StyleView" ? "base" : module;
    const full: Record<string, unknown> = {
      _model_module: `@jupyter-widgets/${module}`,
      _model_module_version: versions[module],
      _model_name: `${name}Model`,
      _view_module: `@jupyter-widgets/${drawnBy}`,
      _view_module_version: versions[drawnBy],
      _view_name: view,
      ...state,
    };
    const comm = this.#comms.open("jupyter.widget", { state: full, buffer_paths: [] }, { version: "2.1.0" });
    this.#states.set(comm.id, full);
    comm.onClose = () => this.#states.delete(comm.id);
    comm.onMessage = async ({ method, state: part }) => {
      if (method === "request_state") comm.send({ method: "update", state: full, buffer_paths: [] });
      const news = method === "update" ? ((part ?? {}) as Fields) : {};
      Object.assign(full, news);
      await changed?.(news);
    };
    return {
      comm,
      reference: `IPY_MODEL_${comm.id}`,
      set(part) {
        Object.assign(full, part);
        comm.send({ method: "update", state: part, buffer_paths: [] });
      },
      close: () => {
        this.#states.delete(comm.id);
        comm.close();
      },
    };
  }

  #all(): Fields {
    const entries = [...this.#states].map(([id, state]) => {
      const {
        _model_name: model_name,
        _model_module: model_module,
        _model_module_version: model_module_version,
      } = state;
      return [id, { model_name, model_module, model_module_version, state }] as const;
    });
    return Object.fromEntries(entries);
  }
}

/** What shows a model in an output. */
export function viewBundle(model: Model, text: string): Fields {
  return {
    "application/vnd.jupyter.widget-view+json": { version_major: 2, version_minor: 0, model_id: model.comm.id },
    "text/plain": text,
  };
}
