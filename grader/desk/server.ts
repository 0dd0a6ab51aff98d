/**
 * @file The desk: a server on 127.0.0.1 for one instructor. It serves its page and a few JSON answers; every request is judged
 * first. What it writes, it writes through the functions of grader/course, as the commands do.
 */

import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import type { Class } from "../course/class.ts";
import { markByHand } from "../course/mark.ts";
import { readSet } from "../course/sets.ts";
import { type Access, newAccess } from "./access.ts";
import { type Changes, watchChanges } from "./changes.ts";
import type { MarkOrder, Refusal } from "./page/wire.ts";
import { Busy, newTasks, type TaskOptions, type Tasks } from "./tasks.ts";
import { classView, feedbackText, gradeView, workView, worthOf } from "./view.ts";

/** An open desk. */
export interface Desk {
  /** with the key: whoever has it may mark */
  readonly url: string;
  /** Ends running work cleanly and closes; the class stays open. */
  close(): Promise<void>;
}

/** How to open one. */
export interface DeskOptions extends TaskOptions {
  /** any free one when 0 or left out */
  readonly port?: number;
  /** who marks */
  readonly marker?: string;
}

const source = new URL("../../desk/page/", import.meta.url);
const built = new URL("./page/", import.meta.url);
const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/** The files of the page, by path: nothing else is served. */
const files: ReadonlyMap<string, URL> = new Map([
  ["/", new URL("index.html", source)],
  ["/desk.css", new URL("desk.css", source)],
  ["/icon.svg", new URL("icon.svg", source)],
  ...["main", "api", "dom", "grading", "help", "state", "table", "visible", "work"].map(
    (name) => [`/${name}.js`, new URL(`${name}.js`, built)] as const,
  ),
]);

/** What a browser may do with an answer: run and style from here only, show in no frame, keep nothing. */
const headers: Readonly<Record<string, string>> = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; " +
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cache-Control": "no-store",
};

/** Something that the request did wrong. */
class Refused extends Error {
  readonly status: number;
  readonly body: Refusal;
  constructor(status: number, body: Refusal) {
    super(body.error);
    this.status = status;
    this.body = body;
  }
}

const id = v.pipe(v.string(), v.maxLength(500));
const markSchema = v.object({
  set: id,
  learner: id,
  exercise: id,
  points: v.nullable(v.number()),
  comment: v.pipe(v.string(), v.maxLength(20_000)),
  version: v.number(),
  bonus: v.boolean(),
});
const orderSchema = v.object({
  kind: v.picklist(["grade", "regrade", "publish"]),
  set: id,
  learner: v.optional(id),
  exercise: v.optional(id),
  seal: v.optional(id),
});

/** Opens a desk on a class. */
export async function openDesk(cls: Class, options: DeskOptions = {}): Promise<Desk> {
  const { port = 0, marker = "instructor", ...how } = options;
  const tasks = newTasks(cls, how);
  const changes = watchChanges(cls.db);
  let access: Access | undefined;
  const server = createServer((request, response) => {
    answer({ cls, tasks, changes, marker, access: access as Access }, request, response).catch((error: unknown) => {
      const [status, body] = refusal(error);
      if (response.headersSent) response.destroy();
      else send(response, status, body);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE" ? new Error(`desk: port ${port} is in use; choose another with --port`) : error,
      ),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const taken = typeof address === "object" && address !== null ? address.port : port;
  access = newAccess(taken);
  return {
    url: `http://127.0.0.1:${taken}/?token=${access.token}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await tasks.close();
      changes.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Setting {
  readonly cls: Class;
  readonly tasks: Tasks;
  readonly changes: Changes;
  readonly marker: string;
  readonly access: Access;
}

async function answer(setting: Setting, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { cls, tasks, access } = setting;
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const path = url.pathname;
  const verdict = access.judge(request, url, path === "/");
  if (verdict !== undefined) throw new Refused(verdict.status, { error: verdict.why });
  const asked = (name: string): string => url.searchParams.get(name) ?? "";
  if (request.method === "GET") {
    const file = files.get(path);
    if (file !== undefined) {
      if (path === "/") response.setHeader("Set-Cookie", access.cookie());
      return sendFile(response, file);
    }
    if (path === "/api/class") return send(response, 200, classView(cls, asked("set") || undefined));
    if (path === "/api/work")
      return send(response, 200, await workView(cls, asked("set"), asked("learner"), asked("exercise")));
    if (path === "/api/feedback")
      return send(response, 200, { text: feedbackText(cls, asked("set"), asked("learner"), asked("policy")) });
    if (path === "/api/events") return stream(setting, response);
  }
  if (request.method === "POST") {
    if (path === "/api/mark") return send(response, 200, mark(setting, valid(markSchema, await body(request))));
    if (path === "/api/task") {
      const order = valid(orderSchema, await body(request));
      const set = readSet(cls.db, order.set);
      if (order.exercise !== undefined) worthOf(set, order.exercise);
      return send(response, 202, tasks.start(order as Parameters<Tasks["start"]>[0]));
    }
    if (path === "/api/stop") {
      tasks.stop();
      return send(response, 202, null);
    }
  }
  throw new Refused(404, { error: "there is no such page" });
}

/** Marks by hand; a mark on an old version is refused with the grade as it stands. */
function mark({ cls, marker }: Setting, { set, ...order }: MarkOrder): unknown {
  try {
    markByHand(cls, { ...order, problemSet: set, marker });
  } catch (error) {
    if ((error as Error).name !== "StaleMark") throw error;
    throw new Refused(409, {
      error: (error as Error).message,
      grade: gradeView(cls.db, set, order.learner, order.exercise),
    });
  }
  return gradeView(cls.db, set, order.learner, order.exercise);
}

/** Server-sent events: what is being done, and that something has changed. */
function stream({ tasks, changes }: Setting, response: ServerResponse): void {
  response.writeHead(200, { ...headers, "Content-Type": "text/event-stream" });
  const say = (happening: unknown): void => void response.write(`data: ${JSON.stringify(happening)}\n\n`);
  response.flushHeaders();
  const task = tasks.current();
  if (task !== undefined) say({ kind: "task", task });
  const leave = [tasks.watch(say), changes.watch(() => say({ kind: "changed" }))];
  response.once("close", () => {
    for (const one of leave) one();
  });
}

function valid<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
  const read = v.safeParse(schema, value);
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw new Refused(400, { error: `${v.getDotPath(issue) ?? "the request"}: ${issue.message}` });
}

const LARGEST = 256 << 10;

async function body(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST) throw new Refused(413, { error: "that is too long" });
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new Refused(400, { error: "that is not JSON" });
  }
}

function refusal(error: unknown): [number, Refusal] {
  if (error instanceof Refused) return [error.status, error.body];
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Busy) return [409, { error: message }];
  return [error instanceof RangeError ? 400 : 500, { error: message }];
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { ...headers, "Content-Type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(value));
}

function sendFile(response: ServerResponse, file: URL): void {
  const content = readFileSync(fileURLToPath(file));
  response.writeHead(200, { ...headers, "Content-Type": types[file.pathname.split(".").at(-1) ?? ""] });
  response.end(content);
}
