/** @file One exercise of one learner: code on the left; mark, tests, hand-ins on the right. */

import { ApiError, fetchFeedback, sendMark } from "./api.ts";
import { button, el, late, points } from "./dom.ts";
import { addressOf } from "./state.ts";
import type { GradeView, LearnerView, TestView, WorkView } from "./wire.ts";

/** The open work. */
export interface Work {
  readonly element: HTMLElement;
  readonly view: WorkView;
  /** something is typed that is not saved */
  isDirty(): boolean;
  focus(field: "points" | "comment"): void;
  /** Says that what is typed is not saved yet. */
  warn(): void;
}

/** What lies around a piece of work. */
export interface Around {
  readonly learner: LearnerView | undefined;
  readonly exercises: readonly { readonly id: string; readonly points: number }[];
  /** "12 of 345" */
  readonly position: string;
  readonly previous: () => void;
  readonly next: () => void;
  readonly back: () => void;
  readonly grade: () => void;
  readonly saved: () => void;
}

/** Shows one. */
export function workPage(view: WorkView, around: Around): Work {
  const { learner } = view;
  const tabs = around.exercises.map(({ id, points: worth }, i) =>
    el(
      "a",
      {
        href: addressOf({ view: "work", set: view.set, learner: learner.id, exercise: id }),
        class: `tab ${around.learner?.cells[i]?.state ?? ""}`,
        "aria-current": id === view.exercise ? "page" : undefined,
      },
      id,
      el("small", {}, ` ${points(around.learner?.cells[i]?.points ?? null)} of ${points(worth)}`),
    ),
  );
  const marking = markForm(view, around.saved);
  const element = el(
    "article",
    { id: "work" },
    el(
      "header",
      {},
      button("← class", around.back, { title: "Esc" }),
      el(
        "h2",
        { title: learner.name },
        learner.name === "" ? learner.id : learner.name,
        " ",
        el("small", {}, [learner.id, learner.section].filter(Boolean).join(" · ")),
      ),
      el("span", { class: "space" }),
      el("span", { class: "quiet" }, around.position),
      button("previous", around.previous, { title: "k" }),
      button("next", around.next, { title: "j" }),
      button("grade this learner", around.grade),
    ),
    el("nav", { "aria-label": "exercises" }, ...tabs),
    el(
      "div",
      { class: "columns" },
      el("section", { "aria-label": "code", class: "code" }, ...code(view)),
      el("section", { "aria-label": "mark and tests" }, marking.element, ...results(view)),
    ),
  );
  return { element, view, isDirty: marking.isDirty, focus: marking.focus, warn: marking.warn };
}

function code({ code: cells, noCode }: WorkView): HTMLElement[] {
  const numbered = (source: string): HTMLElement => {
    const pre = el("pre", { tabindex: "0" });
    const lines = source.replace(/\n$/, "").split("\n");
    // beyond that a line is a line: an element each would be slow
    if (lines.length > 2000) pre.append(el("code", {}, source));
    else pre.append(el("code", { class: "lines" }, ...lines.map((line) => el("span", {}, `${line}\n`))));
    return pre;
  };
  const answers = cells.filter((cell) => cell.answers);
  const others = cells.filter((cell) => !cell.answers);
  return [
    ...(noCode === "" ? [] : [el("p", { class: "note" }, noCode)]),
    ...answers.map(({ label, source }) => el("figure", {}, el("figcaption", {}, label), numbered(source))),
    ...(others.length === 0
      ? []
      : [
          el(
            "details",
            {},
            el("summary", {}, `${others.length} other ${others.length === 1 ? "cell" : "cells"}`),
            ...others.map(({ label, source }) =>
              el("figure", {}, el("figcaption", {}, label), el("pre", {}, el("code", {}, source))),
            ),
          ),
        ]),
  ];
}

function results(view: WorkView): HTMLElement[] {
  const { run, failure, submissions } = view;
  return [
    el("h3", {}, "Tests", run ? el("small", {}, ` ${points(run.points)} of ${points(run.max)}`) : undefined),
    ...(failure === null ? [] : [el("p", { class: "note" }, `Not graded, for a reason of ours: ${failure}`)]),
    ...(run === null ? [el("p", { class: "quiet" }, "not graded yet")] : []),
    ...(run && run.status !== "graded" ? [el("p", { class: "note" }, `${run.status}: ${run.message ?? ""}`)] : []),
    ...(run?.warnings ?? []).map((warning) => el("p", { class: "note" }, warning)),
    ...(run === null ? [] : [el("ol", { class: "tests" }, ...run.tests.map(test))]),
    ...(run === null ? [] : [el("p", { class: "quiet" }, run.origin)]),
    feedback(view),
    el("h3", {}, "Hand-ins"),
    el(
      "ol",
      { class: "hand-ins" },
      ...submissions.map(({ name, attempt, when, source, lateSeconds, counts }) =>
        el(
          "li",
          counts ? { class: "counts" } : {},
          `${attempt}. ${name} `,
          el(
            "span",
            { class: "quiet" },
            `${when} (${source})${lateSeconds > 0 ? ` · ${late(lateSeconds)} late` : ""}${counts ? " · counts" : ""}`,
          ),
        ),
      ),
    ),
  ];
}

/** The feedback of the whole set as the learner will read it; asked for when it is unfolded. */
function feedback({ set, learner }: WorkView): HTMLElement {
  const policies = ["messages", "scores", "full-visible"];
  const choice = el("select", { "aria-label": "policy" }, ...policies.map((policy) => el("option", {}, policy)));
  const text = el("pre", { tabindex: "0" });
  const load = (): void => {
    fetchFeedback(set, learner.id, choice.value).then(
      (read) => text.replaceChildren(...el("span", {}, read).childNodes),
      (error: Error) => text.replaceChildren(...el("span", {}, error.message).childNodes),
    );
  };
  const fold = el(
    "details",
    { class: "feedback" },
    el("summary", {}, "Feedback of the set, as the learner will read it"),
    choice,
    text,
  );
  fold.addEventListener("toggle", () => fold.open && load());
  choice.addEventListener("change", load);
  return fold;
}

