/** @file Elements made of text: nothing is ever read as HTML, and what would not be seen is written out. */

import { visible } from "./visible.ts";

type Child = Node | string | number | undefined | false;

/** An element with attributes and children; a text child is text. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value === true) element.setAttribute(name, "");
    else if (typeof value === "string") element.setAttribute(name, visible(value));
  for (const child of children)
    if (child instanceof Node) element.append(child);
    else if (child !== undefined && child !== false) element.append(visible(String(child)));
  return element;
}

/** A button that does something. */
export function button(
  label: string,
  act: () => void,
  attributes: Readonly<Record<string, string>> = {},
): HTMLButtonElement {
  const made = el("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

/** An element of the page by its id. */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found as Kind;
}

/** At most two decimals; a dash for nothing. */
export function points(value: number | null): string {
  return value === null ? "–" : String(Math.round(value * 100) / 100);
}

/** 90 seconds as "2 min", 7200 as "2 h", 200000 as "2.3 d". */
export function late(seconds: number): string {
  if (seconds <= 0) return "";
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.round(seconds / 360) / 10} h`;
  return `${Math.round(seconds / 8640) / 10} d`;
}

const first = 60; // rows that are there at once: more than a tall screen holds
const next = 150;

/** Puts rows into a table, those in view at once and the others in parts, so that the first view is quick; gives the way to stop. */
export function appendInParts(body: HTMLElement, count: number, row: (index: number) => HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const append = (from: number, to: number): void => {
    body.append(...Array.from({ length: Math.min(to, count) - from }, (_, i) => row(from + i)));
    if (to < count) timer = setTimeout(append, 0, to, to + next);
  };
  body.replaceChildren();
  append(0, first);
  return () => clearTimeout(timer);
}
