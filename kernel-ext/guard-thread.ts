/**
 * @file The guard thread: binds the sockets, answers the heartbeat, passes messages on, and climbs the ladder of an
 * interrupt: a message; if the main thread does not answer, the end of whatever JavaScript it runs; if it still does not
 * answer, a last word in the notebook and the end of the process. It ends a cell that fills the heap in the same way, for
 * V8 ends a process that runs out of memory without a word.
 */

import { writeSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { workerData } from "node:worker_threads";
import { Reply, Router, XPublisher } from "zeromq";
import type { Channel, FromGuard, GuardData, ToGuard } from "./guard.ts";
import { GuardState, phase } from "./guard-state.ts";
import { address, composer, decode, encode, type Header, type Message, type Outgoing } from "./wire/message.ts";
import { Outbox } from "./wire/outbox.ts";

const { connection, memory, port, parent, heapLimit } = workerData as GuardData;
const state = new GuardState(memory);
const compose = composer();

const unlimited = { sendHighWaterMark: 0, receiveHighWaterMark: 0, linger: 1000 };
const routers = { shell: new Router(unlimited), control: new Router(unlimited), stdin: new Router(unlimited) };
const iopub = new XPublisher({ ...unlimited, verbosity: "allSubs" });
const heartbeat = new Reply({ linger: 0 });
const outboxes: Record<Channel, Outbox> = {
  shell: new Outbox(routers.shell),
  control: new Outbox(routers.control),
  stdin: new Outbox(routers.stdin),
  iopub: new Outbox(iopub),
};

const post = (message: FromGuard): void => port.postMessage(message);
const send = (channel: Channel, message: Outgoing): void => outboxes[channel].send(encode(message, connection.key));

/** Header of the request that the main thread works on, as JSON; the last word is addressed to it. */
let busyWith: Header | undefined;

// ---- from the main thread

const pongs = new Map<number, () => void>();
let pings = 0;

port.on("message", (message: ToGuard) => {
  switch (message.kind) {
    case "send": {
      const [type] = message.message.identities;
      if (message.channel === "iopub" && type === "status" && message.message.json[3].includes("busy"))
        busyWith = JSON.parse(message.message.json[1]);
      send(message.channel, message.message);
      break;
    }
    case "pong":
      pongs.get(message.id)?.();
      pongs.delete(message.id);
      break;
    case "close":
      void close().then(() => setImmediate(() => process.exit())); // ends this thread only
      break;
  }
});

/** Whether the main thread answers within so many milliseconds. */
function answers(ms: number): Promise<boolean> {
  const id = ++pings;
  return new Promise((resolve) => {
    pongs.set(id, () => resolve(true));
    post({ kind: "ping", id });
    setTimeout(() => resolve(false), ms);
  });
}

// ---- the end

let closing: Promise<void> | undefined;

/** The loops that read the sockets; they end when the sockets close. */
let reading: readonly Promise<void>[] = [];

/** Sends what is waiting and closes the sockets. What is left open or under way aborts the process when it exits. */
function close(): Promise<void> {
  closing ??= (async () => {
    const sent = Promise.all(Object.values(outboxes).map((outbox) => outbox.drained()));
    await Promise.race([sent.catch(() => {}), sleep(1000)]);
    for (const socket of [routers.shell, routers.control, routers.stdin, iopub, heartbeat]) socket.close();
    await Promise.allSettled(reading);
  })();
  return closing;
}

process.on("exit", () => state.close());

/** Ends a process whose main thread no longer listens. */
async function kill(): Promise<void> {
  await close();
  await sleep(100); // zeromq's own thread sends what is left
  process.kill(process.pid, "SIGKILL");
}

setInterval(() => {
  if (parent === undefined) return;
  try {
    process.kill(parent, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") void kill();
  }
}, 2000);

// ---- interrupt

/** Ends the JavaScript that the main thread runs, wherever it is; its variables stay. */
async function terminateMain(): Promise<void> {
  const session = new Session();
  session.connectToMainThread();
  // Code of Node's own that waits, as `execSync` does, hears of nothing.
  await Promise.race([session.post("Runtime.terminateExecution"), sleep(1000)]);
  session.disconnect();
}

/** Whether the main thread is out of the compiler, which is let finish: it looks whether to stop before it runs a cell. */
async function outOfCompiler(): Promise<"stopped" | "running" | "idle"> {
  while (state.phase === phase.compiling) {
    state.askInterrupt();
    await sleep(20);
    if (!state.interruptAsked) return "stopped";
  }
  state.takeInterrupt();
  return state.phase === phase.running ? "running" : "idle";
}

async function interrupt(): Promise<void> {
  if (state.phase === phase.starting) return;
  do {
    const found = await outOfCompiler();
    if (found === "stopped") return;
    // It reaches a cell that awaits, and waits its turn behind a loop. No signal: Node's `vm` takes its handlers of SIGINT
    // away before a script and puts them back after it, and one that comes between ends the process.
    state.markInterrupt();
    if (found === "running") post({ kind: "interrupt" });
    if (await answers(250)) return;
  } while (state.phase === phase.compiling);
  if (!state.interruptIsForThisRun()) return; // the next cell is under way, so the main thread does answer
  await terminateMain();
  if (await answers(2000)) return;
  await lastWord(
    "The cell could not be stopped: it waits, or loops, where Node allows no end. The kernel was ended.\n",
  );
}

async function lastWord(text: string): Promise<void> {
  send("iopub", compose("stream", { name: "stderr", text }, busyWith));
  await kill();
}

// ---- memory

const full = 0.85 * heapLimit;

/** Whether the heap of the main thread is full, and stays so while V8 collects what it can. */
async function heapIsFull(): Promise<boolean> {
  const session = new Session();
  session.connectToMainThread();
  try {
    for (let looked = 0; looked < 6; looked++, await sleep(40)) {
      const usage: unknown = await session.post("Runtime.getHeapUsage"); // which Node's types say has no answer
      if ((usage as { readonly usedSize: number }).usedSize < full) return false;
    }
    return true;
  } finally {
    session.disconnect();
  }
}

async function watchMemory(): Promise<void> {
  for (; closing === undefined; await sleep(200)) {
    if (state.phase !== phase.running || process.memoryUsage.rss() < full) continue;
    if (!(await heapIsFull()) || state.phase !== phase.running) continue;
    post({ kind: "memory" });
    await terminateMain();
    if (!(await answers(5000)))
      await lastWord("The cell used up the memory of the kernel and could not be stopped. The kernel was ended.\n");
  }
}

// ---- from the front ends

function received(channel: "shell" | "control" | "stdin", message: Message): void {
  const { header, identities } = message;
  if (channel === "control" && header.msg_type === "interrupt_request") {
    send("control", compose("interrupt_reply", { status: "ok" }, header, { identities }));
    void interrupt();
    return;
  }
  post({ kind: "message", channel, message });
  if (channel === "control" && header.msg_type === "shutdown_request")
    // The main thread replies and exits; if a cell holds it, it is done here.
    void sleep(1500).then(() => {
      const restart = message.content.restart === true;
      send("control", compose("shutdown_reply", { status: "ok", restart }, header, { identities }));
      return kill();
    });
}

async function listen(channel: "shell" | "control" | "stdin"): Promise<void> {
  for await (const frames of routers[channel]) {
    let message: Message;
    try {
      message = decode(frames, connection.key);
    } catch (error) {
      writeSync(2, `${channel}: ${(error as Error).message}\n`);
      continue;
    }
    received(channel, message);
  }
}

async function beat(): Promise<void> {
  for await (const frames of heartbeat) await heartbeat.send(frames);
}

/** Greets every subscriber, so that a client knows when it hears everything. */
async function welcome(): Promise<void> {
  for await (const [frame] of iopub) {
    if (frame[0] !== 1) continue; // 0 is an unsubscription
    const subscription = frame.subarray(1).toString("utf8");
    const identities = [subscription || "iopub_welcome"];
    send("iopub", compose("iopub_welcome", { subscription }, undefined, { identities }));
  }
}

async function open(): Promise<void> {
  const bind = (socket: Router | XPublisher | Reply, number: number) => socket.bind(address(connection, number));
  await Promise.all([
    bind(routers.shell, connection.shell_port),
    bind(routers.control, connection.control_port),
    bind(routers.stdin, connection.stdin_port),
    bind(iopub, connection.iopub_port),
    bind(heartbeat, connection.hb_port),
  ]);
  reading = [listen("shell"), listen("control"), listen("stdin"), beat(), welcome()];
  post({ kind: "ready" });
  void watchMemory();
  await Promise.all(reading);
}

open().catch((error: Error) => {
  if (closing === undefined) post({ kind: "failed", reason: `the kernel's sockets: ${error.message}` });
});
