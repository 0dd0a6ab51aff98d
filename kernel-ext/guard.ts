/**
 * @file The main thread's side of the guard: a worker thread that owns all five sockets, so that heartbeat, interrupt
 * and shutdown are answered and output is sent while a cell keeps the main thread busy.
 */

import { getHeapStatistics } from "node:v8";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { GuardState } from "./guard-state.ts";
import type { Connection, Message, Outgoing } from "./wire/message.ts";

/** The sockets that carry messages. */
export type Channel = "shell" | "control" | "stdin" | "iopub";

/** What the guard tells the main thread. */
export type FromGuard =
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "message"; readonly channel: Channel; readonly message: Message }
  | { readonly kind: "ping"; readonly id: number }
  | { readonly kind: "interrupt" }
  | { readonly kind: "memory" };

/** What the main thread tells the guard. */
export type ToGuard =
  | { readonly kind: "send"; readonly channel: Channel; readonly message: Outgoing }
  | { readonly kind: "pong"; readonly id: number }
  | { readonly kind: "close" };

/** What the guard thread is started with. */
export interface GuardData {
  readonly connection: Connection;
  readonly memory: SharedArrayBuffer;
  readonly port: MessagePort;
  /** process that must live; without it the kernel ends too */
  readonly parent: number | undefined;
  /** bytes that the main thread's heap may take */
  readonly heapLimit: number;
}

/** What to do with what comes in. */
export interface GuardHandlers {
  message(channel: Channel, message: Message): void;
  /** the learner asks to stop the cell */
  interrupt(): void;
  /** the cell was ended because it had used up the heap */
  memory(heapLimit: number): void;
}

/** The sockets, seen from the main thread. */
export class Guard {
  readonly state: GuardState = new GuardState();
  /** settles when all sockets are bound */
  readonly ready: Promise<void>;
  readonly #port: MessagePort;
  readonly #handlers: GuardHandlers;
  #settle: { resolve(): void; reject(error: Error): void } | undefined;
  #closed = false;
  readonly #heapLimit: number;

  constructor(connection: Connection, handlers: GuardHandlers) {
    this.#handlers = handlers;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.ready = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    const parent = Number(process.env.JPY_PARENT_PID) || undefined;
    // V8 counts 48 MB for young objects into its limit, and gives up when the old ones fill the rest.
    const heapLimit = getHeapStatistics().heap_size_limit - 48 * 2 ** 20;
    this.#heapLimit = heapLimit;
    const workerData: GuardData = { connection, memory: this.state.memory, port: port2, parent, heapLimit };
    const worker = new Worker(new URL("./guard-thread.js", import.meta.url), { workerData, transferList: [port2] });
    worker.on("error", (error) => this.#settle?.reject(error));
    port1.on("message", (message: FromGuard) => this.#receive(message));
  }

  /** Sends a message on one of the sockets. */
  send(channel: Channel, message: Outgoing): void {
    this.#post({ kind: "send", channel, message });
  }

  /** Takes in every message that has come until now, without a turn of the event loop. */
  drain(): void {
    for (;;) {
      const received = receiveMessageOnPort(this.#port);
      if (received === undefined) return;
      this.#receive(received.message as FromGuard);
    }
  }

  /** Sends what is waiting and closes the sockets; blocks, so that it works in an `exit` handler. */
  closeNow(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#post({ kind: "close" });
    this.state.waitClosed(2000);
  }

  #post(message: ToGuard): void {
    this.#port.postMessage(message);
  }

  #receive(message: FromGuard): void {
    switch (message.kind) {
      case "ready":
        this.#settle?.resolve();
        break;
      case "failed":
        this.#settle?.reject(new Error(message.reason));
        break;
      case "message":
        this.#handlers.message(message.channel, message.message);
        break;
      case "ping":
        // Through a timer: a loop that was ended inside a timer's callback leaves all timers dead.
        setTimeout(() => this.#post({ kind: "pong", id: message.id }), 0);
        break;
      case "interrupt":
        this.#handlers.interrupt();
        break;
      case "memory":
        this.#handlers.memory(this.#heapLimit);
        break;
    }
  }
}
