/** @file The desk's page: where one is (in the address), what was chosen, what the server says by itself, and the keys. */

import { fetchClass, fetchWork, listen, sendTask } from "./api.ts";
import { byId, el } from "./dom.ts";
import { regradePage, showTask } from "./grading.ts";
import { fillHelp } from "./help.ts";
import { addressOf, type Choice, chosen, filters, type Place, placeOf } from "./state.ts";
import { classTable } from "./table.ts";
import { visible } from "./visible.ts";
import type { ClassView, LearnerView, TaskView } from "./wire.ts";
import { type Work, workPage } from "./work.ts";

const bar = {
  set: byId<HTMLSelectElement>("set"),
  search: byId<HTMLInputElement>("search"),
  filter: byId<HTMLSelectElement>("filter"),
};
const main = byId("main");
const strip = byId("task");
const problem = byId("problem");
const keys = byId<HTMLDialogElement>("keys");

let view: ClassView | undefined;
let shown: LearnerView[] = [];
let choice: Choice = { search: "", filter: "all", sort: "name", ascending: true };
let task: TaskView | undefined;
let work: Work | undefined;
/** where the cursor of the keyboard is, also while the table is shown */
let at: { learner: string | undefined; exercise: string | undefined } = { learner: undefined, exercise: undefined };
let latest = 0;

const table = classTable((column) => {
  const isText = ["name", "id", "section"].includes(column);
  const ascending = choice.sort === column ? !choice.ascending : isText; // of numbers the largest first
  choose({ ...choice, sort: column, ascending });
});

const place = (): Place => placeOf(location.hash);
function go(next: Place): void {
  location.hash = addressOf(next);
}

function fail(error: unknown): void {
  problem.textContent = visible(error instanceof Error ? error.message : String(error));
  problem.hidden = false;
}

/** Shows what was loaded, at the place of the address. */
function render(): void {
  if (view === undefined) return;
  shown = chosen(view, choice);
  const now = place();
  byId("class").textContent = visible(view.className);
  byId("count").textContent =
    shown.length === view.learners.length ? `${shown.length} learners` : `${shown.length} of ${view.learners.length}`;
  if (now.view === "table") {
    work = undefined;
    table.show(view, shown, choice);
    if (main.firstElementChild !== table.element) {
      main.replaceChildren(table.element);
      table.select(at.learner);
    }
    document.title = visible(`${view.set.title || view.set.id} · Cryolab desk`);
  } else if (now.view === "regrade") {
    work = undefined;
    main.replaceChildren(regradePage(task, view.set.id, publish, back));
  }
}

/** Loads the class again; what is typed elsewhere stays. */
async function load(set: string): Promise<void> {
  const next = await fetchClass(set);
  const isOther = view?.set.id !== next.set.id;
  view = next;
  if (isOther) {
    bar.set.replaceChildren(
      ...next.sets.map(({ id, title }) =>
        el(
          "option",
          { value: id, selected: id === next.set.id },
          title === "" || title === id ? id : `${id} · ${title}`,
        ),
      ),
    );
    if (
      !["name", "id", "section", "attempts", "late", "total", ...next.exercises.map(({ id }) => id)].includes(
        choice.sort,
      )
    )
      choice = { ...choice, sort: "name", ascending: true };
  }
  render();
}

/** Loads one piece of work; an answer that comes after the next question is dropped. */
async function openWork(
  { set, learner, exercise }: Extract<Place, { view: "work" }>,
  mayReplace: () => boolean = () => true,
): Promise<void> {
  const mine = ++latest;
  const loaded = await fetchWork(set, learner, exercise);
  if (mine !== latest || view === undefined || !mayReplace()) return;
  const isSame =
    work !== undefined && main.contains(work.element) && JSON.stringify(work.view) === JSON.stringify(loaded);
  if (isSame) return; // what is unfolded stays so
  const isAgain = work?.view.learner.id === learner && work.view.exercise === exercise && main.contains(work.element);
  const top = isAgain ? main.scrollTop : 0;
  const index = shown.findIndex(({ id }) => id === learner);
  at = { learner, exercise };
  work = workPage(loaded, {
    learner: view.learners.find(({ id }) => id === learner),
    exercises: view.exercises,
    position: index < 0 ? "" : `${index + 1} of ${shown.length}`,
    previous: () => step(-1),
    next: () => step(1),
    back,
    grade: () => begin({ kind: "grade", set, learner }),
    saved: () => void reload(),
  });
  main.replaceChildren(work.element);
  main.scrollTop = top;
  document.title = visible(`${loaded.learner.name || learner} · ${exercise}`);
}

async function follow(): Promise<void> {
  problem.hidden = true;
  const now = place();
  try {
    if (view === undefined || (now.set !== "" && view.set.id !== now.set)) await load(now.set);
    else render();
    if (now.view === "work" && view !== undefined)
      await openWork(now.exercise === "" ? { ...now, exercise: view.exercises[0]?.id ?? "" } : now);
  } catch (error) {
    fail(error);
  }
}

/** Something has changed in the store: the table follows at once, work that is being typed on stays as it is. */
async function reload(): Promise<void> {
  try {
    await load(view?.set.id ?? "");
    const now = place();
    const isFree = (): boolean => work !== undefined && !work.isDirty() && !main.contains(typingIn());
    if (now.view === "work" && isFree()) await openWork(now, isFree); // asked again: one may type while it loads
  } catch (error) {
    fail(error);
  }
}

