/** @file What server and page of the desk say to each other, as JSON. Times are ms since 1970. */

/** How an exercise of a learner stands. `none`: nothing handed in; `waiting`: handed in, not graded. */
export type CellState = "none" | "waiting" | "failed" | "graded" | "manual" | "review";

/** One exercise of one learner in the table. */
export interface CellView {
  /** points that count; null: none yet */
  readonly points: number | null;
  readonly state: CellState;
}

/** One line of the table. */
export interface LearnerView {
  readonly id: string;
  readonly name: string;
  readonly section: string;
  readonly attempts: number;
  /** of the last file, seconds after the due date */
  readonly lateSeconds: number;
  readonly total: number;
  /** in the order of the set's exercises */
  readonly cells: readonly CellView[];
}

/** A class and one of its sets. */
export interface ClassView {
  readonly className: string;
  readonly sets: readonly { readonly id: string; readonly title: string }[];
  readonly set: { readonly id: string; readonly title: string; readonly due: string; readonly worth: number };
  readonly exercises: readonly { readonly id: string; readonly points: number }[];
  readonly learners: readonly LearnerView[];
  readonly waiting: number;
  readonly failed: number;
}

/** A grade as it stands. */
export interface GradeView {
  readonly auto: number | null;
  readonly lateFactor: number;
  readonly manual: number | null;
  readonly comment: string;
  readonly marker: string;
  readonly needsReview: boolean;
  /** 0: there is no row yet */
  readonly version: number;
  readonly published: boolean;
  /** points that count */
  readonly counts: number | null;
}

/** One test. */
export interface TestView {
  readonly title: string;
  readonly hidden: boolean;
  readonly status: string;
  readonly points: number;
  readonly max: number;
  readonly diagnosis: string | null;
  /** what the learner reads */
  readonly publicMessage: string;
  readonly privateMessage: string | null;
}

/** The grading that counts. */
export interface RunView {
  readonly status: string;
  readonly message: string | null;
  readonly warnings: readonly string[];
  readonly points: number;
  readonly max: number;
  /** "level A · cryolab 0.1.0 · Node v20 · 0.9 s" */
  readonly origin: string;
  readonly tests: readonly TestView[];
}

/** One exercise of one learner. */
export interface WorkView {
  readonly set: string;
  readonly learner: { readonly id: string; readonly name: string; readonly section: string };
  readonly exercise: string;
  readonly worth: number;
  readonly grade: GradeView;
  readonly run: RunView | null;
  /** the answer, and what else is in the file */
  readonly code: readonly { readonly label: string; readonly source: string; readonly answers: boolean }[];
  /** why there is no code */
  readonly noCode: string;
  readonly submissions: readonly {
    readonly name: string;
    readonly attempt: number;
    readonly when: string;
    readonly source: string;
    readonly lateSeconds: number;
    readonly counts: boolean;
  }[];
  /** a job that failed for reasons of ours */
  readonly failure: string | null;
}

/** What a mark sends; null takes the mark away. */
export interface MarkOrder {
  readonly set: string;
  readonly learner: string;
  readonly exercise: string;
  readonly points: number | null;
  readonly comment: string;
  readonly version: number;
  readonly bonus: boolean;
}

/** One line of a regrade. */
export interface DifferenceView {
  readonly learner: string;
  readonly name: string;
  readonly exercise: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly manual: number | null;
  readonly tests: readonly string[];
}

/** What is being done, or was done last. */
export interface TaskView {
  readonly kind: "grade" | "regrade" | "publish";
  readonly set: string;
  readonly state: "running" | "done" | "stopped" | "failed";
  readonly done: number;
  readonly total: number;
  readonly last: string;
  /** one sentence at the end */
  readonly message: string;
  /** of a regrade, once it is done; `seal` names exactly these */
  readonly differences?: readonly DifferenceView[];
  readonly same?: number;
  readonly seal?: string;
}

/** What the server says by itself. */
export type Happening = { readonly kind: "task"; readonly task: TaskView } | { readonly kind: "changed" };

/** An answer that is an error. */
export interface Refusal {
  readonly error: string;
  /** somebody else changed it: how it stands now */
  readonly grade?: GradeView;
}
