/**
 * @file Controls over a picture. What moves on the page comes as messages, one at a time; a message that a later one has
 * overtaken draws nothing, so that the last position is drawn next, however long a drawing takes.
 */

import { randomUUID } from "node:crypto";
import type { Bundle } from "./bundle.ts";
import type { Comms } from "./comms.ts";
import { contentOf, encodeBundle } from "./display.ts";
import { formatValue } from "./format.ts";
import type { Host } from "./host.ts";
import { type Model, type ModelKind, viewBundle, Widgets } from "./widgets.ts";
import type { Fields } from "./wire/message.ts";

/** A control: ends and step of a slider, the texts of a choice, the start of a switch or of a field. */
export type Control = readonly [min: number, max: number, step?: number] | readonly string[] | boolean | string;
/** Controls by name. */
export type Controls = Readonly<Record<string, Control>>;
/** What a control gives. */
export type ControlValue<C> = C extends boolean
  ? boolean
  : C extends string
    ? string
    : C extends readonly number[]
      ? number
      : C extends readonly (infer T)[]
        ? T
        : never;
/** What controls give, by name. */
export type ControlValues<C> = { readonly [K in keyof C]: ControlValue<C[K]> };

/** A control as it is drawn and read. */
interface Widget {
  readonly kind: ModelKind;
  readonly style: ModelKind;
  readonly state: Fields;
  readonly start: unknown;
  /** The value of a changed state; undefined if it holds none that fits. */
  read(part: Fields): unknown;
}

const controls = (name: string): ModelKind => ({ module: "controls", name });
const styleOf = (name: string): ModelKind => ({ module: "controls", name: `${name}Style`, view: "StyleView" });

/** The largest of 1, 2 and 5 times a power of ten that makes at least a hundred positions. */
function niceStep(range: number): number {
  const [, digits, exponent] = /^(\d).*e(.*)$/.exec((range / 100).toExponential(12))!;
  const digit = Number(digits) >= 5 ? 5 : Number(digits) >= 2 ? 2 : 1;
  return Number(`${digit}e${exponent}`);
}

/** Digits after the point of a number as it is written. */
function decimals(value: number): number {
  const [, fraction = "", exponent = "0"] = /^-?\d+(?:\.(\d+))?(?:e(.*))?$/.exec(String(value)) ?? [];
  return Math.max(0, fraction.length - Number(exponent));
}

/** The position of a slider next to a value: min plus a whole number of steps, without what binary fractions add. */
export function snap(value: number, min: number, max: number, step: number): number {
  const last = Math.floor((max - min) / step + 1e-9);
  const position = Math.min(Math.max(Math.round((value - min) / step), 0), last);
  const digits = Math.min(Math.max(decimals(min), decimals(step)), 100);
  return Number((min + position * step).toFixed(digits)) + 0;
}

function slider(name: string, [min, max, given]: readonly number[]): Widget {
  const ends = min < max && Number.isFinite(max - min);
  const step = ends ? (given ?? niceStep(max - min)) : Number.NaN;
  if (!(step > 0 && Number.isFinite(step)))
    throw new RangeError(`interact: ${name} must be [min, max] or [min, max, step] with min < max and step > 0`);
  if (step > max - min)
    throw new RangeError(`interact: ${name}: the step ${step} is longer than from ${min} to ${max}`);
  const whole = [min, max, step].every(Number.isInteger);
  const start = snap((min + max) / 2, min, max, step);
  const digits = Math.max(decimals(min), decimals(step));
  const readout_format = whole ? "d" : digits <= 6 ? `.${digits}f` : ".4~g";
  return {
    kind: controls(whole ? "IntSlider" : "FloatSlider"),
    style: styleOf("Slider"),
    state: { min, max, step, value: start, readout_format },
    start,
    read: ({ value }) =>
      typeof value === "number" && Number.isFinite(value) ? snap(value, min, max, step) : undefined,
  };
}

