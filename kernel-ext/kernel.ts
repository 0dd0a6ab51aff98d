/** @file The kernel: takes requests from the guard, one cell at a time, and answers each. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Comms, type Publish } from "./comms.ts";
import { Interrupted, OutOfMemory } from "./compiler/engine.ts";
import { keepCompiledCode } from "./compiler/typescript.ts";
import { completeness } from "./completeness.ts";
import { type Channel, Guard } from "./guard.ts";
import { phase } from "./guard-state.ts";
import { installedGrader } from "./load-grader.ts";
import { createSession, type Session } from "./session.ts";
import { type Connection, composer, type Fields, type Header, type Message, protocolVersion } from "./wire/message.ts";
import { Questions } from "./wire/stdin.ts";
import { type StreamName, TextStreams } from "./wire/text-streams.ts";

const { version } = createRequire(import.meta.url)("../package.json") as { version: string };

/** A request and where it came from. */
interface Request {
  readonly channel: Channel;
  readonly message: Message;
}

/** Starts the kernel of a connection file; it runs until it is shut down. */
export async function startKernel(connectionFile: string): Promise<void> {
  const connection = JSON.parse(readFileSync(connectionFile, "utf8")) as Connection;
  const guard = new Guard(connection, {
    message: (channel, message) => receive({ channel, message }),
    interrupt: () => guard.state.interruptIsForThisRun() && session?.interrupt(),
    memory(heapLimit) {
      session?.interrupt(new OutOfMemory(heapLimit));
      setTimeout(collectGarbage, 0); // else the next cell would seem to fill the heap again
    },
  });
  const compose = composer();

  // ---- output. It belongs to the request that was taken last.
  let parent: Header | undefined;
  let silent = false; // the request that was taken last wants no output
  const streams = new TextStreams((name: StreamName, text) => {
    if (!silent) send("stream", { name, text });
  });
  const send: Publish = (type, content, buffers = [], metadata = {}) =>
    guard.send("iopub", compose(type, content, parent, { buffers, metadata }));
  const publish: Publish = (type, content, buffers, metadata) => {
    streams.flush();
    send(type, content, buffers, metadata);
  };
  const status = (state: "starting" | "busy" | "idle", of: Header | undefined): void => {
    streams.flush();
    guard.send("iopub", compose("status", { execution_state: state }, of));
  };
  const reply = ({ channel, message }: Request, content: Fields): void => {
    const type = message.header.msg_type.replace(/_request$/, "_reply");
    guard.send(channel, compose(type, content, message.header, { identities: message.identities }));
  };

  // ---- requests
  let session: Session | undefined;
  const comms = new Comms(publish, (fits) => {
    guard.drain();
    return waiting.some(({ message: { header, content } }) => header.msg_type === "comm_msg" && fits(content.comm_id));
  });
  const questions = new Questions();
  const waiting: Request[] = []; // cells and comm messages, in the order they came
  let working = false;

  function receive(request: Request): void {
    const type = request.message.header.msg_type;
    if (request.channel === "stdin") {
      if (type === "input_reply") questions.receive(request.message);
      return;
    }
    if (type === "execute_request" || type.startsWith("comm_") || session === undefined) waiting.push(request);
    else void handle(request);
    void work();
  }

  async function work(): Promise<void> {
    if (working || session === undefined) return;
    working = true;
    for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) await handle(request);
    working = false;
  }

  async function handle(request: Request): Promise<void> {
    const { header, content } = request.message;
    const type = header.msg_type;
    status("busy", header);
    try {
      if (type === "execute_request") await execute(request);
      else if (type === "comm_info_request") reply(request, { status: "ok", comms: comms.list(content.target_name) });
      else if (type.startsWith("comm_")) {
        parent = header;
        await comms.receive(request.message);
      } else reply(request, answer(type, content));
    } catch (error) {
      process.stderr.write(`${describe(error)}\n`);
      if (type.endsWith("_request")) reply(request, failure(error));
    }
    status("idle", header);
    if (type === "shutdown_request") exit();
  }

  async function execute(request: Request): Promise<void> {
    const { header, content, metadata, identities } = request.message;
    if (typeof content.code !== "string") {
      reply(request, refusal("execute_request: code must be a text"));
      return;
    }
    parent = header;
    silent = content.silent === true;
    const answered = await session!.execute({
      code: content.code,
      silent,
      storeHistory: content.store_history !== false,
      userExpressions: fieldsOf(content.user_expressions),
      ...(content.allow_stdin === true && {
        ask: (question, signal) =>
          questions.ask(
            question,
            ({ prompt, password }) => {
              streams.flush(); // what was printed before belongs above the box
              const message = compose("input_request", { prompt, password }, header, { identities });
              guard.send("stdin", message);
              return JSON.parse(message.json[0]);
            },
            signal,
          ),
      }),
      cellId: typeof metadata.cellId === "string" ? metadata.cellId : undefined,
    });
    streams.flush();
    silent = false;
    const stops = answered.status === "error" && content.stop_on_error !== false;
    const aborted = stops ? takeWaiting() : [];
    reply(request, { ...answered });
    for (const other of aborted) {
      status("busy", other.message.header);
      reply(other, { status: "aborted" });
      status("idle", other.message.header);
    }
  }

  /** Takes the cells that came before anyone could know of an error; those that come later run. */
  function takeWaiting(): readonly Request[] {
    guard.drain();
    const cells = waiting.filter(({ message }) => message.header.msg_type === "execute_request");
    for (const cell of cells) waiting.splice(waiting.indexOf(cell), 1);
    return cells;
  }

  /** Content of the reply to a request that needs no turn of its own. */
  function answer(type: string, content: Fields): Fields {
    const { typescript, history, complete, inspect } = session!;
    const code = String(content.code ?? "");
    const cursor = typeof content.cursor_pos === "number" ? content.cursor_pos : code.length;
    switch (type) {
      case "kernel_info_request":
        return kernelInfo(typescript);
      case "is_complete_request":
        return { ...completeness(code) };
      case "complete_request":
        return { status: "ok", ...complete(code, cursor) };
      case "inspect_request":
        return { status: "ok", ...inspect(code, cursor, Number(content.detail_level ?? 0)) };
      case "history_request":
        return { status: "ok", history: history.find(content) };
      case "shutdown_request":
        return { status: "ok", restart: content.restart === true };
      case "debug_request":
        return { ...refusal("debug_request: this kernel has no debugger"), ...noDebugger(content) };
      default:
        return refusal(`${type}: this kernel does not answer it`);
    }
  }

  const describe = (error: unknown): string => session?.describe(error) ?? String((error as Error)?.stack ?? error);

  // ---- the process
  let leaving = false;
  function exit(): never {
    leaving = true;
    process.exit(0);
  }
  process.on("exit", (code) => {
    if (!leaving && session !== undefined)
      streams.write("stderr", `The cell ended the kernel: process.exit(${code}).\n`);
    streams.flush();
    guard.closeNow();
  });
  process.on("SIGTERM", () => {
    if (working) streams.write("stderr", "The kernel was ended from outside, by SIGTERM, before the cell was done.\n");
    exit();
  });
  process.on("SIGINT", () => session?.interrupt()); // from a terminal; a front end's comes by message

  // The guard binds its sockets while the compiler gets ready; requests wait until both are done.
  const created = createSession({
    grader: installedGrader,
    publish,
    comms,
    notebook: process.env.JPY_SESSION_NAME,
    state: guard.state,
    compiler: process.env.CRYOLAB_COMPILER,
  });
  created.catch(() => {}); // it is told when the sockets can be closed
  await guard.ready;
  status("starting", undefined);
  session = await created;
  process.stdout.write = streams.writer("stdout");
  process.stderr.write = streams.writer("stderr");
  Error.stackTraceLimit = 40; // the innermost ten are not enough to reach a cell through a recursion
  process.on("uncaughtException", (error) => process.stderr.write(`Uncaught ${describe(error)}\n`));
  process.on("unhandledRejection", (reason) => {
    // A function that a stopped cell had called, and did not await, ends so.
    if (reason instanceof Interrupted || reason instanceof OutOfMemory) return;
    process.stderr.write(`Unhandled rejection: ${describe(reason)}\n`);
  });
  setTimeout(() => guard.state.phase === phase.idle && keepCompiledCode(), 5000).unref();
  await work();
}

