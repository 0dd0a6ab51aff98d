/** @file Questions to the server. The cookie that the page came with is the key. */

import type { ClassView, GradeView, Happening, MarkOrder, Refusal, TaskView, WorkView } from "./wire.ts";

/** The server refused, or was not there. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  /** how the grade stands that somebody else changed */
  readonly grade: GradeView | undefined;
  constructor(status: number, { error, grade }: Refusal) {
    super(error);
    this.status = status;
    this.grade = grade;
  }
}

async function ask<Answer>(path: string, order?: unknown): Promise<Answer> {
  const post = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(order) };
  let response: Response;
  try {
    response = await fetch(path, order === undefined ? {} : post);
  } catch {
    throw new ApiError(0, { error: "the desk is closed; start it again with cryolab desk" });
  }
  const answer: unknown = await response.json();
  if (!response.ok) throw new ApiError(response.status, answer as Refusal);
  return answer as Answer;
}

const query = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();

/** The class by one of its sets. */
export function fetchClass(set: string): Promise<ClassView> {
  return ask(`/api/class?${query({ set })}`);
}

/** One exercise of one learner. */
export function fetchWork(set: string, learner: string, exercise: string): Promise<WorkView> {
  return ask(`/api/work?${query({ set, learner, exercise })}`);
}

/** What the learner will read of the whole set, by a policy. */
export async function fetchFeedback(set: string, learner: string, policy: string): Promise<string> {
  const { text } = await ask<{ text: string }>(`/api/feedback?${query({ set, learner, policy })}`);
  return text;
}

/** Marks by hand; gives the grade as it is then. */
export function sendMark(order: MarkOrder): Promise<GradeView> {
  return ask("/api/mark", order);
}

/** Begins a grading, a regrade or its publication. */
export function sendTask(order: {
  readonly kind: TaskView["kind"];
  readonly set: string;
  readonly learner?: string;
  readonly exercise?: string;
  readonly seal?: string;
}): Promise<TaskView> {
  return ask("/api/task", order);
}

/** Ends what is running. */
export function sendStop(): Promise<void> {
  return ask("/api/stop", {});
}

/** Calls with what the server says by itself; `isOpen` tells whether it is heard. */
export function listen(hear: (happening: Happening) => void, isOpen: (open: boolean) => void): void {
  const source = new EventSource("/api/events");
  source.addEventListener("message", ({ data }) => hear(JSON.parse(data) as Happening));
  source.addEventListener("open", () => isOpen(true));
  source.addEventListener("error", () => isOpen(false));
}
