/**
 * @file How a value is shown: a bundle of one content in several formats, by MIME type. A value says how it wants to be
 * shown by a method `[Symbol.for("Jupyter.display")]`, the convention of Deno's kernel; a table of danfojs is a table, and
 * everything else is text.
 */

import { randomUUID } from "node:crypto";
import type { Bundle, DisplayHandle } from "./bundle.ts";
import { formatValue } from "./format.ts";
import type { Host } from "./host.ts";
import { isFrame, makeTable } from "./table.ts";

const displayMethod: symbol = Symbol.for("Jupyter.display");

/** Whether a value is a bundle: a plain object whose keys are all MIME types. */
function isBundle(value: unknown): value is Bundle {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^[a-z]+\/[\w.+-]+$/i.test(key));
}

function checkBundle(bundle: unknown): Bundle {
  if (typeof bundle === "object" && bundle !== null) return bundle as Bundle;
  throw new TypeError(
    `[Symbol.for("Jupyter.display")]: must return an object by MIME type, got ${formatValue(bundle)}`,
  );
}

/** The bundle of a value, promised if the value promises it. An empty one asks to show nothing. */
export function bundleOf(value: unknown): Bundle | Promise<Bundle> {
  const method = typeof value === "object" && value !== null ? Reflect.get(value, displayMethod) : undefined;
  if (typeof method !== "function") {
    if (!isFrame(value)) return { "text/plain": formatValue(value) };
    const { text, html } = makeTable(value, {});
    return { "text/plain": text, "text/html": html };
  }
  const bundle: unknown = method.call(value);
  return bundle instanceof Promise ? bundle.then(checkBundle) : checkBundle(bundle);
}

/** The bundle of what `display` is given: a text is itself, a bundle too. */
export function contentOf(value: unknown): Bundle | Promise<Bundle> {
  if (typeof value === "string") return { "text/plain": value };
  return isBundle(value) ? value : bundleOf(value);
}

/** A bundle as the wire takes it. */
export function encodeBundle(bundle: Bundle): Bundle {
  return Object.fromEntries(
    Object.entries(bundle).map(([type, content]) => [
      type,
      content instanceof Uint8Array ? Buffer.from(content).toString("base64") : content,
    ]),
  );
}

/** Shows a value, or a bundle itself, and returns what can replace it. */
export function show(host: Host, value: unknown, id: string = randomUUID()): DisplayHandle {
  const put = (shown: unknown, update: boolean): void => {
    const bundle = contentOf(shown);
    if (bundle instanceof Promise) host.track(bundle.then((content) => host.show(content, { id, update })));
    else host.show(bundle, { id, update });
  };
  put(value, false);
  // As the last value of a cell, a handle is nothing to look at.
  const handle: DisplayHandle = { id, update: (next) => put(next, true) };
  return Object.defineProperty(handle, displayMethod, { value: () => ({}) });
}
