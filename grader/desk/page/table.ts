/**
 * @file The class as one plain table: a browser's own search, selection and screen readers work on it. Rows are built
 * once, those in view first; later only what changed is written, and sorting moves the rows that are there.
 */

import { appendInParts, el, late, points } from "./dom.ts";
import { addressOf, type Choice } from "./state.ts";
import type { CellState, CellView, ClassView, LearnerView } from "./wire.ts";

/** A sign beside the points, and what it means: never colour alone. */
const signs: Readonly<Record<CellState, readonly [sign: string, words: string]>> = {
  none: ["", "nothing handed in"],
  waiting: ["…", "waiting for a grade"],
  failed: ["!", "grading failed for a reason of ours"],
  graded: ["", "graded"],
  manual: ["✎", "marked by hand"],
  review: ["⚑", "marked by hand, and what lies below has changed"],
};

interface Row {
  readonly line: HTMLTableRowElement;
  readonly cells: readonly HTMLAnchorElement[];
  readonly head: HTMLAnchorElement;
  readonly rest: readonly HTMLTableCellElement[];
  seen: LearnerView;
}

/** The table on the page. */
export interface ClassTable {
  readonly element: HTMLElement;
  /** Shows a class in the order chosen. */
  show(view: ClassView, shown: readonly LearnerView[], choice: Choice): void;
  /** Marks the line of a learner, and brings it into view. */
  select(learner: string | undefined): void;
}

/** Makes the table; `sort` is called with the column that was asked for. */
export function classTable(sort: (column: string) => void): ClassTable {
  const head = el("tr");
  const body = el("tbody");
  const columns = el("colgroup");
  const table = el("table", { id: "class-table" }, columns, el("thead", {}, head), body);
  const element = el("div", { class: "scroll" }, table);
  let rows = new Map<string, Row>();
  let made = "";
  let selected: HTMLTableRowElement | undefined;
  let stop = (): void => {};

  function build(view: ClassView): void {
    const key = JSON.stringify([view.set.id, view.exercises]);
    if (key === made) return;
    made = key;
    rows = new Map();
    const fixed = ["name", "id", "section"];
    const all = [...fixed, "attempts", "late", ...view.exercises.map(({ id }) => id), "total"];
    columns.replaceChildren(...all.map((column) => el("col", { class: `c-${column.replace(/\W/g, "-")}` })));
    head.replaceChildren(
      ...all.map((column) => {
        const exercise = view.exercises.find(({ id }) => id === column);
        const label = exercise ? column.split("/").slice(1).join("/") : column;
        const most = exercise?.points ?? (column === "total" ? view.set.worth : undefined);
        const ask = el("button", { type: "button", title: exercise ? column : `sort by ${column}` }, label);
        ask.addEventListener("click", () => sort(column));
        return el(
          "th",
          { scope: "col", "data-column": column, class: fixed.includes(column) ? "" : "number" },
          ask,
          most !== undefined && el("small", {}, ` of ${points(most)}`),
        );
      }),
    );
  }

  function rowOf(view: ClassView, learner: LearnerView): Row {
    const to = (exercise: string | undefined): string =>
      addressOf({ view: "work", set: view.set.id, learner: learner.id, exercise: exercise ?? "" });
    const name = el("a", { href: to(view.exercises[0]?.id) });
    const cells = view.exercises.map(({ id }) => el("a", { href: to(id), tabindex: "-1" }));
    const rest = [
      el("td"),
      el("td"),
      el("td", { class: "number" }),
      el("td", { class: "number late" }),
      el("td", { class: "number total" }),
    ];
    const line = el(
      "tr",
      {},
      el("th", { scope: "row" }, name),
      ...rest.slice(0, 4),
      ...cells.map((cell) => el("td", { class: "number" }, cell)),
      rest[4],
    );
    line.dataset.learner = learner.id;
    return { line, cells, head: name, rest, seen: { ...learner, cells: [], name: "\0", attempts: -1 } };
  }

  function fill(row: Row, learner: LearnerView): void {
    if (row.seen === learner) return;
    const { name, id, section, attempts, lateSeconds, total } = learner;
    const texts = [id, section, attempts === 0 ? "" : String(attempts), late(lateSeconds), points(total)];
    for (const [i, cell] of row.rest.entries()) write(cell, texts[i]);
    write(row.head, name === "" ? id : name);
    for (const [i, cell] of learner.cells.entries()) {
      const before = row.seen.cells[i];
      if (before?.points !== cell.points || before.state !== cell.state) fillCell(row.cells[i], cell);
    }
    row.seen = learner;
  }

  return {
    element,
    show(view, shown, choice) {
      build(view);
      const line = (learner: LearnerView): HTMLTableRowElement => {
        let row = rows.get(learner.id);
        if (row === undefined) {
          row = rowOf(view, learner);
          rows.set(learner.id, row);
        }
        fill(row, learner);
        return row.line;
      };
      stop();
      const there = body.children;
      const isSame = there.length === shown.length && shown.every(({ id }, i) => there[i] === rows.get(id)?.line);
      if (isSame) for (const learner of shown) line(learner);
      else stop = appendInParts(body, shown.length, (i) => line(shown[i]));
      for (const cell of head.children) {
        const is = (cell as HTMLElement).dataset.column === choice.sort;
        if (is) cell.setAttribute("aria-sort", choice.ascending ? "ascending" : "descending");
        else cell.removeAttribute("aria-sort");
      }
    },
    select(learner) {
      selected?.removeAttribute("aria-selected");
      selected = learner === undefined ? undefined : rows.get(learner)?.line;
      selected?.setAttribute("aria-selected", "true");
      selected?.scrollIntoView({ block: "nearest" });
    },
  };
}

function write(element: HTMLElement, text: string): void {
  const [made] = el("span", {}, text).childNodes; // as every text: made visible
  element.replaceChildren(...(made ? [made] : []));
}

function fillCell(link: HTMLAnchorElement, { points: value, state }: CellView): void {
  const [sign, words] = signs[state];
  link.className = state;
  link.title = words;
  link.replaceChildren(
    ...(sign === "" ? [] : [el("span", { class: "sign", "aria-label": words }, sign)]),
    points(value),
  );
}