function test({
  title,
  hidden,
  status,
  points: got,
  max,
  diagnosis,
  publicMessage,
  privateMessage,
}: TestView): HTMLElement {
  const isPass = status === "pass";
  return el(
    "li",
    { class: isPass ? "pass" : "fail" },
    el(
      "div",
      { class: "head" },
      el("span", { class: "sign", "aria-label": status }, isPass ? "✓" : "✗"),
      el("span", { class: "title" }, title),
      el(
        "span",
        { class: "quiet" },
        `${hidden ? "hidden · " : ""}${isPass ? "" : `${status} · `}${points(got)} of ${points(max)}`,
      ),
    ),
    diagnosis !== null && el("p", { class: "diagnosis" }, diagnosis),
    publicMessage !== "" &&
      el("div", { class: "message" }, el("h4", {}, "the learner reads"), el("pre", {}, publicMessage)),
    privateMessage !== null &&
      privateMessage !== publicMessage &&
      el("div", { class: "message private" }, el("h4", {}, "only you read"), el("pre", {}, privateMessage)),
  );
}

function markForm(view: WorkView, saved: () => void): Pick<Work, "element" | "isDirty" | "focus" | "warn"> {
  let grade = view.grade;
  const field = el("input", {
    id: "points",
    inputmode: "decimal",
    autocomplete: "off",
    "aria-describedby": "standing",
    size: "6",
  });
  const comment = el("textarea", {
    id: "comment",
    rows: "3",
    maxlength: "20000",
    placeholder: "comment for the learner",
  });
  const standing = el("p", { id: "standing", class: "quiet" });
  const note = el("div", { role: "alert", class: "note" });
  note.hidden = true;

  const typed = (): string => field.value.trim().replace(",", ".");
  const shown = (value: number | null): string => (value === null ? "" : String(value));
  const isDirty = (): boolean => typed() !== shown(grade.manual) || comment.value !== grade.comment;
  const say = (...words: (string | HTMLElement)[]): void => {
    note.replaceChildren(...words.map((word) => (typeof word === "string" ? el("p", {}, word) : word)));
    note.hidden = words.length === 0;
  };
  const stand = (): void => {
    const { auto, lateFactor, manual, needsReview, marker, published } = grade;
    const tests =
      auto === null
        ? "no points by the tests"
        : `${points(auto)} by the tests${lateFactor === 1 ? "" : ` × ${points(lateFactor)} for lateness`}`;
    const hand = manual === null ? "" : `, replaced by hand${marker === "" ? "" : ` (${marker})`}`;
    standing.replaceChildren(
      el("b", {}, `${points(grade.counts)} of ${points(view.worth)}`),
      el("span", {}, ` · ${tests}${hand}${published ? " · published" : ""}`),
    );
    if (needsReview)
      standing.append(
        el("strong", { class: "review" }, " ⚑ what lies below this mark has changed: save it again, or change it"),
      );
  };
  const take = (next: GradeView): void => {
    grade = next;
    field.value = shown(next.manual);
    comment.value = next.comment;
    stand();
    say();
  };
  const save = async (version: number, bonus = false): Promise<void> => {
    const text = typed();
    const value = text === "" ? null : Number(text);
    if (value !== null && !(value >= 0))
      return say(`points must be a number from 0 to ${points(view.worth)}, got ${text}`);
    if (value !== null && value > view.worth && !bonus)
      return say(
        `That is more than the ${points(view.worth)} points it is worth.`,
        button("give it as a bonus", () => void save(version, true)),
      );
    try {
      take(
        await sendMark({
          set: view.set,
          learner: view.learner.id,
          exercise: view.exercise,
          points: value,
          comment: comment.value,
          version,
          bonus,
        }),
      );
      for (const input of [field, comment]) input.blur();
      saved();
    } catch (error) {
      const now = error instanceof ApiError ? error.grade : undefined;
      if (now === undefined) return say(`Not saved: ${(error as Error).message}`);
      say(
        "Not saved: somebody else changed this grade while you looked at it. Yours is still in the fields; theirs is:",
        el(
          "blockquote",
          {},
          `${now.manual === null ? "no mark by hand" : `${points(now.manual)} points`}${now.marker === "" ? "" : ` by ${now.marker}`}${now.comment === "" ? "" : `: ${now.comment}`}`,
        ),
        button("save mine over it", () => void save(now.version, bonus)),
        button("take theirs", () => take(now)),
      );
    }
  };

  const form = el(
    "form",
    { id: "mark" },
    el("label", {}, "points by hand ", field, ` of ${points(view.worth)}`),
    el("label", { class: "wide" }, el("span", { class: "quiet" }, "comment"), comment),
    el(
      "div",
      { class: "acts" },
      el("button", { type: "submit" }, "Save"),
      el("span", { class: "quiet" }, "Enter · in the comment Ctrl+Enter · empty points take the mark away"),
    ),
    standing,
    note,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void save(grade.version);
  });
  comment.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save(grade.version);
    }
  });
  take(grade);
  return {
    element: form,
    isDirty,
    focus(which) {
      const input = which === "points" ? field : comment;
      input.focus();
      input.select();
    },
    warn() {
      say(
        "What you typed is not saved yet.",
        button("save it", () => void save(grade.version)),
        button("drop it", () => take(grade)),
      );
    },
  };
}