function widgetOf(name: string, control: Control): Widget {
  if (typeof control === "boolean")
    return {
      kind: controls("Checkbox"),
      style: styleOf("Checkbox"),
      state: { value: control, indent: true },
      start: control,
      read: ({ value }) => (typeof value === "boolean" ? value : undefined),
    };
  if (typeof control === "string")
    return {
      kind: controls("Text"),
      style: styleOf("Text"),
      state: { value: control },
      start: control,
      read: ({ value }) => (typeof value === "string" ? value : undefined),
    };
  const list: readonly unknown[] = Array.isArray(control) ? control : [];
  if ((list.length === 2 || list.length === 3) && list.every((item) => typeof item === "number" || item === undefined))
    return slider(name, list as readonly number[]);
  if (list.length > 0 && list.every((item) => typeof item === "string"))
    return {
      kind: controls("Dropdown"),
      style: styleOf("Description"),
      state: { _options_labels: list, index: 0 },
      start: list[0],
      read: ({ index }) => (typeof index === "number" ? list[index] : undefined),
    };
  throw new RangeError(
    `interact: ${name} must be [min, max], [min, max, step], a list of texts, true, false or a text, got ${formatValue(control)}`,
  );
}

const sessions = new WeakMap<Comms, Widgets>();

function widgetsOf(comms: Comms): Widgets {
  const widgets = sessions.get(comms) ?? new Widgets(comms);
  sessions.set(comms, widgets);
  return widgets;
}

/** What stands in the place of a picture that could not be drawn. */
function failed(host: Host, error: unknown): Bundle {
  const text = host.describe(error);
  return { "application/vnd.jupyter.stderr": text, "text/plain": text };
}

/** Shows controls and the picture of their first values, and draws again when they change. */
export function startInteraction(
  host: Host,
  specification: Controls,
  draw: (values: Readonly<Record<string, unknown>>) => unknown,
): void {
  const entries = Object.entries(specification).map(([name, control]) => [name, widgetOf(name, control)] as const);
  if (entries.length === 0) throw new RangeError("interact: there must be at least one control");
  const values: Record<string, unknown> = Object.fromEntries(entries.map(([name, { start }]) => [name, start]));

  const picture = (): Bundle | Promise<Bundle> => {
    const shown = (value: unknown): Bundle | Promise<Bundle> =>
      value === undefined ? { "text/plain": "" } : contentOf(value);
    const failure = (error: unknown): Bundle => failed(host, error);
    try {
      const drawn = draw({ ...values });
      const bundle = drawn instanceof Promise ? drawn.then(shown) : shown(drawn);
      return bundle instanceof Promise ? bundle.catch(failure) : bundle;
    } catch (error) {
      return failure(error);
    }
  };
  const id = randomUUID();
  const { comms } = host;

  if (comms === undefined) {
    const said = entries.map(([name, { start }]) => `${name} = ${formatValue(start)}`).join(", ");
    host.show({ "text/plain": `${said} (controls need the Cryo-EM kernel)` });
  } else {
    const widgets = widgetsOf(comms);
    const layout = widgets.open({ module: "base", name: "Layout" }, { width: "28em" });
    const place = widgets.open({ module: "base", name: "Layout" }, {});
    // A page that was opened later does not know the picture's id: there, pictures go into a place among the controls.
    const { reopened } = widgets;
    const live = widgets.open(
      { module: "output", name: "Output" },
      { msg_id: "", outputs: [], layout: place.reference },
    );
    let stale = false;
    const redraw = async (): Promise<void> => {
      if (!stale || comms.behind(models.map(({ comm }) => comm))) return;
      stale = false;
      const bundle = await host.later(picture).catch((error: unknown) => failed(host, error)); // stopped
      host.show(bundle, { id, update: true });
      if (widgets.reopened > reopened)
        live.set({ outputs: [{ output_type: "display_data", data: encodeBundle(bundle), metadata: {} }] });
    };
    const looks: Model[] = [];
    const models = entries.map(([name, { kind, style, state, read }]) => {
      const look = widgets.open(style, { description_width: "8em" });
      looks.push(look);
      const common = { description: name, layout: layout.reference, style: look.reference, continuous_update: true };
      return widgets.open(kind, { ...common, ...state }, (part) => {
        const value = read(part);
        if (value !== undefined && value !== values[name]) {
          values[name] = value;
          stale = true;
        }
        return redraw();
      });
    });
    const children = [...models, live].map(({ reference }) => reference);
    const box = widgets.open(controls("VBox"), { children, box_style: "", layout: place.reference });
    // What a page without that package shows; a saved picture may be of later values, so none are named.
    const names = entries.map(([name]) => name).join(", ");
    host.leave(() => {
      for (const model of [box, ...models, ...looks, live, place, layout]) model.close();
    });
    host.show(viewBundle(box, `Controls: ${names} (Jupyter draws them by its package jupyterlab_widgets)`));
  }

  const first = picture();
  if (first instanceof Promise) host.track(first.then((bundle) => host.show(bundle, { id })));
  else host.show(first, { id });
}
