/** @file Long work as a strip below the bar, and the differences of a regrade as a table that is read before it counts. */

import { sendStop } from "./api.ts";
import { appendInParts, button, el, points } from "./dom.ts";
import { addressOf } from "./state.ts";
import type { TaskView } from "./wire.ts";

const verbs = { grade: "Grading", regrade: "Grading again", publish: "Publishing" } as const;

/** Shows what is being done. */
export function showTask(
  strip: HTMLElement,
  task: TaskView | undefined,
  act: { read: () => void; close: () => void },
): void {
  strip.hidden = task === undefined;
  if (task === undefined) return;
  const { kind, set, state, done, total, last, message, differences } = task;
  strip.className = state;
  if (state === "running") {
    const bar = el("progress", { max: String(Math.max(1, total)), value: String(done), "aria-label": verbs[kind] });
    const far = total > 0 ? `${done} of ${total}` : "";
    strip.replaceChildren(
      el("span", {}, `${verbs[kind]} ${set}`),
      bar,
      el("span", { class: "number" }, far),
      el("span", { class: "quiet last" }, last),
      button("stop", () => void sendStop()),
    );
    return;
  }
  const names = { grade: "Grading", regrade: "Regrade", publish: "Publication" };
  strip.replaceChildren(
    el("span", {}, `${names[kind]} of ${set}: ${message === "" ? state : message}`),
    ...(differences === undefined ? [] : [button("read the differences", act.read)]),
    button("close", act.close),
  );
}

/** The differences of a regrade. */
export function regradePage(
  task: TaskView | undefined,
  set: string,
  publish: (seal: string) => void,
  back: () => void,
): HTMLElement {
  const head = (...more: HTMLElement[]): HTMLElement =>
    el(
      "header",
      {},
      button("← class", back, { title: "Esc" }),
      el("h2", {}, `Regrade of ${set}`),
      el("span", { class: "space" }),
      ...more,
    );
  const { differences, same, seal } = task ?? {};
  if (differences === undefined || task?.set !== set || seal === undefined)
    return el(
      "article",
      { id: "regrade-page" },
      head(),
      el("p", { class: "quiet" }, "No regrade has been read. Begin one with Regrade…"),
    );
  const grown = differences.filter(({ before, after }) => (after ?? 0) > (before ?? 0)).length;
  const n = differences.length;
  const ask = button(`Publish ${n} ${n === 1 ? "change" : "changes"}`, () => publish(seal), { class: "primary" });
  ask.disabled = n === 0 || task.state !== "done" || task.kind !== "regrade";
  const change = (before: number | null, after: number | null): HTMLElement => {
    const by = (after ?? 0) - (before ?? 0);
    return el("td", { class: `number ${by < 0 ? "loses" : "gains"}` }, `${by < 0 ? "−" : "+"}${points(Math.abs(by))}`);
  };
  const body = el("tbody");
  appendInParts(body, n, (i) => {
    const { learner, name, exercise, before, after, manual, tests } = differences[i];
    const link = el(
      "a",
      { href: addressOf({ view: "work", set, learner, exercise }), title: learner },
      name || learner,
    );
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, link),
      el("td", {}, exercise),
      el("td", { class: "number" }, points(before)),
      el("td", { class: "number" }, points(after)),
      change(before, after),
      el("td", { class: "number" }, manual === null ? "" : `✎ ${points(manual)}`),
      el("td", { class: "changed" }, ...tests.map((line) => el("div", {}, line))),
    );
  });
  const columns = ["learner", "exercise", "before", "after", "change", "by hand", "tests that ended otherwise"];
  return el(
    "article",
    { id: "regrade-page" },
    head(ask),
    el(
      "p",
      { class: "quiet" },
      `${n - grown} lose, ${grown} gain, ${same} stay. Nothing is written before you publish it; marks by hand stay and are flagged.`,
    ),
    el(
      "div",
      { class: "scroll" },
      el(
        "table",
        {},
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            ...columns.map((name, i) => el("th", { scope: "col", class: i > 1 && i < 6 ? "number" : "" }, name)),
          ),
        ),
        body,
      ),
    ),
  );
}
