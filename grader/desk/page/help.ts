/** @file The keys. */

import { button, el } from "./dom.ts";

const keys: readonly (readonly [string, string])[] = [
  ["j  k", "next, previous learner"],
  ["l  h", "next, previous exercise"],
  ["Enter", "open the learner; save points"],
  ["m", "mark: points by hand"],
  ["c", "comment"],
  ["Ctrl+Enter", "save while in the comment"],
  ["Esc", "leave the field; back to the class"],
  ["/", "search"],
  ["g", "grade what waits"],
  ["?", "this list"],
];

/** Fills the dialog of keys. */
export function fillHelp(dialog: HTMLDialogElement): void {
  dialog.replaceChildren(
    el("h2", {}, "Keys"),
    el("dl", {}, ...keys.flatMap(([key, words]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, words)])),
    button("close", () => dialog.close()),
  );
}