/** Frees what a cell left behind. V8 offers no other way to ask for it. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

function kernelInfo(typescript: string): Fields {
  return {
    status: "ok",
    protocol_version: protocolVersion,
    implementation: "cryolab",
    implementation_version: version,
    language_info: {
      name: "typescript",
      version: typescript,
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      codemirror_mode: { name: "javascript", typescript: true, mode: "typescript" },
      nbconvert_exporter: "script",
    },
    banner: `Cryolab ${version}: TypeScript ${typescript} on Node ${process.versions.node}`,
    debugger: false,
    help_links: [
      { text: "TypeScript handbook", url: "https://www.typescriptlang.org/docs/handbook/" },
      { text: "JavaScript reference", url: "https://developer.mozilla.org/docs/Web/JavaScript/Reference" },
    ],
  };
}

/** What a value holds, if it is a JSON object. */
const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});

/** Content of a reply to what this kernel does not do. */
const refusal = (evalue: string): Fields => ({ status: "error", ename: "NotSupported", evalue, traceback: [evalue] });

/** The same, as a debug adapter says it. */
function noDebugger({ seq, command }: Fields): Fields {
  const message = "this kernel has no debugger";
  return { type: "response", request_seq: seq ?? 0, success: false, command: command ?? "", message, body: {} };
}

function failure(error: unknown): Fields {
  const { name = "Error", message = String(error) } = (error ?? {}) as Partial<Error>;
  return { status: "error", ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}