function choose(next: Choice): void {
  choice = next;
  render();
}

/** The field that is typed in. */
function typingIn(): Element | null {
  const { activeElement } = document;
  return activeElement?.matches("input, textarea, select") ? activeElement : null;
}

/** Whether one may leave what is open: what is typed must be saved or dropped first. */
function mayLeave(): boolean {
  if (work === undefined || place().view !== "work" || !work.isDirty()) return true;
  work.warn();
  return false;
}

/** To another learner in the order of the table. */
function step(by: number): void {
  if (!mayLeave() || shown.length === 0 || view === undefined) return;
  const index = shown.findIndex(({ id }) => id === at.learner);
  const next = shown[Math.max(0, Math.min(shown.length - 1, index < 0 ? 0 : index + by))].id;
  at = { ...at, learner: next };
  if (place().view === "work")
    go({ view: "work", set: view.set.id, learner: next, exercise: at.exercise ?? view.exercises[0].id });
  else table.select(next);
}

/** To another exercise of the same learner. */
function turn(by: number): void {
  const now = place();
  if (now.view !== "work" || view === undefined || !mayLeave()) return;
  const index = view.exercises.findIndex(({ id }) => id === now.exercise);
  const next = view.exercises[Math.max(0, Math.min(view.exercises.length - 1, index + by))];
  go({ ...now, exercise: next.id });
}

function back(): void {
  if (mayLeave() && view !== undefined) go({ view: "table", set: view.set.id });
}

function begin(order: Parameters<typeof sendTask>[0]): void {
  problem.hidden = true;
  sendTask(order).catch(fail);
}

function publish(seal: string): void {
  if (view !== undefined) begin({ kind: "publish", set: view.set.id, seal });
}

function heard(next: TaskView | undefined): void {
  task = next;
  showTask(strip, task, {
    read: () => mayLeave() && task !== undefined && go({ view: "regrade", set: task.set }),
    close: () => heard(undefined),
  });
  if (place().view === "regrade") render();
}

/** Keys, when nothing is typed in. */
const acts: Readonly<Record<string, () => void>> = {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => place().view === "table" && step(1),
  ArrowUp: () => place().view === "table" && step(-1),
  l: () => turn(1),
  h: () => turn(-1),
  m: () => work?.focus("points"),
  c: () => work?.focus("comment"),
  g: () => byId("grade").click(),
  "/": () => bar.search.focus(),
  "?": () => keys.showModal(),
  Escape: back,
  Enter: () => {
    if (place().view === "table" && view !== undefined && at.learner !== undefined)
      go({ view: "work", set: view.set.id, learner: at.learner, exercise: at.exercise ?? view.exercises[0].id });
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  const field = typingIn();
  if (field !== null) {
    if (event.key === "Escape") (field as HTMLElement).blur();
    return;
  }
  if (event.key === "Enter" && event.target instanceof Element && event.target.closest("a, button, summary")) return;
  const act = acts[event.key];
  if (act === undefined) return;
  const isArrow = event.key.startsWith("Arrow");
  if (isArrow && place().view !== "table") return;
  event.preventDefault();
  act();
});

bar.search.addEventListener("input", () => choose({ ...choice, search: bar.search.value }));
bar.search.addEventListener("focus", () => {
  if (place().view !== "table") back();
});
bar.filter.append(...filters.map(({ id, label }) => el("option", { value: id }, label)));
bar.filter.addEventListener("change", () => choose({ ...choice, filter: bar.filter.value }));
bar.set.addEventListener("change", () => mayLeave() && go({ view: "table", set: bar.set.value }));
byId("grade").addEventListener("click", () => view !== undefined && begin({ kind: "grade", set: view.set.id }));
byId("regrade").addEventListener("click", () => view !== undefined && begin({ kind: "regrade", set: view.set.id }));
byId("help").addEventListener("click", () => keys.showModal());
fillHelp(keys);

let address = location.hash;
addEventListener("hashchange", () => {
  // the browser's own back button: what is typed stays until it is saved or dropped
  if (work?.isDirty() && main.contains(work.element) && location.hash !== address) {
    history.replaceState(null, "", address);
    work.warn();
    return;
  }
  address = location.hash;
  void follow();
});
addEventListener("beforeunload", (event) => {
  if (work?.isDirty()) event.preventDefault();
});

// the key came with the address and is a cookie now: it need not stand in the history
history.replaceState(null, "", `/${location.hash}`);

let reloading = false;
let isDown = false;
void follow().then(() => {
  // what the tests measure: the first rows are on the screen
  requestAnimationFrame(() => setTimeout(() => performance.mark("first view")));
});
listen(
  (happening) => {
    if (happening.kind === "task") {
      const isNew = task?.state === "running" || happening.task.state === "running";
      heard(happening.task);
      if (happening.task.state === "running" || !isNew) return;
    }
    if (reloading) return;
    reloading = true;
    setTimeout(() => {
      reloading = false;
      void reload();
    }, 50);
  },
  (isOpen) => {
    if (!isOpen) fail("the desk does not answer; it may have been closed in the terminal");
    else if (isDown) {
      problem.hidden = true;
      void reload();
    }
    isDown = !isOpen;
  },
);
